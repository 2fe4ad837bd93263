"""Contacts of a list as a table of honest length, read page by page in the background.

Rows that are not in memory show an ellipsis and are asked for; a new selection makes
answers to the old one void.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from mailsim_desktop.domain.contact import ContactState
from mailsim_desktop.services import contacts
from mailsim_desktop.services.contacts import ContactPage
from mailsim_desktop.services.database import Store
from mailsim_desktop.ui import words
from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.models.contact_pages import PAGE, ContactPages, Step
from mailsim_desktop.ui.models.headed_table import HeadedTable, Index

ELLIPSIS = "…"


class ContactTable(HeadedTable):
    """One selection: a list or all contacts, and a search."""

    counted = Signal(int)
    """How many contacts the selection has."""

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        heads = (self.tr("E-mail"), self.tr("Name"), self.tr("Domain"), self.tr("State"))
        super().__init__(parent, heads, frozenset())
        self._bridge = bridge
        self._list_id: int | None = None
        self._search = ""
        self._generation = 0
        self._count = 0
        self._pages = ContactPages()
        self._reading = False
        self._wanted_row = 0

    def select(self, list_id: int | None, search: str = "") -> None:
        """Show another selection, or read the same one again."""
        self._list_id, self._search = list_id, search
        self._generation += 1
        generation = self._generation
        self._reading = False

        def counted(found: dict[ContactState, int]) -> None:
            self._begin(generation, sum(found.values()))

        self._bridge.call(
            lambda store: contacts.count_contacts(store, list_id=list_id, search=search),
            done=counted,
        )

    def _begin(self, generation: int, count: int) -> None:
        if generation != self._generation:
            return
        self.beginResetModel()
        self._count, self._pages = count, ContactPages()
        self.endResetModel()
        self.counted.emit(count)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's signature
        """Count all contacts of the selection, also those not in memory."""
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Answer for one cell; ask for its page where it is missing."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        contact = self._pages.get(index.row())
        if contact is None:
            self._want(index.row())
            return ELLIPSIS
        cells = (contact.email, contact.name, contact.domain, contact.state.value.capitalize())
        text = cells[index.column()]
        return words.tip(text) if role == Qt.ItemDataRole.ToolTipRole else text

    def _want(self, row: int) -> None:
        """Read towards `row`, one step at a time; the latest wish wins."""
        self._wanted_row = row
        if not self._reading:
            self._read()

    def _read(self) -> None:
        step = self._pages.step_to(self._wanted_row)
        if step is None:
            return
        self._reading = True
        generation, list_id, search = self._generation, self._list_id, self._search

        def work(store: Store) -> ContactPage:
            return contacts.list_contacts(
                store,
                list_id=list_id,
                after_id=step.after_id,
                limit=step.pages * PAGE,
                search=search,
            )

        def read(page: ContactPage) -> None:
            self._arrived(generation, step, page)

        self._bridge.call(work, done=read)

    def _arrived(self, generation: int, step: Step, page: ContactPage) -> None:
        if generation != self._generation:
            return
        self._reading = False
        self._pages.add(step, page.contacts)
        first = step.first * PAGE
        last = min(self._count, first + step.pages * PAGE) - 1
        if page.contacts and last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._heads) - 1))
            self._read()
