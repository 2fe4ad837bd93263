"""The main window: shown at once, then framed, then filled when the database is open.

So it imports next to nothing: everything else takes longer to load than a window to show.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMainWindow

from mailsim_desktop.ui import measures, window_state
from mailsim_desktop.ui.recall import Recalled
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size

if TYPE_CHECKING:
    from mailsim_desktop.ui.contents import Contents
    from mailsim_desktop.ui.frame import Frame
    from mailsim_desktop.ui.garbage import GarbageCollector


class MainWindow(QMainWindow):
    """One window, on one database once it is filled."""

    closed = Signal()
    """Closed for good: no thread and no process of the window is left."""

    def __init__(self, theme: Theme, recalled: Recalled | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._recalled = Recalled() if recalled is None else recalled
        self._frame: Frame | None = None
        self.contents: Contents | None = None
        self.setWindowTitle(self.tr("MailSim Desktop"))
        self.setMinimumSize(*Size.LEAST_WINDOW)
        self.resize(*Size.USUAL_WINDOW)
        self.menuBar().setMinimumHeight(measures.scaled(Size.MENU_BAR))  # it is filled later
        self._garbage: GarbageCollector | None = None
        window_state.restore_place(self, self._recalled.window)

    def build(self) -> None:
        """Put in the frame: rail, an empty page, run bar."""
        from mailsim_desktop.ui.frame import Frame  # noqa: PLC0415 # see the docstring
        from mailsim_desktop.ui.garbage import GarbageCollector  # noqa: PLC0415

        self._garbage = GarbageCollector(self)
        self._frame = Frame(self._theme)
        self.setCentralWidget(self._frame)
        self._frame.adapt(self.width())

    @property
    def frame(self) -> Frame:
        """The frame, which is there once it is built."""
        assert self._frame is not None  # noqa: S101 # see `build`
        return self._frame

    def fill(self, database: Path) -> Contents:
        """Put in the pages, on this database, which is prepared."""
        from mailsim_desktop.ui.contents import Contents  # noqa: PLC0415 # see the docstring

        if self._frame is None:
            self.build()
        contents = Contents(self, self.frame, self._theme, database, self._recalled)
        contents.shutdown.began.connect(self._closing)
        contents.shutdown.finished.connect(self._closed)
        self.contents = contents
        self.frame.adapt(self.width())
        self.setAcceptDrops(True)
        contents.begin()
        return contents

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Adapt the frame."""
        super().resizeEvent(event)
        if self._frame is not None:
            self._frame.adapt(event.size().width())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Say what a release would do."""
        if self.contents is not None:
            self.contents.contacts.drag_entered(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Let the pointer say whether a release would do anything."""
        if self.contents is not None:
            self.contents.contacts.drag_moved(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Take the overlay away."""
        if self.contents is not None:
            self.contents.contacts.overlay.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped, if it is a list."""
        if self.contents is not None:
            self.contents.contacts.dropped(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only when nothing is left behind."""
        if self.contents is None:
            event.accept()
            self._end()
        elif self.contents.shutdown.is_finished:
            event.accept()
        else:
            event.ignore()
            self.contents.shutdown.begin()

    def close_unasked(self) -> None:
        """Close in order without a question; for a signal of the system."""
        if self.contents is None:
            self.close()
        else:
            self.contents.shutdown.begin_unasked()

    def _closing(self) -> None:
        self.frame.setEnabled(False)
        self.menuBar().setEnabled(False)

    def _closed(self) -> None:
        self.close()
        self._end()

    def _end(self) -> None:
        if self._garbage is not None:
            self._garbage.stop()
        self.closed.emit()
