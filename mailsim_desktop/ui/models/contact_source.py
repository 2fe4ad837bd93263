"""Contacts as a source of a paged table: filtered by list and state, searched, sorted.

Keeps what was read until contacts change: the order of a column takes half a second to read
for a million contacts, the members of a list a twentieth, using them a few milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from mailsim_desktop.domain.contact import ContactState, shown_address, shown_domain
from mailsim_desktop.services import contact_selection
from mailsim_desktop.services.contact_selection import ContactSort, Ids, Selection
from mailsim_desktop.services.contacts import ContactRow
from mailsim_desktop.services.database import Store
from mailsim_desktop.ui.contact_words import contact_state
from mailsim_desktop.ui.models.columns import Column, Kind
from mailsim_desktop.ui.models.source import Wish

EMAIL, NAME, DOMAIN, STATE = range(4)
_SORTS = {
    EMAIL: ContactSort.EMAIL,
    NAME: ContactSort.NAME,
    DOMAIN: ContactSort.DOMAIN,
    STATE: ContactSort.STATE,
}
_SLOW = (ContactSort.NAME, ContactSort.DOMAIN)
"""Sorts that are worth preparing; the others are read fast enough."""


@dataclass(frozen=True, slots=True)
class ContactFilter:
    """Which contacts; without anything, all of them."""

    list_id: int | None = None
    state: ContactState | None = None


class ContactSource:
    """Reads contacts for one table; its methods run on several threads."""

    def __init__(self) -> None:
        self.columns: Sequence[Column[ContactRow]] = _columns()
        self._orders: dict[ContactSort, Ids] = {}
        self._members: dict[int, Ids] = {}

    def ids(self, store: Store, wish: Wish) -> Ids:
        """Ids of the contacts wished for."""
        chosen = wish.chosen if isinstance(wish.chosen, ContactFilter) else ContactFilter()
        sort = None if wish.column is None else _SORTS[wish.column]
        while True:
            members = self._of_list(store, chosen.list_id)
            selection = Selection(members, wish.search, chosen.state)
            found = contact_selection.select_contacts(
                store,
                selection,
                order=None if sort is None else self._order(store, sort),
                descending=wish.descending,
            )
            if found is not None:
                return found
            self.forget()  # contacts were added since

    def rows(self, store: Store, ids: Sequence[int]) -> Mapping[int, ContactRow]:
        """Contacts of a page."""
        return contact_selection.contacts_by_id(store, ids)

    def prepare(self, store: Store) -> None:
        """Read the orders that take long."""
        for sort in _SLOW:
            self._order(store, sort)

    def forget(self) -> None:
        """Contacts changed; their order may have."""
        # New ones: a thread that still reads keeps its answer to itself.
        self._orders, self._members = {}, {}

    def _of_list(self, store: Store, list_id: int | None) -> Ids | None:
        if list_id is None:
            return None
        kept = self._members
        found = kept.get(list_id)
        if found is None:
            found = contact_selection.list_members(store, list_id)
            kept.clear()  # one list is looked at at a time
            kept[list_id] = found
        return found

    def _order(self, store: Store, sort: ContactSort) -> Ids:
        kept = self._orders
        if sort not in kept:
            kept[sort] = contact_selection.order_contacts(store, sort)
        return kept[sort]


def _columns() -> tuple[Column[ContactRow], ...]:
    email = QCoreApplication.translate("Contacts", "E-mail")
    name = QCoreApplication.translate("Contacts", "Name")
    domain = QCoreApplication.translate("Contacts", "Domain")
    state = QCoreApplication.translate("Contacts", "State")
    return (
        Column("email", email, Kind.ADDRESS, lambda row: shown_address(row.email), sortable=True),
        Column("name", name, Kind.TEXT, lambda row: row.name or None, sortable=True),
        Column("domain", domain, Kind.TEXT, lambda row: shown_domain(row.domain), sortable=True),
        Column("state", state, Kind.BADGE, lambda row: contact_state(row.state), sortable=True),
    )
