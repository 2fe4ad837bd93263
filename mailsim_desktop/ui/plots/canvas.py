"""The drawing area of one plot: fixed left axis, three grid lines, cross-hair, marks.

Everything is made once; pyqtgraph ignores the palette, so the colours are set anew when
the theme changes. What it is asked by keys and pointer is for `plot_control`; where the
cross-hair then stands is decided elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent

from mailsim_desktop.ui import measures
from mailsim_desktop.ui.plots.plot_control import PlotControl
from mailsim_desktop.ui.plots.rulers import Grid, Mark, Marks
from mailsim_desktop.ui.plots.scale import Scale, linear
from mailsim_desktop.ui.plots.time_axis import HEIGHT, TimeAxis
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size, Type

RIGHT = 12
"""Room right of the data, so that the last label of the time axis fits."""
_TOP = 4
_BELOW = 8
"""Half the label of the line at 0, where no time axis follows."""
_AIR = 1.1


class Canvas(PlotControl):
    """Shows whatever items are added to it, over simulated seconds."""

    def __init__(self, theme: Theme) -> None:
        self._note = ""
        self._scale = linear(0.0)
        self.time_axis = TimeAxis(theme)
        super().__init__(theme, self.time_axis)
        self.setMinimumHeight(48)
        self._grid, self.marks = Grid(theme), Marks(theme, labelled=False)
        self._fill_plot()
        self._restyle()
        theme.changed.connect(self._restyle)

    def _fill_plot(self) -> None:
        item = self.getPlotItem()
        item.disableAutoRange()
        item.getViewBox().setDefaultPadding(0)
        self._hair.setZValue(20)
        self._hair.hide()
        for made in (self._grid, self.marks, self._hair):
            item.addItem(made, ignoreBounds=True)
        for name in ("left", "bottom"):
            item.getAxis(name).setPen(QPen(Qt.PenStyle.NoPen))
        self.show_time(shown=False)

    def _restyle(self) -> None:
        tokens, item = self._theme.tokens, self.getPlotItem()
        self.setBackground(tokens.surface)
        for name in ("left", "bottom"):
            axis = item.getAxis(name)
            axis.setTextPen(pg.mkPen(tokens.muted))
            axis.setStyle(
                tickFont=measures.font(Type.TICK), tickLength=0, tickTextOffset=4, tickAlpha=0
            )
        item.getAxis("left").setWidth(measures.scaled(Size.AXIS))
        self.show_time(shown=self.time_axis.isVisible())
        self._label_lines()
        self._hair.setPen(pg.mkPen(tokens.text, width=1))
        self._grid.update()
        self.marks.update()

    def show_time(self, *, shown: bool) -> None:
        """Draw the time axis, or leave it to the plot below."""
        self.time_axis.setHeight(self.time_height() if shown else 0)
        self.time_axis.setVisible(shown)
        below = 0 if shown else measures.scaled(_BELOW)
        self.getPlotItem().setContentsMargins(0, _TOP, RIGHT, below)

    def time_height(self) -> int:
        """Height of the time axis where it is drawn."""
        return measures.scaled(HEIGHT)

    def settle(self) -> None:
        """Lay axes and data out now instead of with the next event."""
        self.getPlotItem().layout.activate()
        self._label_lines()

    def show_scale(self, scale: Scale) -> None:
        """Choose the end and the lines of the left axis."""
        self._scale = scale
        self.setYRange(0, scale.top, padding=0)
        self._grid.show_lines(tuple(value for value, _label in scale.ticks))
        self._label_lines()

    def _label_lines(self) -> None:
        """Label the lines, or every second or third one where they are close."""
        ticks, height = self._scale.ticks, self.getPlotItem().getViewBox().height()
        distance = max(1.0, height * ticks[1][0] / self._scale.top)
        nth = math.ceil(QFontMetrics(measures.font(Type.TICK)).height() * _AIR / distance)
        labelled = [tick for line, tick in enumerate(ticks) if line % nth == 0]
        self.getPlotItem().getAxis("left").setTicks([labelled])

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Mark instants."""
        self.marks.show_marks(marks)

    def show_hair(self, at_s: float | None, text: str = "") -> None:
        """Put the cross-hair at an instant, or hide it."""
        self._hair.setVisible(at_s is not None)
        if at_s is not None:
            self._hair.setValue(at_s)
        self.time_axis.show_chip(at_s, text)

    def set_note(self, text: str) -> None:
        """Say in the middle of the plot why it is empty."""
        if text != self._note:
            self._note = text
            self.viewport().update()

    def plot_pixels(self) -> int:
        """Width of the data in pixels."""
        return max(0, int(self.width()) - measures.scaled(Size.AXIS) - RIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the labels of the lines."""
        super().resizeEvent(event)
        if self.isVisible():
            self._label_lines()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the plot, and why it is empty."""
        super().paintEvent(event)
        if not self._note:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QColor(self._theme.tokens.muted))
        painter.setFont(measures.font(Type.LABEL))
        area = self.viewport().rect().adjusted(measures.scaled(Size.AXIS), 0, -RIGHT, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._note)
        painter.end()
