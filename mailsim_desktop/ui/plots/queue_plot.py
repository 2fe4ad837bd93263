"""How deep the queue is over simulated time: all who wait, those for a retry, those in flight."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from mailsim_desktop.services.metrics import Series
from mailsim_desktop.ui.plots.legend import Stroke
from mailsim_desktop.ui.plots.line_plot import LOGARITHMIC, Line, LinePlot
from mailsim_desktop.ui.plots.plot_frame import Heading
from mailsim_desktop.ui.theme import Theme

INK, GREY = Stroke("text"), Stroke("border_strong")


class QueuePlot(LinePlot):
    """Draws one `Series`."""

    def __init__(self, theme: Theme) -> None:
        translate = QCoreApplication.translate
        heading = Heading(
            translate("LivePlots", "Queue"),
            translate("LivePlots", "recipients, log scale"),
            "queue",
        )
        lines = (
            Line(translate("LivePlots", "Queued"), INK, "queued", "000,000"),
            Line(translate("LivePlots", "To retry"), GREY, "waiting", "00,000"),
            Line(
                translate("LivePlots", "In flight"), Stroke("text", dotted=True), "in_flight", "000"
            ),
        )
        super().__init__(heading, lines, LOGARITHMIC, theme)

    def show_series(self, series: Series) -> None:
        """Show other lines."""
        values = np.array([series.queued, series.waiting, series.in_flight], dtype=np.float64)
        self.show_values(series.start_s, series.bin_s, values)
