"""What lies behind and before the data of a plot: grid lines, and marks of events.

Both are painted across the whole view and take no part in choosing its range.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from mailsim_desktop.ui import measures
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Type

Mark = tuple[float, str]
"""A simulated second, and what happened then."""
_BEHIND, _BEFORE = -10, 10
_DASH = (3.0, 3.0)
_GAP = 6


class Grid(pg.UIGraphicsItem):  # type: ignore[misc] # pyqtgraph has no types
    """Horizontal lines at the ticks of the left axis."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._values: tuple[float, ...] = ()
        self.setZValue(_BEHIND)

    def show_lines(self, values: tuple[float, ...]) -> None:
        """Draw lines at these values."""
        if values != self._values:
            self._values = values
            self.update()

    def paint(self, painter: QPainter, *_: object) -> None:
        """Draw them across the view."""
        box = self.boundingRect()
        painter.setPen(_cosmetic(self._theme.tokens.border))
        for value in self._values:
            painter.drawLine(QPointF(box.left(), value), QPointF(box.right(), value))


class Marks(pg.UIGraphicsItem):  # type: ignore[misc] # pyqtgraph has no types
    """Dashed lines at instants; with their labels where `labelled`."""

    def __init__(self, theme: Theme, *, labelled: bool) -> None:
        super().__init__()
        self._theme = theme
        self._labelled = labelled
        self._marks: tuple[Mark, ...] = ()
        self.setZValue(_BEFORE)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show other marks."""
        self._marks = tuple(sorted(marks))
        self.update()

    def set_labelled(self, *, labelled: bool) -> None:
        """Write the labels, or leave them to the plot above."""
        self._labelled = labelled
        self.update()

    def shown(self) -> list[Mark]:
        """Marks in sight."""
        box = self.boundingRect()
        return [mark for mark in self._marks if box.left() <= mark[0] <= box.right()]

    def paint(self, painter: QPainter, *_: object) -> None:
        """Draw the lines from bottom to top, then the labels."""
        box = self.boundingRect()
        pen = _cosmetic(self._theme.tokens.suspended)
        pen.setDashPattern(_DASH)
        painter.setPen(pen)
        for at_s, _label in self.shown():
            painter.drawLine(QPointF(at_s, box.top()), QPointF(at_s, box.bottom()))
        if self._labelled:
            self._paint_labels(painter, box)

    def _paint_labels(self, painter: QPainter, box: QRectF) -> None:
        wide, high = self.pixelVectors()  # data units of one pixel, along each axis
        if wide is None or high is None:
            return
        font = measures.font(Type.TICK)
        metrics = QFontMetrics(font)
        free = float("-inf")
        for at_s, label in self.shown():
            left = (at_s - box.left()) / wide.x() + _GAP
            room = box.width() / wide.x() - left
            if left < free or metrics.horizontalAdvance(label) > room:
                continue  # it would run into the one before, or out of the plot
            free = left + metrics.horizontalAdvance(label) + _GAP
            painter.save()
            painter.translate(at_s, box.bottom())  # the top: values grow upwards
            painter.scale(wide.x(), -abs(high.y()))
            painter.setFont(font)
            painter.setPen(QColor(self._theme.tokens.muted))
            painter.drawText(QPointF(_GAP, metrics.ascent() + 2), label)
            painter.restore()


def _cosmetic(colour: str) -> QPen:
    pen = QPen(QColor(colour), 1)
    pen.setCosmetic(True)
    return pen
