"""An icon that stands by itself and is no button: beside a step, a note, a step of the way."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from mailsim_desktop.ui import icons
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.tokens import Size


class IconMark(QWidget):
    """Painted in the colour of muted text; what it means stands beside it in words."""

    def __init__(self, which: Icon, pixels: int = Size.ICON, height: int = 0) -> None:
        super().__init__()
        self._which, self._pixels = which, pixels
        self.setFixedSize(pixels, height or pixels)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon."""
        painter = QPainter(self)
        top = (self.height() - self._pixels) / 2
        box = QRectF(0, top, self._pixels, self._pixels)
        ink = self.palette().color(QPalette.ColorRole.PlaceholderText)
        icons.paint(painter, self._which, box, ink)
        painter.end()
