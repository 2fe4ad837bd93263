"""Who the program is to the desktop: the names and the icon by which windows are known.

A desktop joins a window to its entry by these names, so they are the same from the source
tree and from a frozen program, whatever the executable is called.
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from mailsim_desktop import paths

TITLE = "MailSim Desktop"
WINDOW_CLASS = "MailSim"
"""Both parts of WM_CLASS on X11; `StartupWMClass` in the desktop entry."""
DESKTOP_ENTRY = "mailsim-desktop"
"""Name of the desktop entry; on Wayland the id of the application."""
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def make_application() -> QApplication:
    """Make the application under its names, with its icon.

    Qt takes the first part of WM_CLASS from the first argument, the second from the
    application's name.
    """
    application = QApplication([WINDOW_CLASS])
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
