"""The window that is photographed: opened on a database, waited for, saved as a picture, closed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog

from mailsim_desktop.errors import ConditionError
from mailsim_desktop.ui.main_window import MainWindow
from mailsim_desktop.ui.reader import Reader
from mailsim_desktop.ui.theme import Theme

READINGS = 2
"""Until the window draws what was done last: the first one may have begun before."""
LOOK_MS = 40
PATIENCE_MS = 180_000


class Readings(QObject):
    """Counts what the window was told of its database, or that it cannot be read."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.number = 0
        for told in (reader.arrived, reader.trouble):  # after the window: it was there before
            told.connect(self._count, Qt.ConnectionType.QueuedConnection)

    def _count(self, _told: object) -> None:
        self.number += 1


class Stage:
    """One window on one database; offers what the pictures need of it."""

    def __init__(self, database: Path, theme: Theme) -> None:
        self.database = database
        self.theme = theme
        theme.set_still(True)  # what slides or turns is never the same in two pictures
        self.window = MainWindow(theme)
        self.window.fill(database)
        self._readings = Readings(self.window.contents.reader)
        self.is_damaged = False
        """The database cannot be read any more; see `scenes.damage`."""

    def open(self, size: tuple[int, int]) -> None:
        """Show the window and wait until its plots are there."""
        self.window.resize(*size)
        self.window.show()
        wait_until(lambda: self.window.contents.dashboard.live.plots is not None)
        self.settle()

    def settle(self) -> None:
        """Wait until the window draws what was done last."""
        enough = self._readings.number + READINGS
        wait_until(lambda: self._readings.number >= enough)

    def resize(self, size: tuple[int, int]) -> None:
        """Give the window another size, and let it lay itself out."""
        self.window.resize(*size)
        QApplication.processEvents()

    def show_place(self, number: int) -> None:
        """Show a page of the rail, by its place there."""
        self.window.frame.deck.show_place(number)

    def dialogs(self) -> list[QDialog]:
        """The dialogs that are open."""
        return [
            widget
            for widget in QApplication.topLevelWidgets()
            if isinstance(widget, QDialog) and widget.isVisible()
        ]

    def close_dialogs(self) -> None:
        """Answer each dialog as Escape does."""
        for dialog in self.dialogs():
            dialog.reject()

    def save(self, path: Path) -> Path:
        """Save the window as it is, with the dialogs over it; no control has the focus.

        Raises
        ------
        ConditionError : the picture cannot be written.
        """
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()
        self.settle()
        if not self._picture().save(str(path)):
            raise ConditionError(f"The picture {path} cannot be written.")
        return path

    def _picture(self) -> QPixmap:
        picture = self.window.grab()
        painter = QPainter(picture)
        painter.setPen(QColor(self.theme.tokens.border_strong))
        for dialog in self.dialogs():
            box = dialog.rect()
            box.moveCenter(self.window.rect().center())
            painter.drawPixmap(box.topLeft(), dialog.grab())
            painter.drawRect(box.adjusted(-1, -1, 0, 0))  # in the place of the system's frame
        painter.end()
        return picture

    def close(self) -> None:
        """Close the window and wait until nothing of it is left."""
        self.close_dialogs()
        self.window.close()
        wait_until(lambda: self.window.contents.shutdown.is_finished)


def wait_until(reached: Callable[[], bool]) -> None:
    """Run the event loop until `reached`.

    Raises
    ------
    ConditionError : it is not within the time.
    """
    loop = QEventLoop()
    look = QTimer()
    look.setInterval(LOOK_MS)
    look.timeout.connect(lambda: loop.quit() if reached() else None)
    look.start()
    QTimer.singleShot(PATIENCE_MS, loop, lambda: loop.exit(1))
    if loop.exec():
        raise ConditionError("The window did not get there in time.")
