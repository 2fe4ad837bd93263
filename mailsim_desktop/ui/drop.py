"""Files dragged over the window: which they are, and that text fields let the window have them.

A list is told by its ending alone, because nothing here may touch the disk; what is really
in the file is for the import to say. Text fields would swallow a dropped file, so they
are taught to refuse files and to let the window have them.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

ENDINGS = frozenset({".csv", ".txt"})
_DRAGS = frozenset({QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop})


def dropped_files(mime: QMimeData) -> list[Path]:
    """Local files in what is dragged."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def are_lists(files: list[Path]) -> bool:
    """All of them look like lists, by their endings."""
    return bool(files) and all(file.suffix.lower() in ENDINGS for file in files)


class FileRefuser(QObject):
    """Event filter for text fields: files go to the window."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Ignore a drag of files, so that it goes on to the parent."""
        if event.type() not in _DRAGS:
            return False
        if not isinstance(event, QDropEvent) or not event.mimeData().hasUrls():
            return False
        event.ignore()
        return True

    def guard(self, window: QWidget) -> None:
        """Filter every widget inside `window` that would accept a drop."""
        for widget in window.findChildren(QWidget):
            if widget.acceptDrops():
                widget.installEventFilter(self)
