"""A short notice at the bottom right: what was done. Never for what needs a decision."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from mailsim_desktop.ui.tokens import Size
from mailsim_desktop.ui.widgets.buttons import button
from mailsim_desktop.ui.widgets.labels import ElidedLabel

_WIDTH = 388
_HEIGHT = 48
_MARGIN = 14
_SHOWN_MS = 6000


class Toast(QFrame):
    """One notice at a time; the latest replaces the one before."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._text = ElidedLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, 0, 8, 0)
        row.addWidget(self._text, 1)
        row.addWidget(button(self.tr("Close"), self.hide))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str) -> None:
        """Show `text` for a few seconds."""
        self._text.set_whole(text)
        self._place()
        self.raise_()
        self.show()
        self._timer.start()

    def text(self) -> str:
        """What was said last."""
        return self._text.whole()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            x = parent.width() - _WIDTH - _MARGIN
            y = parent.height() - Size.RUN_BAR - _HEIGHT - _MARGIN
            self.setGeometry(x, y, _WIDTH, _HEIGHT)
