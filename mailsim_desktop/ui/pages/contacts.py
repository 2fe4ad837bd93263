"""The contacts page: lists at the left, their contacts in a table, a search, the import."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from mailsim_desktop.domain.contact import ContactState
from mailsim_desktop.services import contacts
from mailsim_desktop.services.contacts import ListRow
from mailsim_desktop.ui import measures
from mailsim_desktop.ui.contact_words import contact_state
from mailsim_desktop.ui.context import Context
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.latest import Latest
from mailsim_desktop.ui.models import contact_source
from mailsim_desktop.ui.models.contact_source import ContactFilter, ContactSource
from mailsim_desktop.ui.models.paged_table import PagedTable
from mailsim_desktop.ui.pages.contact_offers import no_contact, no_match
from mailsim_desktop.ui.pages.page import Page
from mailsim_desktop.ui.tokens import Space
from mailsim_desktop.ui.widgets.buttons import Kind, button
from mailsim_desktop.ui.widgets.card import Card, CardHead
from mailsim_desktop.ui.widgets.combo import Combo
from mailsim_desktop.ui.widgets.field import SearchField
from mailsim_desktop.ui.widgets.list_rows import ListRows
from mailsim_desktop.ui.widgets.progress_row import ProgressRow
from mailsim_desktop.ui.widgets.table import Table
from mailsim_desktop.ui.window_state import Parts

_WAIT_MS = 200
_LISTS, _LISTS_NARROW = 230, 150
_SEARCH, _SEARCH_NARROW = 240, 150
_EMAIL = 220
"""Addresses have more room than other columns that take the rest: they are what is read."""
_WIDTHS = {contact_source.NAME: 190, contact_source.DOMAIN: 150, contact_source.STATE: 124}


class ContactsPage(Page):
    """Shows the lists and lets a person look for a contact."""

    choose_file = Signal()
    save_sample = Signal()
    cancel_import = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Contacts"))
        self._list_reads = Latest(context.bridge, self)
        self.search = SearchField(self.tr("Search contacts"))
        self.header.add(self.search)
        self.header.add(button(self.tr("Sample list…"), self.save_sample.emit, icon=Icon.EXPORT))
        self.header.add(
            button(self.tr("Import…"), self.choose_file.emit, Kind.PRIMARY, icon=Icon.IMPORT)
        )
        self.progress = ProgressRow(context.theme, self.cancel_import.emit)
        self.progress.hide()
        self.lists = ListRows(context.theme, self.tr("Lists"))
        self.contacts = PagedTable(context.bridge, ContactSource(), self)
        self.table = Table(context.theme, self.tr("Contacts"))
        self.table.setModel(self.contacts)
        self.table.set_widths(_WIDTHS, contact_source.EMAIL, _EMAIL)
        self.table.drop_when_narrow(contact_source.DOMAIN, contact_source.NAME)
        self.states = self._make_states()
        self._head = CardHead(self.tr("All contacts"))
        self._side = Card()
        self._body = QStackedWidget()
        self._found = QStackedWidget()
        self._sought = ""  # what is typed is asked a little later
        self.no_match = no_match(self.show_all)
        self._wait = QTimer(self)
        self._lay_out()
        self._connect()
        self.set_narrow(False)

    def _make_states(self) -> Combo:
        made = Combo(self.tr("State"), small=True)
        made.addItem(self.tr("All states"), None)
        for state in ContactState:
            made.addItem(contact_state(state)[1], state.value)
        return made

    def _lay_out(self) -> None:
        self._side.body.addWidget(CardHead(self.tr("Lists")))
        self._side.body.addWidget(self.lists, 1)
        card = Card()
        self._head.add(self.states)
        card.body.addWidget(self._head)
        self._found.addWidget(self.table)
        self._found.addWidget(self.no_match)
        card.body.addWidget(self._found, 1)
        both = QHBoxLayout()
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(Space.GAP)
        both.addWidget(self._side)
        both.addWidget(card, 1)
        full = QWidget()
        full.setLayout(both)
        self._body.addWidget(no_contact(self.choose_file.emit, self.save_sample.emit))
        self._body.addWidget(full)
        self.content.addWidget(self.progress)
        self.content.addWidget(self._body, 1)

    def _connect(self) -> None:
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._wait.timeout.connect(self._select)
        self.search.textChanged.connect(self._typed)
        self.lists.chosen.connect(self._select)
        self.states.currentIndexChanged.connect(self._select)
        self.contacts.counted.connect(self._show_count)
        self.table.told.connect(self.told)

    def _typed(self) -> None:
        self._wait.start()

    def show_all(self) -> None:
        """Take search and state away."""
        self.search.clear()
        self.states.setCurrentIndex(0)
        self.search.setFocus()

    def start(self) -> QWidget:
        """Begin with the table, or with the search that found nothing."""
        return self.search if self._found.currentWidget() is self.no_match else self.table

    def parts(self) -> Parts:
        """What the window remembers."""
        return {"contacts": self.table}

    def search_field(self) -> QWidget:
        """The field above the table."""
        return self.search

    def refresh(self, list_id: int | None = None) -> None:
        """Read the lists again, and show one of them where it is given."""

        def read(found: list[ListRow]) -> None:
            self._show_lists(found, list_id)

        self.contacts.expire()
        self._list_reads.read(contacts.list_lists, done=read)

    def _show_lists(self, found: list[ListRow], list_id: int | None) -> None:
        self._body.setCurrentIndex(1 if found else 0)
        self.search.setEnabled(bool(found))
        self.header.set_facts(
            self.tr("%Ln lists", "", len(found))
            if found
            else self.tr("The people your campaigns go to")
        )
        self.lists.show_lists(found, list_id)
        self._select()

    def _select(self) -> None:
        self._head.set_title(self.lists.title())
        state = self.states.currentData()
        chosen = ContactFilter(self.lists.list_id(), state and ContactState(state))
        self._sought = self.search.text().strip()
        self.contacts.show_chosen(chosen, self._sought)

    def _show_count(self, count: int) -> None:
        searched = bool(self._sought) or self.states.currentIndex() > 0
        self.no_match.show_search(self._sought)
        self._found.setCurrentWidget(self.no_match if searched and not count else self.table)
        self._head.set_unit(
            self.tr("%Ln found", "", count) if searched else self.tr("%Ln contacts", "", count)
        )

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 # the one fact
        """Make lists and search narrower; the table drops columns by itself."""
        self._side.setFixedWidth(measures.scaled(_LISTS_NARROW if narrow else _LISTS))
        self.search.setFixedWidth(measures.scaled(_SEARCH_NARROW if narrow else _SEARCH))
