"""Who the program is to the desktop: the names and the icon by which windows are known.

A desktop joins a window to its entry by these names, so they are the same from the source
tree and from a frozen program, whatever the executable is called.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QFileOpenEvent, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from mailsim_desktop import paths

TITLE = "MailSim Desktop"
WINDOW_CLASS = "MailSim"
"""Both parts of WM_CLASS on X11; `StartupWMClass` in the desktop entry."""
DESKTOP_ENTRY = "mailsim-desktop"
"""Name of the desktop entry; on Wayland the id of the application."""
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


class Application(QApplication):
    """The application; tells of files that the desktop asks it to open.

    macOS hands over a file by an event, also when the program runs already.
    """

    file_wanted = Signal(Path)

    def event(self, event: QEvent) -> bool:
        """Take the event that names a file."""
        if isinstance(event, QFileOpenEvent):
            self.file_wanted.emit(Path(event.file()))
            return True
        return super().event(event)


def make_application() -> Application:
    """Make the application under its names, with its icon.

    Qt takes the first part of WM_CLASS from the first argument, the second from the
    application's name.
    """
    application = Application([WINDOW_CLASS])
    application.setApplicationName(WINDOW_CLASS)
    QGuiApplication.setDesktopFileName(DESKTOP_ENTRY)
    application.setWindowIcon(icon())
    return application


def icon() -> QIcon:
    """The program's icon, with a drawing for each size; each is read when it is first shown."""
    made = QIcon()
    for size in ICON_SIZES:
        path = paths.resource("icons", f"mailsim-{size}.png")
        made.addFile(str(path), QSize(size, size))
    return made
