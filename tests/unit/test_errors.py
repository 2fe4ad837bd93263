"""Every error can be explained: an exit code of its family, a message, what to do."""

from __future__ import annotations

import inspect

import pytest

from mailsim_desktop import errors
from mailsim_desktop.errors import (
    CheckFailedError,
    ConditionError,
    ConflictError,
    MailSimError,
    UserError,
    naming,
)

CODES = {UserError: 3, ConditionError: 4, ConflictError: 5, CheckFailedError: 6}


def below(kind: type[MailSimError]) -> list[type[MailSimError]]:
    return [kind, *(found for child in kind.__subclasses__() for found in below(child))]


ALL = below(MailSimError)
FAMILIES = [kind for kind in ALL if kind is not MailSimError]


@pytest.mark.parametrize("kind", FAMILIES)
def test_error_belongs_to_one_family_and_has_its_exit_code(kind):
    families = [family for family in CODES if issubclass(kind, family)]

    assert len(families) == 1
    assert kind.exit_code == CODES[families[0]]


def test_error_without_a_family_is_a_bug():
    assert MailSimError.exit_code == 1


@pytest.mark.parametrize("kind", ALL)
def test_error_says_in_its_own_docstring_what_it_means(kind):
    own = kind.__dict__.get("__doc__")

    assert own
    assert own.strip().endswith((".", "empty."))


@pytest.mark.parametrize("kind", ALL)
def test_error_is_declared_in_the_one_module_of_errors(kind):
    assert kind.__module__ == "mailsim_desktop.errors"


def test_every_exception_of_the_module_is_in_the_tree():
    classes = {kind for _, kind in inspect.getmembers(errors, inspect.isclass)}

    assert {kind for kind in classes if issubclass(kind, Exception)} == set(ALL)


@pytest.mark.parametrize("kind", ALL)
def test_error_carries_message_and_hint(kind):
    error = kind("It failed.", "Try again.")

    assert (error.message, error.hint, str(error)) == ("It failed.", "Try again.", "It failed.")
    assert kind("It failed.").hint == ""


def test_only_passing_conditions_may_be_tried_again():
    retryable = {kind.__name__ for kind in ALL if kind.retryable}

    assert retryable == {"StoreUnavailableError", "StoreBusyError", "WorkerLostError"}


def test_error_that_names_a_file_can_be_told_with_its_name_alone():
    with pytest.raises(UserError) as raised, naming("/data/a list.csv"):
        raise UserError("/data/a list.csv is empty.")

    assert raised.value.brief() == "a list.csv is empty."
    assert str(raised.value) == raised.value.message == "/data/a list.csv is empty."
    assert raised.value.file == "/data/a list.csv"


def test_error_about_something_else_names_no_file():
    with pytest.raises(UserError) as raised, naming("/data/a list.csv"):
        raise UserError("There is no campaign 3.")

    assert (raised.value.file, raised.value.brief()) == ("", "There is no campaign 3.")
