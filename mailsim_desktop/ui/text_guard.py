"""Keeps text fields from taking what is meant for the window: dropped files, and its keys.

A text field accepts a dropped file as text. On some systems it also takes keys such as
Ctrl+E (end of the line), Ctrl+K (delete to there) and Ctrl+D, which here belong to the
window; undo, copy and their like stay with the text.
"""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QKeyCombination, QObject
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_DRAGS = frozenset({QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop})
_TEXTS = (QLineEdit, QPlainTextEdit, QTextEdit)


class TextGuard(QObject):
    """Event filter of text fields.

    Parameters
    ----------
    keys : those of the window, which a text may not take.
    """

    def __init__(self, keys: Collection[QKeyCombination], parent: QObject) -> None:
        super().__init__(parent)
        self._keys = frozenset(key.toCombined() for key in keys)

    def guard(self, part: QWidget) -> None:
        """Watch every text field inside `part`, and whatever else would accept a drop."""
        for widget in part.findChildren(QWidget):
            if widget.acceptDrops() or isinstance(widget, _TEXTS):
                widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Let go what is the window's."""
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            meant = event.keyCombination().toCombined() in self._keys
        elif kind in _DRAGS and isinstance(event, QDropEvent):
            meant = event.mimeData().hasUrls()
        else:
            return False
        if meant:
            event.ignore()
        return meant
