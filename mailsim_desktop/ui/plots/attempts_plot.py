"""Attempts a simulated second by outcome, as one stack of columns."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mailsim_desktop.services.metrics import Series
from mailsim_desktop.ui import words
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.plots import scale
from mailsim_desktop.ui.plots.legend import Key
from mailsim_desktop.ui.plots.outcome_stack import STACKED, OutcomeStack
from mailsim_desktop.ui.plots.plot_frame import Heading, PlotFrame
from mailsim_desktop.ui.theme import Theme

_OFTEN, _RARELY = "00.0", "0.0"
"""Attempts a second that need as much room as any usual ones."""


class AttemptsPlot(PlotFrame):
    """Draws one `Series`."""

    def __init__(self, theme: Theme) -> None:
        translate = QCoreApplication.translate
        heading = Heading(
            translate("AttemptsPlot", "Attempts"),
            translate("AttemptsPlot", "per second"),
            "attempts",
            translate("AttemptsPlot", "/s"),
        )
        header = tuple(f"{outcome}_per_s" for outcome in STACKED)
        super().__init__(heading, _keys(), theme, header=header, write=words.decimal)
        self.stack = OutcomeStack(theme)
        self.canvas.addItem(self.stack)
        self.legend.setToolTip(
            self.tr("Whatever is not zero is drawn at least two pixels high, so that it is seen.")
        )
        theme.changed.connect(self.stack.update)
        self.due.connect(self._fit)
        self.refresh()

    def show_series(self, series: Series) -> None:
        """Show other columns."""
        self.stack.show_series(series)
        self.show_values(series.start_s, series.bin_s, self.stack.per_second)

    def _fit(self) -> None:
        """Fit the axis; the stack has drawn itself."""
        self.canvas.show_scale(scale.linear(self.stack.highest()))


def _keys() -> tuple[Key, ...]:
    translate = QCoreApplication.translate
    return (
        Key(translate("AttemptsPlot", "Delivered"), Glyph.DELIVERED, _OFTEN),
        Key(translate("AttemptsPlot", "Deferred"), Glyph.DEFERRED, _OFTEN),
        Key(translate("AttemptsPlot", "Bounced"), Glyph.BOUNCED, _RARELY),
        Key(translate("AttemptsPlot", "Expired"), Glyph.EXPIRED, _RARELY),
    )
