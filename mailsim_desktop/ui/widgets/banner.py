"""A banner for a standing condition: what is the matter, and what it means."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mailsim_desktop.ui import glyphs
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size, Space
from mailsim_desktop.ui.widgets.labels import ElidedLabel

_HEIGHT = 36


class Banner(QWidget):
    """Hidden until there is something to say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._text = ElidedLabel()
        self.setFixedHeight(_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.PAGE + Size.GLYPH + 8, 0, Space.PAGE, 0)
        row.addWidget(self._text)
        self.hide()

    def say(self, text: str) -> None:
        """Show `text`, or nothing where it is empty."""
        self._text.set_whole(text)
        self.setVisible(bool(text))

    def text(self) -> str:
        """What is said."""
        return self._text.whole()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw tint and glyph."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.tokens.deferred_tint))
        box = QRectF(Space.PAGE, (_HEIGHT - Size.GLYPH) / 2, Size.GLYPH, Size.GLYPH)
        glyphs.paint(painter, Glyph.WARNING, box, self._theme.tokens)
        painter.end()
