"""A legend that is the read-out: glyph or line, label and value, each at a fixed width."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mailsim_desktop.ui import glyphs, measures, words
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size, Tokens, Type

_GAP = 10
"""Between two entries."""
_BEHIND = 4
"""Between a label and its value."""
_DOTS = (2.0, 2.0)
_LINE = 14
"""Length of the line beside a label."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is drawn: the token of its colour, solid or dotted."""

    colour: str
    dotted: bool = False

    def pen(self, tokens: Tokens, width: float = 1.0) -> QPen:
        """Pen of this line; its width is in pixels whatever the scale of the plot."""
        pen = QPen(QColor(getattr(tokens, self.colour)), width)
        pen.setCosmetic(True)
        if self.dotted:
            pen.setDashPattern(_DOTS)
        return pen


@dataclass(frozen=True, slots=True)
class Key:
    """One entry; `widest` is a value that needs as much room as any."""

    label: str
    mark: Glyph | Stroke
    widest: str


class Legend(QWidget):
    """Shows the value of each series; without room for the labels, marks and values alone."""

    def __init__(self, keys: tuple[Key, ...], theme: Theme) -> None:
        super().__init__()
        self.keys = keys
        self._theme = theme
        self._values = [words.UNKNOWN] * len(keys)
        self._widest = [key.widest for key in keys]
        self._room = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._restyle)
        self._tell()

    def show_values(self, *values: str) -> None:
        """Show these values, in the order of the keys."""
        if list(values) == self._values:
            return
        self._values = list(values)
        wider = [max(old, new, key=_width) for old, new in zip(self._widest, values, strict=True)]
        if wider != self._widest:  # it never gives room back, so that nothing jumps twice
            self._widest = wider
            self.updateGeometry()
        self._tell()
        self.update()

    def set_room(self, pixels: int) -> None:
        """Say how wide it may be; its labels give way where that is not enough."""
        if pixels != self._room:
            self._room = pixels
            self.updateGeometry()
            self.update()

    def values(self) -> list[str]:
        """What is shown."""
        return list(self._values)

    def spoken(self) -> str:
        """Labels and values in one line of text."""
        pairs = zip(self.keys, self._values, strict=True)
        return ", ".join(f"{key.label} {value}" for key, value in pairs)

    def has_labels(self) -> bool:
        """There is room for the labels."""
        return self._needs(labels=True) <= self._room

    def sizeHint(self) -> QSize:
        """Room for the widest values, and for the labels if there is."""
        return QSize(self._needs(labels=self.has_labels()), 20)

    def minimumSizeHint(self) -> QSize:
        """Room for the values alone, or the window could not be made narrower."""
        return QSize(self._needs(labels=False), 20)

    def _tell(self) -> None:
        self.setAccessibleName(self.spoken())

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _needs(self, *, labels: bool) -> int:
        entries = [self._entry(index, labels=labels) for index in range(len(self.keys))]
        return sum(entries) + _GAP * (len(entries) - 1)

    def _entry(self, index: int, *, labels: bool) -> int:
        font = QFontMetrics(measures.font(Type.LABEL))
        label = font.horizontalAdvance(self.keys[index].label) + _BEHIND
        mark = _room(self.keys[index].mark)
        return mark + label * labels + _width(self._widest[index])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the entries, from the right."""
        painter = QPainter(self)
        labels = self.has_labels()
        x = float(self.width() - self._needs(labels=labels))
        for index in range(len(self.keys)):
            self._paint_entry(painter, index, x, labels=labels)
            x += self._entry(index, labels=labels) + _GAP
        painter.end()

    def _paint_entry(self, painter: QPainter, index: int, x: float, *, labels: bool) -> None:
        key, tokens = self.keys[index], self._theme.tokens
        self._paint_mark(painter, key.mark, x)
        box = QRectF(x + _room(key.mark), 0, self.width(), self.height())
        if labels:
            painter.setPen(QColor(tokens.muted))
            painter.setFont(measures.font(Type.LABEL))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, key.label)
            box.setLeft(box.left() + painter.fontMetrics().horizontalAdvance(key.label) + _BEHIND)
        painter.setPen(QColor(tokens.text))
        painter.setFont(measures.bold(Type.LABEL))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._values[index])

    def _paint_mark(self, painter: QPainter, mark: Glyph | Stroke, x: float) -> None:
        middle = self.height() / 2
        if isinstance(mark, Glyph):
            box = QRectF(x, middle - Size.GLYPH / 2, Size.GLYPH, Size.GLYPH)
            glyphs.paint(painter, mark, box, self._theme.tokens)
        else:
            painter.setPen(mark.pen(self._theme.tokens, 2.0))
            painter.drawLine(QPointF(x, round(middle)), QPointF(x + _LINE, round(middle)))


def _room(mark: Glyph | Stroke) -> int:
    """Width of a mark with the gap behind it."""
    return Size.GLYPH + 4 if isinstance(mark, Glyph) else _LINE + 6


def _width(value: str) -> int:
    return QFontMetrics(measures.bold(Type.LABEL)).horizontalAdvance(value)
