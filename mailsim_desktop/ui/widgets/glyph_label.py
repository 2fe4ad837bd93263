"""A glyph with its label."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mailsim_desktop.ui import glyphs
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size, Type
from mailsim_desktop.ui.widgets.labels import PlainLabel


class GlyphLabel(QWidget):
    """Never a colour without its word."""

    def __init__(self, glyph: Glyph, text: str, theme: Theme) -> None:
        super().__init__()
        self._glyph, self._theme = glyph, theme
        row = QHBoxLayout(self)
        row.setContentsMargins(Size.GLYPH + 6, 0, 0, 0)
        row.addWidget(PlainLabel(text, pixels=Type.LABEL, muted=True))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the glyph."""
        painter = QPainter(self)
        box = QRectF(0, (self.height() - Size.GLYPH) / 2, Size.GLYPH, Size.GLYPH)
        glyphs.paint(painter, self._glyph, box, self._theme.tokens)
        painter.end()
