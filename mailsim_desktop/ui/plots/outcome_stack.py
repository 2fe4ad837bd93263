"""Attempts a second by outcome, as stacked columns in one paint: pre-binned, cheap, exact.

Delivered is a quiet fill below its line; deferred and what failed stand on top in full
colour, at least two pixels high where they are not zero.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from mailsim_desktop.domain.scenario import Outcome
from mailsim_desktop.services.metrics import SERIES, Series
from mailsim_desktop.ui.theme import Theme

STACKED = (Outcome.DELIVERED, Outcome.DEFERRED, Outcome.BOUNCED, Outcome.EXPIRED)
"""From the bottom to the top."""
_LEAST_PX = 2.05
"""A hair more than two, which rounding must not make one."""


class OutcomeStack(pg.GraphicsObject):  # type: ignore[misc] # pyqtgraph has no types
    """Draws one `Series`.

    Attributes
    ----------
    start_s : (n,) int64, first simulated second of each column.
    per_second : (4, n) float64, attempts a simulated second in the order of `STACKED`.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.start_s: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self.per_second: NDArray[np.float64] = np.empty((len(STACKED), 0))
        self._bin_s = 1
        self._bounds = QRectF()

    def show_series(self, series: Series) -> None:
        """Show other columns."""
        rows = [SERIES.index(outcome) for outcome in STACKED]
        self.prepareGeometryChange()
        self.start_s = series.start_s
        self.per_second = series.counts[rows] / series.bin_s
        self._bin_s = series.bin_s
        self._bounds = self._extent()
        self.update()

    def highest(self) -> float:
        """Height of the highest column."""
        return float(self.per_second.sum(axis=0).max()) if len(self.start_s) else 0.0

    def boundingRect(self) -> QRectF:
        """Everything that is painted, in data coordinates."""
        return self._bounds

    def _extent(self) -> QRectF:
        if not len(self.start_s):
            return QRectF()
        first, last = int(self.start_s[0]), int(self.start_s[-1]) + self._bin_s
        return QRectF(first, 0, last - first, self.highest() * 1.1 + 1)

    def paint(self, painter: QPainter, *_: object) -> None:
        """Draw what was delivered with its line, then the other columns upon it."""
        if not len(self.start_s):
            return
        scale = abs(painter.transform().m22()) or 1.0
        least = _LEAST_PX / scale
        base = np.zeros(len(self.start_s))
        for outcome, values in zip(STACKED, self.per_second, strict=True):
            quiet = outcome is Outcome.DELIVERED
            height = values if quiet else np.where(values > 0, np.maximum(values, least), 0.0)
            tokens = self._theme.tokens
            colour = tokens.delivered_fill if quiet else tokens.outcome(outcome)
            self._columns(painter, base, height, QColor(colour))
            base = base + height
            if quiet:  # what is drawn next to it must not lose a pixel to the line
                self._line(painter)

    def _columns(
        self,
        painter: QPainter,
        base: NDArray[np.float64],
        height: NDArray[np.float64],
        colour: QColor,
    ) -> None:
        """Fill all columns of one outcome; one polygon for all would take twenty times as long."""
        # Half a pixel more than a bin, or rounding leaves seams between the columns.
        width = self._bin_s + 0.5 / (abs(painter.transform().m11()) or 1.0)
        drawn = np.flatnonzero(height)
        cells = np.column_stack([self.start_s[drawn], base[drawn], height[drawn]]).tolist()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRects([QRectF(x, low, width, tall) for x, low, tall in cells])

    def _line(self, painter: QPainter) -> None:
        """Draw the top of what was delivered, as single lines: a polyline is far slower."""
        pen = QPen(QColor(self._theme.tokens.delivered), 1.5)
        pen.setCosmetic(True)
        painter.setPen(pen)
        lefts, tops = self.start_s.tolist(), self.per_second[0].tolist()
        level = [QLineF(x, y, x + self._bin_s, y) for x, y in zip(lefts, tops, strict=True)]
        steps = zip(lefts[1:], pairwise(tops), strict=True)
        painter.drawLines(level + [QLineF(x, low, x, high) for x, (low, high) in steps])
