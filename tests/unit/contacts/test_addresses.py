"""Shapes of addresses, and the ways in which lists spoil them."""

import pytest

from mailsim_desktop.contacts.addresses import (
    BREAKS,
    DUPLICATE_FORMS,
    SHAPE_WEIGHTS,
    local_part,
    repeat,
    spoil,
)
from mailsim_desktop.contacts.validate import Refused, check_address
from mailsim_desktop.domain.contact import NewContact


@pytest.mark.parametrize("shape", range(len(SHAPE_WEIGHTS)))
@pytest.mark.parametrize("number", [0, 59])
def test_every_shape_is_a_valid_local_part(shape: int, number: int):
    local = local_part(shape, "ana", "garcia", number)

    assert isinstance(check_address(f"{local}@gmail.com"), NewContact)


def test_first_shape_is_name_dot_surname():
    assert local_part(0, "ana", "garcia", 7) == "ana.garcia"


@pytest.mark.parametrize("way", range(BREAKS))
@pytest.mark.parametrize("domain", ["gmail.com", "hotmail.co.uk", "a.de"])
@pytest.mark.parametrize("local", ["ana.garcia", "a1"])
def test_spoiled_address_is_refused(local: str, domain: str, way: int):
    assert isinstance(check_address(spoil(local, domain, way)), Refused)


@pytest.mark.parametrize("form", range(DUPLICATE_FORMS))
def test_repeated_address_is_the_same_contact(form: int):
    assert check_address(repeat("ana.garcia@bäcker.de", form)) == check_address(
        "ana.garcia@bäcker.de"
    )
