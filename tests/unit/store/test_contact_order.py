"""All contacts in the order of a column: letters without case and accents, then as stored."""

from __future__ import annotations

import pytest

from mailsim_desktop.store import contact_order
from mailsim_desktop.store.contact_order import ContactSort, ordered_ids
from mailsim_desktop.store.database import Store
from tests.helpers.workspace import Workspace, addresses

NAMES = ("Zoe", "ángel", "Angela", "", "angel", "Ñu", "Nora", "Ольга", "Ana\n\tMaria")


def emails(workspace: Workspace, store: Store, sort: ContactSort) -> list[str]:
    with store.read() as connection:
        ids = ordered_ids(connection, sort).tolist()
    found = dict(workspace.sql("SELECT id, email FROM contacts"))
    assert sorted(ids) == sorted(found)
    return [found[number] for number in ids]


@pytest.fixture
def named(workspace: Workspace) -> Workspace:
    """One contact for each name; its address is its number."""
    workspace.add_list([f"{n}@gmx.de" for n in range(len(NAMES))])
    for number, name in enumerate(NAMES):
        workspace.execute("UPDATE contacts SET name = ? WHERE email LIKE ?", name, f"{number}@%")
    return workspace


def test_names_stand_as_their_letters_do(named: Workspace, store: Store):
    order = emails(named, store, ContactSort.NAME)

    names = [NAMES[int(email.partition("@")[0])] for email in order]
    assert names == ["", "Ana\n\tMaria", "ángel", "angel", "Angela", "Nora", "Ñu", "Zoe", "Ольга"]


def test_no_contacts_are_no_ids(store: Store):
    with store.read() as connection:
        assert [len(ordered_ids(connection, sort)) for sort in ContactSort] == [0] * 4


def test_order_is_the_same_however_many_are_read_at_a_time(
    workspace: Workspace, store: Store, monkeypatch: pytest.MonkeyPatch
):
    workspace.add_list(addresses(200))
    workspace.execute("DELETE FROM list_members WHERE contact_id % 7 = 0")
    workspace.execute("DELETE FROM contacts WHERE id % 7 = 0")
    whole = emails(workspace, store, ContactSort.DOMAIN)
    monkeypatch.setattr(contact_order, "_CHUNK", 16)

    assert emails(workspace, store, ContactSort.DOMAIN) == whole


@pytest.mark.parametrize("sort", [ContactSort.EMAIL, ContactSort.DOMAIN, ContactSort.STATE])
def test_plain_columns_stand_as_python_sorts_them(
    workspace: Workspace, store: Store, sort: ContactSort
):
    workspace.add_list(addresses(100))
    workspace.execute("UPDATE contacts SET state = 'risky' WHERE id % 3 = 0")
    rows = workspace.sql(f"SELECT email, {sort} FROM contacts ORDER BY id")

    expected = [email for email, _ in sorted(rows, key=lambda row: row[1])]
    assert emails(workspace, store, sort) == expected
