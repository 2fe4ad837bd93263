"""The dashboard below its figures: plots at the left, providers and activity at the right.

Where the window is narrow, one of the three is seen and a switch chooses which.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mailsim_desktop.ui import focus, measures
from mailsim_desktop.ui.context import Context
from mailsim_desktop.ui.event_words import marks
from mailsim_desktop.ui.models import provider_table
from mailsim_desktop.ui.models.provider_table import ProviderTable
from mailsim_desktop.ui.provider_rows import provider_rows
from mailsim_desktop.ui.snapshot import Snapshot
from mailsim_desktop.ui.tokens import Space
from mailsim_desktop.ui.widgets.activity import Activity
from mailsim_desktop.ui.widgets.card import Card, CardHead
from mailsim_desktop.ui.widgets.segmented import Segmented
from mailsim_desktop.ui.widgets.table import Table

if TYPE_CHECKING:
    from mailsim_desktop.ui.plots.live_plots import LivePlots

SIDE, SIDE_MOST = 444, 520
_ROW = 27
_WIDTHS = {
    provider_table.SHARE: 60,
    provider_table.LIMIT: 114,
    provider_table.QUEUED: 70,
    provider_table.DEFERRED: 74,
}
PLOTS, PROVIDERS, ACTIVITY = range(3)


class LiveView(QWidget):
    """One run: since when, who, and what was said."""

    plot_pixels = Signal(int)
    told = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._snapshot = Snapshot()
        self._narrow = False
        self.plots: LivePlots | None = None
        labels = (self.tr("Plots"), self.tr("Providers"), self.tr("Activity"))
        self.switch = Segmented(self.tr("What is shown"), labels, context.theme)
        self.switch.chosen.connect(self._arrange)
        self.rows = ProviderTable(self)
        self.table = Table(context.theme, self.tr("Providers"), _ROW)
        self.table.setModel(self.rows)
        self.table.told.connect(self.told)
        self.table.set_widths(_WIDTHS, provider_table.NAME)
        self._providers = Card()
        self._head = CardHead(self.tr("Providers"))
        self.activity = Activity(context.theme)
        self._side = QWidget()
        self._lay_out()
        self._arrange()

    def _lay_out(self) -> None:
        self._providers.body.addWidget(self._head)
        self._providers.body.addWidget(self.table, 1)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(Space.GAP)
        side.addWidget(self._providers, 4)
        side.addWidget(self.activity, 5)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(Space.GAP)
        self._columns.addWidget(self._side, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(Space.CONTROL)
        outer.addWidget(self.switch)
        outer.addLayout(self._columns, 1)

    def load_plots(self) -> None:
        """Load the plot library, and put the plots in their place with the next event.

        It cannot be loaded on another thread: PySide6 makes its enums when they are first
        seen, and two threads that do so at once end the process.
        """
        importlib.import_module("mailsim_desktop.ui.plots.live_plots")
        QTimer.singleShot(0, self, self._add_plots)

    def _add_plots(self) -> None:
        from mailsim_desktop.ui.plots.live_plots import LivePlots  # noqa: PLC0415 # loaded just now

        self.plots = LivePlots(self._context.theme, self._context.bridge)
        self.plots.resized.connect(self.plot_pixels)
        self.plots.told.connect(self.told)
        self._columns.insertWidget(0, self.plots, 2)
        focus.in_order(self.switch, self.plots, self._side)
        self._arrange()
        self._draw_plots()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw plots, providers and activity of the run shown."""
        self._snapshot = snapshot
        reading = snapshot.reading
        if reading is None:
            return
        self._draw_plots()
        rows = provider_rows(snapshot)
        self._head.set_unit(self.tr("%Ln groups", "", len(rows)) if rows else "")
        self.rows.show_rows(rows)
        names = {group.id: group.name for group in reading.run.scenario.groups}
        self.activity.show_events(snapshot.events, names)

    def _draw_plots(self) -> None:
        if self.plots is not None and self._snapshot.series is not None:
            self.plots.show_series(self._snapshot.series)
            self.plots.show_marks(marks(self._snapshot.events))

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 # the one fact
        """Show one of the three at a time, or all side by side."""
        self._narrow = narrow
        self._arrange()

    def _arrange(self) -> None:
        choice = self.switch.choice() if self._narrow else None
        self.switch.setVisible(self._narrow)
        self._side.setVisible(choice != PLOTS)
        self._providers.setVisible(choice in {None, PROVIDERS})
        self.activity.setVisible(choice in {None, ACTIVITY})
        self._side.setMinimumWidth(0 if self._narrow else measures.scaled(SIDE))
        most = self.maximumWidth() if self._narrow else measures.scaled(SIDE_MOST)
        self._side.setMaximumWidth(most)
        policy = QSizePolicy.Policy.Expanding if self._narrow else QSizePolicy.Policy.Preferred
        self._side.setSizePolicy(policy, QSizePolicy.Policy.Expanding)
        if self.plots is not None:
            self.plots.setVisible(choice in {None, PLOTS})
            self.plots.set_narrow(self._narrow)
        self._columns.invalidate()  # what is not shown would keep the width it needed before
