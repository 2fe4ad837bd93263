"""The plots of the queue page: what comes, or how deep the queue was so far; a switch chooses.

Imports pyqtgraph, which takes long; so this module is imported after the window is shown.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from mailsim_desktop.services.metrics import Series
from mailsim_desktop.services.queue_view import Waves
from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.plots.exporter import Exporter
from mailsim_desktop.ui.plots.plot_stack import PlotStack
from mailsim_desktop.ui.plots.queue_plot import QueuePlot
from mailsim_desktop.ui.plots.waves_plot import WavesPlot
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Space
from mailsim_desktop.ui.widgets.card import Card
from mailsim_desktop.ui.widgets.segmented import Segmented


class QueuePlots(Card):
    """A card with one of two plots."""

    told = Signal(str)
    """Something was done that a toast should tell."""

    def __init__(self, theme: Theme, bridge: Bridge) -> None:
        super().__init__()
        self.waves, self.queue = WavesPlot(theme), QueuePlot(theme)
        labels = self.waves.heading.title, self.tr("Depth so far")
        self.switch = Segmented(self.tr("What the plot shows"), labels, theme)
        self._plots = QStackedWidget()
        self._stacks = [PlotStack([(plot, 1)]) for plot in (self.waves, self.queue)]
        self._exporters = [Exporter(stack, bridge, theme) for stack in self._stacks]
        for stack, exporter in zip(self._stacks, self._exporters, strict=True):
            self._plots.addWidget(stack)
            exporter.told.connect(self.told)
        self.switch.chosen.connect(self._plots.setCurrentIndex)
        self._lay_out()

    def _lay_out(self) -> None:
        switch = QWidget()
        row = QHBoxLayout(switch)
        row.setContentsMargins(Space.INSET, Space.CONTROL, Space.INSET, 0)
        row.addWidget(self.switch)
        row.addStretch(1)
        self.body.addWidget(switch)
        self.body.addWidget(self._plots, 1)
        self.body.addSpacing(6)

    def show_waves(self, waves: Waves | None) -> None:
        """Draw the retries to come."""
        self.waves.show_waves(waves)
        self._stacks[0].show_bins(self.waves.start_s, self.waves.bin_s)

    def show_series(self, series: Series) -> None:
        """Draw how deep the queue was."""
        self.queue.show_series(series)
        self._stacks[1].show_bins(series.start_s, series.bin_s)
