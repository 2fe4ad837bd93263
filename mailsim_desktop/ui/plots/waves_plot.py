"""Retries to come by the simulated time at which they are due, as columns."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from mailsim_desktop.services.queue_view import Waves
from mailsim_desktop.ui import words
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.plots import scale
from mailsim_desktop.ui.plots.legend import Key
from mailsim_desktop.ui.plots.plot_frame import Heading, PlotFrame
from mailsim_desktop.ui.theme import Theme

_LEAST_PX = 2.05
"""A hair more than two, which rounding must not make one."""
_GAP_PX = 1.0
_LEAST_S = 5
"""Width of a bin before there is one."""


class DueColumns(pg.GraphicsObject):  # type: ignore[misc] # pyqtgraph has no types
    """One column a bin, in the colour of what is deferred; whatever is not zero is seen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._start_s: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._due: NDArray[np.float64] = np.empty(0)
        self._width_s = 1
        self._bounds = QRectF()

    def show_columns(
        self, start_s: NDArray[np.int64], width_s: int, due: NDArray[np.float64]
    ) -> None:
        """Show these: (n,) first second of each bin, its width, (n,) retries due in it."""
        self.prepareGeometryChange()
        self._start_s, self._width_s, self._due = start_s, width_s, due
        if len(start_s):
            span = int(start_s[-1]) + width_s - int(start_s[0])
            self._bounds = QRectF(int(start_s[0]), 0, span, self.highest() * 1.1 + 1)
        else:
            self._bounds = QRectF()
        self.update()

    def highest(self) -> float:
        """Height of the highest column."""
        return float(self._due.max()) if len(self._due) else 0.0

    def boundingRect(self) -> QRectF:
        """Everything that is painted, in data coordinates."""
        return self._bounds

    def paint(self, painter: QPainter, *_: object) -> None:
        """Draw the columns, a pixel apart."""
        transform = painter.transform()
        least = _LEAST_PX / (abs(transform.m22()) or 1.0)
        width = self._width_s - _GAP_PX / (abs(transform.m11()) or 1.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.tokens.deferred))
        drawn = np.flatnonzero(self._due)
        cells = np.column_stack([self._start_s[drawn], self._due[drawn]]).tolist()
        painter.drawRects([QRectF(x, 0, width, max(due, least)) for x, due in cells])


class WavesPlot(PlotFrame):
    """Draws `Waves`."""

    def __init__(self, theme: Theme) -> None:
        translate = QCoreApplication.translate
        heading = Heading(
            translate("WavesPlot", "Retry waves"),
            _unit(_LEAST_S),
            "retry-waves",
        )
        keys = (Key(translate("WavesPlot", "Due"), Glyph.DEFERRED, "0,000"),)
        super().__init__(heading, keys, theme, header=("due",), write=_count)
        self.columns = DueColumns(theme)
        self.canvas.addItem(self.columns)
        theme.changed.connect(self.columns.update)
        self.due.connect(self._fit)
        self.refresh()

    def show_waves(self, waves: Waves | None) -> None:
        """Show other columns; none while no retry waits, or before they were counted."""
        if waves is None or not waves.total:
            start_s, width_s, due = np.empty(0, dtype=np.int64), _LEAST_S, np.empty(0)
        else:
            start_s, width_s, due = waves.start_s, waves.width_s, waves.due.astype(np.float64)
        self.heading = replace(self.heading, unit=_unit(width_s))
        self.columns.show_columns(start_s, width_s, due)
        self.show_values(start_s, width_s, due.reshape(1, -1))

    def read_out(self, index: int) -> tuple[str, ...]:
        """Retries due in the bin under the cross-hair; without one, all that wait."""
        if self._index is None:
            return (_count(float(self.values.sum())),)
        return super().read_out(index)

    def empty_note(self) -> str:
        """Why there is nothing to draw."""
        return self.tr("No retry waits")

    def _fit(self) -> None:
        """Fit the axis; the columns have drawn themselves."""
        self.canvas.show_scale(scale.linear(self.columns.highest()))


def _unit(width_s: int) -> str:
    text = QCoreApplication.translate("WavesPlot", "due per {0}, as known now")
    return text.format(words.duration(width_s))


def _count(value: float) -> str:
    return words.count(round(value))
