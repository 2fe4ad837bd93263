"""One chip of a filter: a label and a bold count, with a glyph where it is an outcome."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from mailsim_desktop.ui import glyphs, measures, words
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size, Type
from mailsim_desktop.ui.widgets.focus_ring import RADIUS

_PADDING = 10
_BETWEEN = 6
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True, slots=True)
class ChipText:
    """What a chip says; its glyph is that of an outcome."""

    label: str
    glyph: Glyph | None = None


class FilterChip(QAbstractButton):
    """One chip; the row decides what a press means."""

    moved = Signal(int)
    """An arrow key: to the next chip or the one before."""

    def __init__(self, text: ChipText, theme: Theme) -> None:
        super().__init__()
        self._theme, self._glyph = theme, text.glyph
        self._count = ""
        self.adds = True
        """The press that is under way adds this chip to the others."""
        self.setText(text.label)
        self.setCheckable(True)
        self.setProperty(RADIUS, Size.CHIP // 2)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_count(None)

    def set_count(self, count: int | None) -> None:
        """Show how many rows there are."""
        self._count = "" if count is None else words.count(count)
        self.setAccessibleName(f"{self.text()} {self._count}".strip())
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        """Leave the check mark to the row."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Press with the mouse: alone, unless Ctrl is held."""
        self.adds = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        super().mouseReleaseEvent(event)
        self.adds = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by arrows, press by Enter as well as by Space."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.adds = False
            self.click()
            self.adds = True
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for the bold text, so that a choice moves nothing."""
        width = 2 * _PADDING + self._width(self.text())
        if self._glyph is not None:
            width += Size.GLYPH + _BETWEEN
        if self._count:
            width += _BETWEEN + self._width(self._count)
        return QSize(width, measures.scaled(Size.CHIP))

    @staticmethod
    def _width(text: str) -> int:
        return QFontMetrics(measures.bold(Type.LABEL)).horizontalAdvance(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw frame, glyph, label and count."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        checked = self.isChecked()
        rest = tokens.hover if self.underMouse() else tokens.surface
        painter.setBrush(QColor(tokens.accent_soft if checked else rest))
        painter.setPen(QPen(QColor(tokens.accent if checked else tokens.border), 1))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        x = float(_PADDING)
        if self._glyph is not None:
            top = (self.height() - Size.GLYPH) / 2
            glyphs.paint(painter, self._glyph, QRectF(x, top, Size.GLYPH, Size.GLYPH), tokens)
            x += Size.GLYPH + _BETWEEN
        painter.setPen(QColor(tokens.accent if checked else tokens.text))
        weight = QFont.Weight.DemiBold if checked else QFont.Weight.Normal
        self._draw(painter, x, self.text(), measures.font(Type.LABEL, weight))
        x += self._width(self.text()) + _BETWEEN
        self._draw(painter, x, self._count, measures.bold(Type.LABEL))
        painter.end()

    def _draw(self, painter: QPainter, x: float, text: str, font: QFont) -> None:
        painter.setFont(font)
        box = QRectF(x, 0, self.width() - x, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
