"""A dialog as a part of the gallery, in a frame like that of the system."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mailsim_desktop.ui import measures
from mailsim_desktop.ui.dialogs.message import MessageDialog
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Type
from mailsim_desktop.ui.widgets.labels import PlainLabel

_TITLE = 32
_RADIUS = 8


class DialogFrame(QWidget):
    """Holds a dialog, which stays whatever is pressed in it."""

    def __init__(self, dialog: MessageDialog, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.dialog = dialog
        title = PlainLabel(dialog.windowTitle(), pixels=Type.LABEL, strong=True)
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        measures.hold_height(title, _TITLE)
        dialog.setParent(self, Qt.WindowType.Widget)
        dialog.finished.connect(dialog.show)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, _RADIUS)
        column.setSpacing(0)
        column.addWidget(title)
        column.addWidget(dialog)
        self.setFixedWidth(dialog.width() + 2)
        self.setAccessibleName(dialog.accessibleName())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw surface, title bar and border."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape, bar = QPainterPath(), QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        bar.addRect(QRectF(0, 0, self.width(), measures.scaled(_TITLE) + 1))
        painter.fillPath(shape, QColor(tokens.surface))
        painter.fillPath(shape & bar, QColor(tokens.hover))
        painter.setPen(QColor(tokens.border_strong))
        painter.drawPath(shape)
        painter.end()
