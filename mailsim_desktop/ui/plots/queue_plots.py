"""The plots of the queue page: what comes, or how deep the queue was so far; a switch chooses.

Imports pyqtgraph, which takes long; so this module is imported after the window is shown.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget

from mailsim_desktop.services.metrics import Series
from mailsim_desktop.services.queue_view import Waves
from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.plots.exporter import Exporter
from mailsim_desktop.ui.plots.plot_stack import PlotStack
from mailsim_desktop.ui.plots.queue_plot import QueuePlot
from mailsim_desktop.ui.plots.waves_plot import WavesPlot
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.card import Card
from mailsim_desktop.ui.widgets.segmented import Segmented


class QueuePlots(Card):
    """A card with one of two plots."""

    told = Signal(str)
    """Something was done that a toast should tell."""

    def __init__(self, theme: Theme, bridge: Bridge) -> None:
        super().__init__()
        self.waves, self.queue = WavesPlot(theme), QueuePlot(theme)
        self._frames = self.waves, self.queue
        labels = self.tr("To come"), self.tr("So far")
        self.switches = [
            Segmented(self.tr("What the plot shows"), labels, theme) for _ in self._frames
        ]
        self._plots = QStackedWidget()
        self._stacks = [PlotStack([(frame, 1)]) for frame in self._frames]
        for frame, stack, switch in zip(self._frames, self._stacks, self.switches, strict=True):
            frame.add(switch)
            switch.chosen.connect(self._choose)
            self._plots.addWidget(stack)
            Exporter(stack, bridge, theme).told.connect(self.told)
        self.body.addSpacing(6)
        self.body.addWidget(self._plots, 1)
        self.body.addSpacing(6)

    def _choose(self, number: int) -> None:
        """Show a plot; the switch in its own head goes on from there."""
        before = self.switches[1 - number]
        has_focus = before.isAncestorOf(QApplication.focusWidget() or self)
        self._plots.setCurrentIndex(number)
        for switch in self.switches:
            switch.choose(number)
        if has_focus:  # with the next event: Qt still gives it to the part that was chosen
            part = self.switches[number].parts[number]
            QTimer.singleShot(0, part, partial(part.setFocus, Qt.FocusReason.TabFocusReason))

    def show_waves(self, waves: Waves | None) -> None:
        """Draw the retries to come."""
        self.waves.show_waves(waves)
        self._stacks[0].show_bins(self.waves.start_s, self.waves.bin_s)

    def show_series(self, series: Series) -> None:
        """Draw how deep the queue was."""
        self.queue.show_series(series)
        self._stacks[1].show_bins(series.start_s, series.bin_s)
