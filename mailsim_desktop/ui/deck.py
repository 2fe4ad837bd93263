"""The pages, one on top. A page of the rail may be covered by a view of its own.

Each place in the rail remembers which of its views was seen last, so that a half-written
campaign waits where it was left. Only the page on top is given snapshots.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from mailsim_desktop.ui.pages.page import Page
from mailsim_desktop.ui.snapshot import Snapshot
from mailsim_desktop.ui.widgets.banner import Banner


class Deck(QStackedWidget):
    """Shows one page; the first page added for a place is its home."""

    place_changed = Signal(int)

    def __init__(self, banner: Banner) -> None:
        super().__init__()
        self._banner = banner
        self._homes: list[Page] = []
        self._latest: list[Page] = []
        self._place_of: dict[Page, int] = {}
        self._snapshot = Snapshot()

    def add(self, page: Page, place: int) -> None:
        """Add a page to a place of the rail."""
        self.addWidget(page)
        self._place_of[page] = place
        if place == len(self._homes):
            self._homes.append(page)
            self._latest.append(page)

    def show_place(self, place: int) -> None:
        """Show what was seen last at this place."""
        self.show_page(self._latest[place])

    def show_page(self, page: Page) -> None:
        """Put a page on top."""
        place = self._place_of[page]
        self._latest[place] = page
        page.content.insertWidget(0, self._banner)  # what it says holds on every page
        self.setCurrentWidget(page)
        page.show_snapshot(self._snapshot)
        self.place_changed.emit(place)

    def back(self) -> None:
        """Close the view on top, if it covers a page."""
        top = self.top()
        home = self._homes[self._place_of[top]]
        if top is not home:
            self.show_page(home)

    def top(self) -> Page:
        """The page that is seen."""
        page = self.currentWidget()
        assert isinstance(page, Page)  # noqa: S101 # nothing else is ever added
        return page

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Hand a snapshot to the page on top."""
        self._snapshot = snapshot
        self.top().show_snapshot(snapshot)

    def snapshot(self) -> Snapshot:
        """The latest snapshot."""
        return self._snapshot

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 # the one fact
        """Tell every page."""
        for page in self._place_of:
            page.set_narrow(narrow)
