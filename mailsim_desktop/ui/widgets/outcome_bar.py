"""A thin bar of coloured stretches: how a run or an import adds up."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mailsim_desktop.ui import painting
from mailsim_desktop.ui.painting import Part
from mailsim_desktop.ui.theme import Theme


class OutcomeBar(QWidget):
    """Shows parts of a whole; the numbers stand beside it, not in it."""

    def __init__(
        self, theme: Theme, height: int = painting.BAR, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: tuple[Part, ...] = ()
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, *parts: Part) -> None:
        """Show these parts, from the left."""
        if parts != self._parts:
            self._parts = parts
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar."""
        painter = QPainter(self)
        painting.paint_bar(painter, QRectF(self.rect()), self._parts, self._theme.tokens)
        painter.end()
