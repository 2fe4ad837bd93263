"""A legend that is the read-out: glyph or line, label and value, each at a fixed width."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mailsim_desktop.ui import glyphs, theme, words
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size, Type

_GAP = 16


@dataclass(frozen=True, slots=True)
class Key:
    """One entry: a glyph, or a line in the colour of the token so named."""

    label: str
    mark: Glyph | str
    widest: str


class Legend(QWidget):
    """Shows the value of each series."""

    def __init__(self, keys: tuple[Key, ...], theme: Theme) -> None:
        super().__init__()
        self._keys = keys
        self._theme = theme
        self._values = [words.UNKNOWN] * len(keys)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_values(self, *values: str) -> None:
        """Show these values, in the order of the keys."""
        if list(values) == self._values:
            return
        self._values = list(values)
        spoken = (f"{key.label} {value}" for key, value in zip(self._keys, values, strict=True))
        self.setAccessibleName(", ".join(spoken))
        self.update()

    def values(self) -> list[str]:
        """What is shown."""
        return self._values

    def sizeHint(self) -> QSize:
        """Room for the widest values."""
        return QSize(sum(self._width(key) + _GAP for key in self._keys), 20)

    def minimumSizeHint(self) -> QSize:
        """Never less."""
        return self.sizeHint()

    def _width(self, key: Key) -> int:
        label = QFontMetrics(theme.font(Type.LABEL)).horizontalAdvance(key.label)
        value = QFontMetrics(theme.bold(Type.LABEL)).horizontalAdvance(key.widest)
        return 18 + label + 6 + value

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the entries."""
        painter = QPainter(self)
        x = float(_GAP)
        for key, value in zip(self._keys, self._values, strict=True):
            self._mark(painter, key.mark, x)
            painter.setPen(QColor(self._theme.tokens.muted))
            painter.setFont(theme.font(Type.LABEL))
            box = QRectF(x + 18, 0, self.width(), self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, key.label)
            label = painter.fontMetrics().horizontalAdvance(key.label)
            painter.setPen(QColor(self._theme.tokens.text))
            painter.setFont(theme.bold(Type.LABEL))
            box = box.adjusted(label + 6, 0, 0, 0)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, value)
            x += self._width(key) + _GAP
        painter.end()

    def _mark(self, painter: QPainter, mark: Glyph | str, x: float) -> None:
        middle = self.height() / 2
        if isinstance(mark, Glyph):
            box = QRectF(x, middle - Size.GLYPH / 2, Size.GLYPH, Size.GLYPH)
            glyphs.paint(painter, mark, box, self._theme.tokens)
        else:
            painter.setPen(QPen(QColor(getattr(self._theme.tokens, mark)), 2))
            painter.drawLine(QPointF(x, middle), QPointF(x + 12, middle))
