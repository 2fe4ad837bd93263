"""A glyph with its label."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mailsim_desktop.ui import glyphs, measures
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.palette import DANGER
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size, Type
from mailsim_desktop.ui.widgets.labels import PlainLabel

_LINE = 16
"""Height of the first line of the label, beside which the glyph stands."""


class GlyphLabel(QWidget):
    """Never a colour without its word."""

    def __init__(
        self, glyph: Glyph, text: str, theme: Theme, *, danger: bool = False, wrap: bool = False
    ) -> None:
        super().__init__()
        self._glyph, self._theme = glyph, theme
        self._wrap = wrap
        self._label = PlainLabel(text, pixels=Type.LABEL, muted=not danger, wrap=wrap)
        if danger:
            self._label.setForegroundRole(DANGER)
        row = QHBoxLayout(self)
        row.setContentsMargins(Size.GLYPH + 6, 0, 0, 0)
        row.addWidget(self._label)

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._label.setText(text)

    def text(self) -> str:
        """What is said."""
        return self._label.text()

    def glyph(self) -> Glyph:
        """The glyph before it."""
        return self._glyph

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the glyph beside the first line."""
        painter = QPainter(self)
        line = measures.scaled(_LINE) if self._wrap else self.height()
        box = QRectF(0, (line - Size.GLYPH) / 2, Size.GLYPH, Size.GLYPH)
        glyphs.paint(painter, self._glyph, box, self._theme.tokens)
        painter.end()
