"""One cell of the strip of figures: glyph and label, value, and of what the value is.

A cell that leads to its rows is a button; the others look alike and take no focus.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from mailsim_desktop.ui import glyphs, measures, words
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Radius, Size, Space, Type
from mailsim_desktop.ui.widgets.focus_ring import RADIUS

LEAST = 118
_BETWEEN = 6
_UNIT_GAP = 4
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Figure:
    """What a cell shows; the qualifier says of what the value is."""

    value: str = words.UNKNOWN
    unit: str = ""
    qualifier: str = ""


class Face:
    """Paints a cell; shared by those that are buttons and those that are not."""

    def __init__(self, label: str, glyph: Glyph | None, theme: Theme, *, divided: bool) -> None:
        self.label = label
        self.figure = Figure()
        self.narrow = False
        self.divided = divided
        """A line stands between this cell and the one before."""
        self._glyph, self._theme = glyph, theme

    def spoken(self) -> str:
        """The cell as it is read out: label, value with unit, qualifier."""
        value = f"{self.figure.value} {self.figure.unit}".strip()
        return ", ".join(part for part in (self.label, value, self.figure.qualifier) if part)

    def least_width(self) -> int:
        """Room for the whole of what is shown."""
        figure, label = self.figure, QFontMetricsF(measures.font(Type.LABEL))
        value = QFontMetricsF(measures.bold(Type.METRIC)).horizontalAdvance(figure.value)
        unit = _UNIT_GAP + label.horizontalAdvance(figure.unit) if figure.unit else 0
        mark = 0 if self._glyph is None else Size.GLYPH + _BETWEEN
        qualifier = 0 if self.narrow else label.horizontalAdvance(figure.qualifier)
        widest = max(mark + label.horizontalAdvance(self.label), value + unit, qualifier)
        return Space.INSET + math.ceil(widest) + 1 + _BETWEEN

    def paint(self, painter: QPainter, room: QRectF, *, under_pointer: bool = False) -> None:
        """Draw the cell."""
        tokens = self._theme.tokens
        if under_pointer:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.hover))
            painter.drawRoundedRect(room.adjusted(5, 4, -4, -4), Radius.BADGE, Radius.BADGE)
        if self.divided:
            painter.fillRect(QRectF(0, 0, 1, room.height()), QColor(tokens.border))
        box = room.adjusted(Space.INSET, 0, -_BETWEEN, 0)
        first, second, third = (measures.scaled(height) for height in (16, 28, 18))
        used = first + second + (0 if self.narrow else third + 2)
        box.setTop(room.top() + max(0.0, (room.height() - used) / 2))
        self._paint_label(painter, QRectF(box.left(), box.top(), box.width(), first))
        self._paint_value(painter, QRectF(box.left(), box.top() + first, box.width(), second))
        if not self.narrow:
            below = box.top() + first + second + 2
            line = QRectF(box.left(), below, box.width(), third)
            painter.setFont(measures.font(Type.LABEL))
            self._write(painter, line, self.figure.qualifier, tokens.muted)

    def _paint_label(self, painter: QPainter, line: QRectF) -> None:
        tokens = self._theme.tokens
        if self._glyph is not None:
            top = line.center().y() - Size.GLYPH / 2
            glyph_box = QRectF(line.left(), top, Size.GLYPH, Size.GLYPH)
            glyphs.paint(painter, self._glyph, glyph_box, tokens)
            line = line.adjusted(Size.GLYPH + _BETWEEN, 0, 0, 0)
        painter.setFont(measures.font(Type.LABEL))
        self._write(painter, line, self.label, tokens.muted)

    def _paint_value(self, painter: QPainter, line: QRectF) -> None:
        tokens, figure = self._theme.tokens, self.figure
        font = measures.bold(Type.METRIC)
        painter.setFont(font)
        unknown = figure.value == words.UNKNOWN
        self._write(painter, line, figure.value, tokens.muted if unknown else tokens.text)
        if figure.unit:
            width = QFontMetricsF(font).horizontalAdvance(figure.value)
            painter.setFont(measures.font(Type.LABEL))
            below = measures.scaled(3)  # on one base line with the value
            unit = line.adjusted(width + _UNIT_GAP, below, 0, below)
            self._write(painter, unit, figure.unit, tokens.muted)

    @staticmethod
    def _write(painter: QPainter, line: QRectF, text: str, colour: str) -> None:
        painter.setPen(QColor(colour))
        elide = Qt.TextElideMode.ElideRight
        fitting = painter.fontMetrics().elidedText(text, elide, int(line.width()))
        painter.drawText(line, _MIDDLE, fitting)


class MetricCell(QWidget):
    """A figure that leads nowhere."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face
        self.setAccessibleName(face.spoken())

    def sizeHint(self) -> QSize:
        """Equal widths come from the layout."""
        return QSize(LEAST, measures.scaled(Size.STRIP))

    def minimumSizeHint(self) -> QSize:
        """What is shown is not cut while another cell has room to spare."""
        return QSize(self.face.least_width(), 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the cell."""
        painter = QPainter(self)
        self.face.paint(painter, QRectF(self.rect()))
        painter.end()


class MetricButton(QAbstractButton):
    """A figure whose press leads to its rows."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face
        self.setText(face.label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty(RADIUS, Radius.BADGE)
        self.setAccessibleName(face.spoken())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads there as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Equal widths come from the layout."""
        return QSize(LEAST, measures.scaled(Size.STRIP))

    def minimumSizeHint(self) -> QSize:
        """What is shown is not cut while another cell has room to spare."""
        return QSize(self.face.least_width(), 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the cell, and that it can be pressed."""
        painter = QPainter(self)
        self.face.paint(painter, QRectF(self.rect()), under_pointer=self.underMouse())
        painter.end()
