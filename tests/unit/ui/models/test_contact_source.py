from __future__ import annotations

import pytest

from mailsim_desktop.domain.contact import ContactState
from mailsim_desktop.services.database import Store
from mailsim_desktop.ui.models import contact_source
from mailsim_desktop.ui.models.contact_source import ContactFilter, ContactSource
from mailsim_desktop.ui.models.source import Wish
from tests.helpers.workspace import Workspace

EMAILS = ["eva@gmx.de", "ana@gmx.de", "luis@gmail.com"]


@pytest.fixture
def source(workspace: Workspace) -> ContactSource:
    workspace.add_list(EMAILS)
    workspace.execute("UPDATE contacts SET name = 'Zoe' WHERE id = 2")
    return ContactSource()


def shown(source: ContactSource, store: Store, wish: Wish) -> list[str]:
    ids = source.ids(store, wish).tolist()
    rows = source.rows(store, ids)
    return [rows[number].email.partition("@")[0] for number in ids]


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        (Wish(), ["eva", "ana", "luis"]),
        (Wish(column=contact_source.EMAIL), ["ana", "eva", "luis"]),
        (Wish(column=contact_source.NAME, descending=True), ["ana", "luis", "eva"]),
        (Wish(column=contact_source.DOMAIN), ["luis", "eva", "ana"]),
        (Wish(ContactFilter(1), "gmx", contact_source.EMAIL), ["ana", "eva"]),
        (Wish(ContactFilter(2)), []),
        (Wish(ContactFilter(state=ContactState.RISKY)), []),
    ],
)
def test_contacts_stand_as_wished(
    source: ContactSource, store: Store, wish: Wish, found: list[str]
):
    assert shown(source, store, wish) == found


def test_kept_order_that_lacks_a_new_contact_is_read_again(
    source: ContactSource, store: Store, workspace: Workspace
):
    by_email = Wish(column=contact_source.EMAIL)
    shown(source, store, by_email)
    workspace.add_list(["berta@gmx.de"], "second")

    assert shown(source, store, by_email) == ["ana", "berta", "eva", "luis"]


def test_new_name_counts_once_the_order_is_forgotten(
    source: ContactSource, store: Store, workspace: Workspace
):
    source.prepare(store)
    workspace.execute("UPDATE contacts SET name = 'Zz' WHERE id = 1")
    by_name = Wish(column=contact_source.NAME)
    assert shown(source, store, by_name) == ["eva", "luis", "ana"]
    source.forget()

    assert shown(source, store, by_name) == ["luis", "ana", "eva"]


def test_members_of_a_list_are_kept_until_contacts_change(
    source: ContactSource, store: Store, workspace: Workspace
):
    of_list = Wish(ContactFilter(1))
    shown(source, store, of_list)
    workspace.execute("DELETE FROM list_members WHERE contact_id = 1")
    assert shown(source, store, of_list) == ["eva", "ana", "luis"]
    source.forget()

    assert shown(source, store, of_list) == ["ana", "luis"]


def test_empty_name_is_unknown(source: ContactSource, store: Store):
    (row,) = source.rows(store, [1]).values()

    assert [column.text(row) for column in source.columns] == ["eva@gmx.de", "–", "gmx.de", "Valid"]
