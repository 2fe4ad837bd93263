"""A contact is found by what a person reads of it, whatever its domain is stored as."""

from __future__ import annotations

import pytest

from mailsim_desktop.store.contacts import count_contacts, page_contacts
from mailsim_desktop.store.database import Store
from tests.helpers.workspace import Workspace

BAKER, STREET, PLAIN = "ana@xn--bcker-gra.de", "eva@mail.xn--strae-oqa.de", "luis@baecker.de"


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    workspace.add_list([BAKER, STREET, PLAIN])
    return workspace


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("bäcker", [BAKER]),
        ("BÄCK", [BAKER]),
        ("ba\u0308cker.de", [BAKER]),  # the accent as a letter of its own
        ("ana@bäcker.de", [BAKER]),
        ("na@b", [BAKER]),
        ("eva@bäcker.de", []),
        ("@äcker", []),
        ("straße", [STREET]),
        ("xn--bcker", [BAKER]),
        ("cker.de", [BAKER, PLAIN]),
        ("b%cker", []),
        ("gmail", []),
    ],
)
def test_domain_is_found_as_people_read_it_and_as_it_is_stored(
    filled: Workspace, store: Store, search: str, found: list[str]
):
    assert filled
    with store.read() as connection:
        rows = page_contacts(connection, search=search)
        assert [row.email for row in rows] == found
        assert sum(count_contacts(connection, list_id=1, search=search).values()) == len(found)
