"""A small window from which files can be dragged, as from a file manager.

Started with the paths of the files. It says on stdout what became of each drag: copied or
refused. It is no window of the window manager's, so it stays where it is put, above all others.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QPushButton

NAME = "Files to drag"
PLACE = (8, 8, 120, 48)


class DragSource(QPushButton):
    """Begins a drag as soon as the mouse moves with its button down."""

    def __init__(self, files: list[str]) -> None:
        super().__init__(NAME)
        self._files = files
        self.setWindowFlags(
            Qt.WindowType.Window
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.X11BypassWindowManagerHint
        )
        self.setGeometry(*PLACE)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 # the name is Qt's
        """Offer the files, to be copied."""
        if not event.buttons() & Qt.MouseButton.LeftButton:
            return
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(file) for file in self._files])
        drag = QDrag(self)
        drag.setMimeData(mime)
        done = drag.exec(Qt.DropAction.CopyAction)
        sys.stdout.write("copied\n" if done == Qt.DropAction.CopyAction else "refused\n")
        sys.stdout.flush()


def main() -> None:
    """Show the window until it is ended from outside."""
    application = QApplication(sys.argv[:1])
    source = DragSource(sys.argv[1:])
    source.show()
    sys.exit(application.exec())


if __name__ == "__main__":
    main()
