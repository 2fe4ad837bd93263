"""The two live plots: attempts a second by outcome, and latency, on one time axis.

Imports pyqtgraph, which takes long; so this module is imported after the window is
shown. Draws what it is given; it bins nothing and reads nothing.
"""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent

from mailsim_desktop.services.metrics import Series
from mailsim_desktop.ui import words
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Theme, font
from mailsim_desktop.ui.tokens import Size, Type
from mailsim_desktop.ui.widgets.card import Card, CardHead
from mailsim_desktop.ui.widgets.legend import Key, Legend
from mailsim_desktop.ui.widgets.outcome_stack import OutcomeStack
from mailsim_desktop.ui.widgets.time_axis import TimeAxis

_TIME_HEIGHT = 24


class LivePlots(Card):
    """Both plots and their legends."""

    resized = Signal(int)
    """Width of the plots in pixels changed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.stack = OutcomeStack(theme)
        self.attempts = _plot(theme)
        self.attempts.addItem(self.stack)
        self.latency = _plot(theme, time=True)
        self.latency.setXLink(self.attempts)
        self.p95 = _curve(self.latency, theme.tokens.border_strong)
        self.p50 = _curve(self.latency, theme.tokens.text)
        self.attempts_legend = Legend(_outcome_keys(), theme)
        self.latency_legend = Legend(
            (Key("p50", "text", "000 ms"), Key("p95", "border_strong", "000 ms")), theme
        )
        head = CardHead(self.tr("Attempts"), self.tr("per simulated second"))
        head.add(self.attempts_legend)
        self.body.addWidget(head)
        self.body.addWidget(self.attempts, 5)
        head = CardHead(self.tr("Latency"), self.tr("per attempt, milliseconds"))
        head.add(self.latency_legend)
        self.body.addWidget(head)
        self.body.addWidget(self.latency, 3)
        self.body.addSpacing(6)

    def show_series(self, series: Series) -> None:
        """Draw other values."""
        self.stack.show_series(series)
        middle = series.start_s + series.bin_s / 2
        self.p50.setData(middle, series.p50_ms)
        self.p95.setData(middle, series.p95_ms)
        if len(series.start_s):
            first, last = int(series.start_s[0]), int(series.start_s[-1]) + series.bin_s
            self.attempts.setXRange(first, last, padding=0)
            self.attempts.setYRange(0, _ceiling(self.stack.highest()), padding=0)
            finite = series.p95_ms[np.isfinite(series.p95_ms)]
            self.latency.setYRange(
                0, _ceiling(float(finite.max()) if len(finite) else 1), padding=0
            )
        self._show_latest(series)

    def _show_latest(self, series: Series) -> None:
        if not len(series.start_s):
            self.attempts_legend.show_values(*[words.UNKNOWN] * 3)
            self.latency_legend.show_values(words.UNKNOWN, words.UNKNOWN)
            return
        delivered, deferred, bounced, expired = self.stack.per_second[:, -1]
        self.attempts_legend.show_values(
            words.decimal(delivered), words.decimal(deferred), words.decimal(bounced + expired)
        )
        self.latency_legend.show_values(
            words.milliseconds(series.p50_ms[-1]), words.milliseconds(series.p95_ms[-1])
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell how many bins are worth having."""
        super().resizeEvent(event)
        self.resized.emit(self.width() - Size.AXIS)


def _outcome_keys() -> tuple[Key, ...]:
    translate = QCoreApplication.translate
    return (
        Key(translate("LivePlots", "Delivered"), Glyph.DELIVERED, "0,000.0"),
        Key(translate("LivePlots", "Deferred"), Glyph.DEFERRED, "000.0"),
        Key(translate("LivePlots", "Failed"), Glyph.BOUNCED, "00.0"),
    )


def _plot(theme: Theme, *, time: bool = False) -> pg.PlotWidget:
    axis = TimeAxis(orientation="bottom")
    plot = pg.PlotWidget(background=theme.tokens.surface, axisItems={"bottom": axis})
    plot.setFrameShape(pg.PlotWidget.Shape.NoFrame)
    plot.setMouseEnabled(x=False, y=False)
    plot.setMenuEnabled(False)
    plot.hideButtons()
    plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    plot.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a QGraphicsView makes it strong
    item = plot.getPlotItem()
    item.setContentsMargins(0, 4, 12, 0)
    item.getViewBox().setDefaultPadding(0)
    item.disableAutoRange()
    for name in ("left", "bottom"):
        found = item.getAxis(name)
        found.setPen(pg.mkPen(theme.tokens.border))
        found.setTextPen(pg.mkPen(theme.tokens.muted))
        found.setStyle(tickFont=font(Type.TICK), tickLength=0)
    left = item.getAxis("left")
    left.setWidth(Size.AXIS)
    left.setGrid(70)
    left.setStyle(maxTickLevel=0)
    if time:
        axis.setHeight(_TIME_HEIGHT)
    else:
        axis.setStyle(showValues=False)
        axis.setHeight(2)
    return plot


def _curve(plot: pg.PlotWidget, colour: str) -> pg.PlotDataItem:
    curve = pg.PlotDataItem(pen=pg.mkPen(QColor(colour), width=1), antialias=True, connect="finite")
    plot.addItem(curve)
    return curve


def _ceiling(highest: float) -> float:
    """A little above the highest value, so that the top is not cut."""
    return max(1.0, highest * 1.12)
