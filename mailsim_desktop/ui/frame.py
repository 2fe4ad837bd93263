"""The frame of the window: rail, pages and run bar, and how they give way.

Only places things; what they show and do is wired by the main window.
"""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mailsim_desktop.ui import focus, measures
from mailsim_desktop.ui.deck import Deck
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.snapshot import Snapshot
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size
from mailsim_desktop.ui.widgets.banner import Banner
from mailsim_desktop.ui.widgets.rail import Rail, RailItem
from mailsim_desktop.ui.widgets.run_bar import RunBar
from mailsim_desktop.ui.widgets.toasts import Toasts

QUEUE = 3
"""Place of the queue in the rail, where dead letters are counted."""


class Frame(QWidget):
    """Everything below the menu bar."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.banner = Banner(theme)
        self.places = (
            RailItem(Icon.DASHBOARD, self.tr("Dashboard")),
            RailItem(Icon.CAMPAIGNS, self.tr("Campaigns")),
            RailItem(Icon.CONTACTS, self.tr("Contacts")),
            RailItem(Icon.QUEUE, self.tr("Queue")),
        )
        self.rail = Rail(self.places, theme)
        self.deck = Deck(self.banner)
        self.run_bar = RunBar(theme)
        self.rail.chosen.connect(self.deck.show_place)
        self.deck.place_changed.connect(self.rail.select)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self.deck, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(self.run_bar)
        self.toasts = Toasts(theme, self)
        theme.changed.connect(self._fit)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw the run bar, the page on top, and how many dead letters the run has."""
        reading = snapshot.reading
        self.rail.set_count(QUEUE, None if reading is None else reading.dead_letters)
        self.run_bar.show_snapshot(snapshot)
        self.deck.show_snapshot(snapshot)

    def next_pane(self, by: int = 1) -> None:
        """Bring the focus to the next pane, or with -1 to the one before."""
        focus.step((self.rail, self.deck.top(), *self.toasts.shown(), self.run_bar), by)

    def order_tabs(self) -> None:
        """Let Tab go through the pages before the run bar, as the eye does."""
        focus.in_order(self.deck, self.run_bar)

    def adapt(self, width: int) -> None:
        """Drop what a narrow window has no room for."""
        self.rail.set_narrow(width < measures.scaled(Size.NARROW))
        self.deck.set_narrow(width < measures.scaled(Size.NARROW_PAGE))

    def _fit(self) -> None:
        """Large text makes a window narrow."""
        self.adapt(self.width())
