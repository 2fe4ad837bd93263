"""Merge fields: filled once, and never a typing error in a recipient's mail."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailsim_desktop.errors import TemplateError
from mailsim_desktop.messages.templates import FIELDS, render, require_known_fields


def test_fields_are_filled_in_subject_and_content():
    found = render("Hola {nombre}", "{nombre} <{email}>, {email}", name="Ana", email="ana@b.es")

    assert (found.subject, found.content) == ("Hola Ana", "Ana <ana@b.es>, ana@b.es")


@pytest.mark.parametrize("text", ["{}", "{ nombre }", "{1}", "a { b } c", "{{}}", "x}{y", "{a b}"])
def test_braces_around_anything_but_a_name_are_plain_text(text):
    require_known_fields(text, "content")

    assert render(text, text, name="Ana", email="a@b.es").content == text


@pytest.mark.parametrize(
    ("text", "name", "hint"),
    [
        ("Hola {nombe}", "nombe", "Did you mean {nombre}?"),
        ("{Nombre}", "Nombre", "Did you mean {nombre}?"),
        ("{mail}", "mail", "Did you mean {email}?"),
        ("{nombre} {año}", "año", "The merge fields are {nombre} and {email}."),
        ("{{x}}", "x", "The merge fields are {nombre} and {email}."),
    ],
)
def test_first_unknown_field_is_told_with_its_place_and_the_nearest_name(text, name, hint):
    with pytest.raises(TemplateError) as caught:
        require_known_fields(text, "subject")

    assert caught.value.message == f"The subject holds {{{name}}}, which is not a merge field."
    assert caught.value.hint == hint


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_is_known(field):
    assert require_known_fields(f"a {{{field}}} b", "content") is None


def test_value_that_looks_like_a_field_is_not_filled_again():
    found = render("{nombre}", "{email}", name="{email}", email="{nombre}")

    assert (found.subject, found.content) == ("{email}", "{nombre}")


@given(before=st.text(), after=st.text(), name=st.text())
def test_only_the_fields_change(before: str, after: str, name: str):
    text = before.replace("{", "(") + "{nombre}" + after.replace("{", "(")

    found = render(text, text, name=name, email="a@b.es")

    expected = before.replace("{", "(") + name + after.replace("{", "(")
    assert (found.subject, found.content) == (expected, expected)


def test_unknown_field_is_left_as_it_stands():
    """Whoever renders without asking first loses nothing of the text."""
    found = render("{nombre} {x}", "{x}", name="Ana", email="a@b.es")

    assert (found.subject, found.content) == ("Ana {x}", "{x}")
