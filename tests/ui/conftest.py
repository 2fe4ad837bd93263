"""A window on a database of its own, closed for good after each test."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mailsim_desktop.services.database import Store, open_database
from mailsim_desktop.ui import languages
from mailsim_desktop.ui.application import SWITCH_S
from mailsim_desktop.ui.dialogs.message import MessageDialog
from mailsim_desktop.ui.dialogs.unsaved import UnsavedDialog
from mailsim_desktop.ui.main_window import MainWindow
from mailsim_desktop.ui.theme import Theme
from tests.helpers.theming import only_theme, theme

__all__ = ["only_theme", "theme"]

CLOSE_MS = 30_000


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Path of a new database."""
    path = tmp_path / "mailsim.sqlite3"
    open_database(str(path)).close()
    return path


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    """The test's own way to the database of the window."""
    own = open_database(str(database))
    yield own
    own.close()


@pytest.fixture
def list_file(tmp_path: Path) -> Path:
    """Five rows: three contacts, a duplicate, and an address that cannot be."""
    path = tmp_path / "readers.csv"
    path.write_text(
        "nombre,email\nAna,ana@gmail.com\nLuis,luis@orange.fr\nEva,eva@empresa.es\n"
        "Ana,ANA@gmail.com\nNadie,not-an-address\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def language() -> str:
    """What the window speaks; a module may say otherwise."""
    return languages.LANGUAGE


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, *, theme: Theme, database: Path, language: str
) -> Iterator[MainWindow]:
    """The main window, shown."""
    catalogue = languages.install(qapp, language)
    assert catalogue is not None
    interval = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_S)
    made = MainWindow(theme)
    made.show()
    made.fill(database)
    qtbot.waitUntil(lambda: made.contents.dashboard.live.plots is not None)
    yield made
    if not made.contents.shutdown.is_finished:
        close_for_good(qtbot, made)
    made.deleteLater()
    qapp.processEvents()
    qapp.removeTranslator(catalogue)
    sys.setswitchinterval(interval)


def close_for_good(qtbot: QtBot, window: MainWindow) -> None:
    """Close the window; a run that it drives is paused, what is half written is discarded."""
    with qtbot.waitSignal(window.closed, timeout=CLOSE_MS):
        window.close()
        for dialog in window.findChildren(UnsavedDialog):
            dialog.discard.click()
        if not window.contents.shutdown.is_finished:
            for dialog in window.findChildren(MessageDialog):
                if dialog.isVisible():
                    dialog.accept()


@pytest.fixture
def close(qtbot: QtBot) -> Callable[[MainWindow], None]:
    """Closes a window for good."""

    def act(window: MainWindow) -> None:
        close_for_good(qtbot, window)

    return act
