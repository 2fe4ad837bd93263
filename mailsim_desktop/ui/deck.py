"""The pages, one on top. A page of the rail may be covered by a view of its own.

Each place in the rail remembers which of its views was seen last, so that a half-written
campaign waits where it was left; not so a view that has nothing to wait for. Only the page on
top is given snapshots. There are two ways back: closing what covers a page, and going to the
page that was seen before.
"""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget

from mailsim_desktop.ui import focus
from mailsim_desktop.ui.pages.page import Page
from mailsim_desktop.ui.snapshot import Snapshot
from mailsim_desktop.ui.widgets.banner import Banner

NOWHERE = -1
"""The place of pages that the rail does not lead to."""
REMEMBERED = 32
"""Pages that the way back leads to, at most."""


class Deck(QStackedWidget):
    """Shows one page; the first page added for a place is its home."""

    place_changed = Signal(int)

    def __init__(self, banner: Banner) -> None:
        super().__init__()
        self._banner = banner
        self._homes: list[Page] = []
        self._latest: list[Page] = []
        self._place_of: dict[Page, int] = {}
        self._seen: deque[Page] = deque(maxlen=REMEMBERED)
        self._narrow = False
        self._snapshot = Snapshot()

    def add(self, page: Page, place: int = NOWHERE) -> None:
        """Add a page to a place of the rail, or to none."""
        self.addWidget(page)
        self._place_of[page] = place
        page.set_narrow(self._narrow)
        if self.count() == 1:
            page.content.insertWidget(0, self._banner)  # Qt has put the first page on top
        if place == len(self._homes):
            self._homes.append(page)
            self._latest.append(page)

    def pages(self) -> tuple[Page, ...]:
        """All pages, in the order in which they were added."""
        return tuple(self._place_of)

    def homes(self) -> tuple[tuple[int, Page], ...]:
        """The pages that the rail leads to, each with its place."""
        return tuple(enumerate(self._homes))

    def place(self) -> int:
        """Place of the page on top."""
        return self._place_of[self.top()]

    def show_place(self, place: int) -> None:
        """Show what was seen last at this place."""
        if place != NOWHERE and self.count():  # the window is shown before its pages are there
            self.show_page(self._latest[place])

    def show_page(self, page: Page) -> None:
        """Put a page on top."""
        if page is not self.top():
            self._seen.append(self.top())
        self._put_on_top(page)

    def back(self) -> None:
        """Close the panel of the page on top, or the view itself if it lies over others."""
        if self.top().has_panel():
            self.top().close_panel()
        elif (home := self._covered()) is not None:
            self.show_page(home)
        elif self.place() == NOWHERE:
            self.previous()

    def can_close(self) -> bool:
        """There is something that `back` would close."""
        leaves = self._covered() is not None or self.place() == NOWHERE
        return self.top().has_panel() or leaves

    def previous(self) -> None:
        """Go one step back in the page on top, or else to the page seen before it."""
        if self.top().has_step_back():
            self.top().step_back()
        elif self._seen:
            self._put_on_top(self._seen.pop())

    def can_go_back(self) -> bool:
        """There is something that `previous` would show."""
        return self.top().has_step_back() or bool(self._seen)

    def _put_on_top(self, page: Page) -> None:
        self._leave(self.top())
        place = self._place_of[page]
        if place != NOWHERE:
            self._latest[place] = page
        page.content.insertWidget(0, self._banner)  # what it says holds on every page
        focus.in_order(page.header, self._banner)
        self.setCurrentWidget(page)
        page.show_snapshot(self._snapshot)
        self._lead_focus(page)
        self.place_changed.emit(place)

    def _leave(self, page: Page) -> None:
        place = self._place_of[page]
        if place != NOWHERE and not page.waits:
            self._latest[place] = self._homes[place]

    def _lead_focus(self, page: Page) -> None:
        """Bring the focus to what the page is about, if it was in the page before."""
        start = page.start()
        if start is not None and self.isAncestorOf(QApplication.focusWidget() or self):
            start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _covered(self) -> Page | None:
        """Home of the place whose page is covered by the view on top."""
        place = self.place()
        if place == NOWHERE or self._homes[place] is self.top():
            return None
        return self._homes[place]

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
        """Tell every page, also those that are added later."""
        self._narrow = narrow
        for page in self._place_of:
            page.set_narrow(narrow)
