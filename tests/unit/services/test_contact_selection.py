"""What a table of contacts asks for: ids of a selection in an order, and a page of them."""

from __future__ import annotations

import pytest

from mailsim_desktop.services import contact_selection as service
from mailsim_desktop.services.contact_selection import ContactSort, Selection
from mailsim_desktop.store.database import Store
from tests.helpers.workspace import Workspace


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    workspace.add_list(["eva@gmx.de", "ana@gmx.de", "luis@gmail.com"])
    return workspace


def test_selection_stands_in_the_order_asked_for(filled: Workspace, store: Store):
    assert filled
    order = service.order_contacts(store, ContactSort.EMAIL)
    gmx = Selection(search="gmx")

    found = service.select_contacts(store, gmx, order=order)
    back = service.select_contacts(store, gmx, order=order, descending=True)
    stored = service.select_contacts(store, gmx)

    assert [ids.tolist() for ids in (found, back, stored) if ids is not None] == [
        [2, 1],
        [1, 2],
        [1, 2],
    ]


def test_order_older_than_a_contact_is_refused(filled: Workspace, store: Store):
    order = service.order_contacts(store, ContactSort.EMAIL)
    filled.add_list(["new@gmx.de"], "second")

    assert (
        service.select_contacts(store, Selection(service.list_members(store, 2)), order=order)
        is None
    )
    assert (
        service.select_contacts(store, Selection(service.list_members(store, 1)), order=order)
        is not None
    )


def test_page_is_read_by_id(filled: Workspace, store: Store):
    assert filled

    assert [row.email for row in service.contacts_by_id(store, [3]).values()] == ["luis@gmail.com"]
