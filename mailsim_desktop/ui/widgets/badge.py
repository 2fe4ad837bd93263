"""A badge: the state of something, as a glyph and a word on a tint."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mailsim_desktop.ui import painting
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Theme


class Badge(QWidget):
    """Shows one state."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._glyph = Glyph.DASH
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, glyph: Glyph, text: str) -> None:
        """Show another state."""
        if (glyph, text) == (self._glyph, self._text):
            return
        self._glyph, self._text = glyph, text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The word that is shown."""
        return self._text

    def sizeHint(self) -> QSize:
        """Exactly what the word needs."""
        return painting.badge_size(self._text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the badge."""
        painter = QPainter(self)
        background = painting.tint(self._glyph, self._theme.tokens)
        painting.paint_badge(
            painter,
            (0, self.height() / 2),
            self._glyph,
            self._text,
            background=background,
            tokens=self._theme.tokens,
        )
        painter.end()
