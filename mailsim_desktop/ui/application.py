"""Starts the window: application, settings, theme, crash handler, window, then the database.

The window is shown before anything of the services is loaded; they are loaded in the
background, where the database is created or upgraded. If that fails, a dialog says so and the
error's exit code is returned.
"""

from __future__ import annotations

import gc
import signal
import sys
import threading
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from mailsim_desktop import paths
from mailsim_desktop.errors import MailSimError, StoreUnavailableError
from mailsim_desktop.ui import languages, preferences
from mailsim_desktop.ui.crash import CrashHandler
from mailsim_desktop.ui.identity import make_application
from mailsim_desktop.ui.main_window import MainWindow
from mailsim_desktop.ui.recall import Recalled, recall
from mailsim_desktop.ui.theme import Theme

SWITCH_S = 0.001
"""How long a background thread may keep the interpreter from the window."""


def run(files: list[str]) -> int:
    """Open the window, import `files`, and stay until it is closed; returns the exit code."""
    application = make_application()
    application.setQuitOnLastWindowClosed(False)
    sys.setswitchinterval(SWITCH_S)
    recalled = recall()
    languages.install(application, languages.wanted(recalled.found.settings.language))
    theme = Theme(application)
    preferences.apply(recalled.found.settings, theme)
    CrashHandler(partial(_show_bug, theme), application).install()
    start = Startup(application, theme, [Path(file) for file in files], recalled)
    application.file_wanted.connect(start.open_file)
    start.begin()
    return application.exec()


def _show_bug(theme: Theme, summary: str, details: str) -> None:
    from mailsim_desktop.ui.dialogs.errors import bug_dialog  # noqa: PLC0415 # rarely needed

    bug_dialog(summary, details, theme, QApplication.activeWindow()).exec()


class Startup(QObject):
    """From an application without a window to the main window, filled."""

    loaded = Signal(Path)
    """The database is open and all that takes long to load is loaded."""
    _failed = Signal(object)

    def __init__(
        self,
        application: QApplication,
        theme: Theme,
        files: list[Path],
        recalled: Recalled | None = None,
    ) -> None:
        super().__init__(application)
        self._application = application
        self._theme = theme
        self._files = files
        self.window = MainWindow(theme, recalled)
        self.loaded.connect(self._fill, Qt.ConnectionType.QueuedConnection)
        self._failed.connect(self._show_error, Qt.ConnectionType.QueuedConnection)

    def open_file(self, file: Path) -> None:
        """Import a file that the desktop hands over; before the window is filled, it waits."""
        if self.window.contents is None:
            self._files.append(file)
        else:
            self.window.contents.contacts.imports.add([file])

    def begin(self) -> None:
        """Show the window; once it is on the screen, open the database in the background."""
        self.window.closed.connect(self._application.quit)
        self.window.show()
        self._obey_signals(self.window)
        QTimer.singleShot(0, self, self._load)

    def _load(self) -> None:
        """Build the frame, then have the rest loaded."""
        from mailsim_desktop.ui import fonts  # noqa: PLC0415 # nothing is written before
        from mailsim_desktop.ui.widgets.focus_ring import FocusRings  # noqa: PLC0415

        fonts.load()
        FocusRings(self._application, self._theme)
        self.window.build()
        QTimer.singleShot(0, self, self._open_behind)

    def _open_behind(self) -> None:
        threading.Thread(target=self._open, name="opening", daemon=True).start()

    def _open(self) -> None:
        """On a background thread; nothing of Qt may be loaded here."""
        from mailsim_desktop import log  # noqa: PLC0415 # nor this
        from mailsim_desktop.services.database import open_database  # noqa: PLC0415 # takes long

        with suppress(StoreUnavailableError):  # opening the database says it
            log.start(paths.log_folder(), verbose=False)
        try:
            store = open_database(None)
        except MailSimError as error:
            self._failed.emit(error)
            return
        path = store.path
        store.close()
        self.loaded.emit(path)

    def _fill(self, database: Path) -> None:
        if not self.window.isVisible():
            return  # closed meanwhile
        contents = self.window.fill(database)
        if self._files:
            contents.contacts.imports.add(self._files)
        gc.freeze()  # what was just built stays; the collector need not look at it again

    @staticmethod
    def _obey_signals(window: MainWindow) -> None:
        """Ctrl-C in the terminal, and a system that shuts down, close the window in order.

        The handler runs between two steps of the interpreter, which the window's timers
        make sure of.
        """

        def close(_number: int, _frame: object) -> None:
            window.close_unasked()

        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            if hasattr(signal, name):  # Windows has no SIGHUP
                signal.signal(getattr(signal, name), close)

    def _show_error(self, error: MailSimError) -> None:
        from mailsim_desktop.ui.dialogs.errors import error_dialog  # noqa: PLC0415 # rarely needed

        error_dialog(error, self._theme, self.window).exec()
        self._application.exit(error.exit_code)
