"""A thin bar of coloured stretches: how a run or an import adds up."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from mailsim_desktop.ui import painting
from mailsim_desktop.ui.painting import Part
from mailsim_desktop.ui.theme import Theme

_STEPS = 1000


class OutcomeBar(QProgressBar):
    """Shows parts of a whole; the numbers stand beside it, not in it.

    It is Qt's bar for screen readers, which read its value; the drawing is our own.
    """

    def __init__(
        self, theme: Theme, height: int = painting.BAR, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: tuple[Part, ...] = ()
        self._height = height
        self.setRange(0, _STEPS)
        self.setTextVisible(False)
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, *parts: Part) -> None:
        """Show these parts, from the left."""
        if parts != self._parts:
            self._parts = parts
            self.setValue(int(_STEPS * min(1.0, sum(part.share for part in parts))))
            self.update()

    def sizeHint(self) -> QSize:
        """No room for a text."""
        return QSize(10 * self._height, self._height)

    def minimumSizeHint(self) -> QSize:
        """As small as its place asks for."""
        return QSize(self._height, self._height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar."""
        painter = QPainter(self)
        painting.paint_bar(painter, QRectF(self.rect()), self._parts, self._theme.tokens)
        painter.end()
