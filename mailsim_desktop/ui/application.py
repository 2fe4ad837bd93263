"""Starts the window: application, theme, crash handler, settings, database, then the window.

Settings and database are read in the background; the latter may be created or upgraded. If that
fails, a dialog says so and the error's exit code is returned.
"""

from __future__ import annotations

import gc
import signal
import sys
import threading
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from mailsim_desktop import log, paths
from mailsim_desktop.errors import MailSimError, StoreUnavailableError
from mailsim_desktop.services.database import open_database
from mailsim_desktop.settings import Settings
from mailsim_desktop.ui import fonts, languages, preferences
from mailsim_desktop.ui.crash import CrashHandler
from mailsim_desktop.ui.dialogs.errors import bug_dialog, error_dialog
from mailsim_desktop.ui.identity import make_application
from mailsim_desktop.ui.main_window import MainWindow
from mailsim_desktop.ui.recall import Recalled, recall
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.focus_ring import FocusRings

SWITCH_S = 0.001
"""How long a background thread may keep the interpreter from the window."""


def run(files: list[str]) -> int:
    """Open the window, import `files`, and stay until it is closed; returns the exit code."""
    application = make_application()
    application.setQuitOnLastWindowClosed(False)
    fonts.load()
    sys.setswitchinterval(SWITCH_S)
    theme = Theme(application)
    FocusRings(application, theme)
    crash = CrashHandler(partial(_show_bug, theme), application)
    crash.install()
    start = Startup(application, theme, [Path(file) for file in files])
    start.recalled.connect(partial(_settle, application, theme))
    application.file_wanted.connect(start.open_file)
    start.begin()
    return application.exec()


def _settle(application: QApplication, theme: Theme, chosen: Settings) -> None:
    languages.install(application, languages.wanted(chosen.language))
    preferences.apply(chosen, theme)


def _show_bug(theme: Theme, summary: str, details: str) -> None:
    bug_dialog(summary, details, theme, QApplication.activeWindow()).exec()


class Startup(QObject):
    """From an application without a window to the main window."""

    recalled = Signal(Settings)
    """The settings have been read; whoever dresses the application by them does it now."""
    _read = Signal(object)
    _opened = Signal(Path)
    _failed = Signal(object)

    def __init__(self, application: QApplication, theme: Theme, files: list[Path]) -> None:
        super().__init__(application)
        self._application = application
        self._theme = theme
        self._files = files
        self._remembered = Recalled()
        self.window: MainWindow | None = None
        self._read.connect(self._recall, Qt.ConnectionType.QueuedConnection)
        self._opened.connect(self._show_window, Qt.ConnectionType.QueuedConnection)
        self._failed.connect(self._show_error, Qt.ConnectionType.QueuedConnection)

    def open_file(self, file: Path) -> None:
        """Import a file that the desktop hands over; before there is a window, it waits for it."""
        if self.window is None:
            self._files.append(file)
        else:
            self.window.contacts.imports.add([file])

    def begin(self) -> None:
        """Open the database, then the window."""
        threading.Thread(target=self._open, name="opening", daemon=True).start()

    def _open(self) -> None:
        with suppress(StoreUnavailableError):  # opening the database says it
            log.start(paths.log_folder(), verbose=False)
        self._read.emit(recall())
        try:
            store = open_database(None)
        except MailSimError as error:
            self._failed.emit(error)
            return
        path = store.path
        store.close()
        self._opened.emit(path)

    def _recall(self, remembered: Recalled) -> None:
        self._remembered = remembered
        self.recalled.emit(remembered.found.settings)

    def _show_window(self, database: Path) -> None:
        self.window = MainWindow(database, self._theme, self._remembered)
        self.window.closed.connect(self._application.quit)
        self.window.show()
        self._obey_signals(self.window)
        if self._files:
            self.window.contacts.imports.add(self._files)
        gc.freeze()  # what was just built stays; the collector need not look at it again

    @staticmethod
    def _obey_signals(window: MainWindow) -> None:
        """Ctrl-C in the terminal, and a system that shuts down, close the window in order.

        The handler runs between two steps of the interpreter, which the window's timers
        make sure of.
        """

        def close(_number: int, _frame: object) -> None:
            window.shutdown.begin_unasked()

        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            if hasattr(signal, name):  # Windows has no SIGHUP
                signal.signal(getattr(signal, name), close)

    def _show_error(self, error: MailSimError) -> None:
        error_dialog(error, self._theme, None).exec()
        self._application.exit(error.exit_code)
