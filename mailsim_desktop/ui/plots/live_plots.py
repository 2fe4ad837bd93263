"""The dashboard's plots of one run: attempts, queue and latency on one time axis.

Imports pyqtgraph, which takes long; so this module is imported after the window is
shown. Draws what it is given; it bins nothing and reads nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mailsim_desktop.services.metrics import Series
from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.plots.attempts_plot import AttemptsPlot
from mailsim_desktop.ui.plots.exporter import Exporter
from mailsim_desktop.ui.plots.legend import Stroke
from mailsim_desktop.ui.plots.line_plot import LATENCY, Line, LinePlot
from mailsim_desktop.ui.plots.plot_frame import Heading
from mailsim_desktop.ui.plots.plot_stack import PlotStack
from mailsim_desktop.ui.plots.queue_plot import GREY, INK, QueuePlot
from mailsim_desktop.ui.plots.rulers import Mark
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Space
from mailsim_desktop.ui.widgets.card import Card
from mailsim_desktop.ui.widgets.segmented import Segmented


class LivePlots(Card):
    """A card with the three plots."""

    resized = Signal(int)
    """Width of the plots in pixels changed."""
    told = Signal(str)
    """Something was done that a toast should tell."""

    def __init__(self, theme: Theme, bridge: Bridge) -> None:
        super().__init__()
        self._narrow = False
        self.attempts = AttemptsPlot(theme)
        self.stack = self.attempts.stack
        self.queue, self.latency = QueuePlot(theme), _latency(theme)
        self.plots = PlotStack([(self.attempts, 5), (self.queue, 3), (self.latency, 3)])
        self.plots.resized.connect(self.resized)
        labels = self.queue.heading.title, self.latency.heading.title
        self.switch = Segmented(self.tr("Lower plot"), labels, theme)
        self.switch.chosen.connect(self._choose)
        self.plots.insert_below_first(self._switch_row())
        self._choose()
        self.exporter = Exporter(self.plots, bridge, theme)
        self.exporter.told.connect(self.told)
        self.body.addWidget(self.plots, 1)
        self.body.addSpacing(6)

    def show_series(self, series: Series) -> None:
        """Draw other values."""
        self.attempts.show_series(series)
        bins = series.start_s, series.bin_s
        self.queue.show_series(series)
        self.latency.show_values(*bins, np.array([series.p50_ms, series.p95_ms, series.p99_ms]))
        self.plots.show_bins(*bins)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Mark simulated seconds with what happened then."""
        self.plots.show_marks(marks)

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 # the one fact
        """Show one plot below the attempts where there is no room for two."""
        self._narrow = narrow
        self._choose()

    def _choose(self) -> None:
        below = (self.queue, self.latency)[self.switch.choice()]
        self._row.setVisible(self._narrow)
        self.plots.show_frames([self.attempts, below] if self._narrow else self.plots.frames)

    def _switch_row(self) -> QWidget:
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(Space.INSET, Space.CONTROL, Space.INSET, 0)
        row.addWidget(self.switch)
        row.addStretch(1)
        return self._row


def _latency(theme: Theme) -> LinePlot:
    translate = QCoreApplication.translate
    heading = Heading(
        translate("LivePlots", "Latency"), translate("LivePlots", "per attempt"), "latency"
    )
    lines = (
        Line("p50", INK, "p50_ms", "000 ms"),
        Line("p95", GREY, "p95_ms", "000 ms"),
        Line("p99", Stroke("border_strong", dotted=True), "p99_ms", "000 ms"),
    )
    return LinePlot(heading, lines, LATENCY, theme)
