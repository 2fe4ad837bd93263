"""Use cases of a table of contacts: which ones, in what order, and a page of them.

A table holds the numbers of all its rows and the contacts of the few that are seen. The
order of a column and the members of a list are worth keeping until contacts change:
`order_contacts` and `list_members` read them, the caller keeps them, `select_contacts` uses
them. Keeps no state itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from mailsim_desktop.store import contact_ids, contact_order
from mailsim_desktop.store.contact_ids import Ids, Selection
from mailsim_desktop.store.contact_order import ContactSort
from mailsim_desktop.store.contacts import ContactRow
from mailsim_desktop.store.database import Store

__all__ = [
    "ContactSort",
    "Ids",
    "Selection",
    "contacts_by_id",
    "list_members",
    "order_contacts",
    "select_contacts",
]


def order_contacts(store: Store, sort: ContactSort) -> Ids:
    """Ids of all contacts in the order of a column, the smallest first."""
    with store.read() as connection:
        return contact_order.ordered_ids(connection, sort)


def list_members(store: Store, list_id: int) -> Ids:
    """Ids of the contacts on a list, in the order in which they were stored."""
    with store.read() as connection:
        return contact_ids.member_ids(connection, list_id)


def select_contacts(
    store: Store, selection: Selection, *, order: Ids | None = None, descending: bool = False
) -> Ids | None:
    """Ids of a selection, in the order of `order`, else as they were stored.

    None says that `order` does not know all of them: contacts were added since it was read.
    """
    with store.read() as connection:
        ids = contact_ids.selected_ids(connection, selection)
    if order is not None:
        arranged = contact_ids.keep(order, ids)
        if len(arranged) != len(ids):
            return None
        ids = arranged
    return ids[::-1] if descending else ids


def contacts_by_id(store: Store, ids: Sequence[int]) -> dict[int, ContactRow]:
    """Read the contacts of these ids, a few hundred; one that is gone is left out."""
    with store.read() as connection:
        return contact_ids.contacts_by_id(connection, ids)
