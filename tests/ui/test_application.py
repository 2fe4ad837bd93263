from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mailsim_desktop.services.contacts import list_lists
from mailsim_desktop.services.database import open_database
from mailsim_desktop.ui.application import Startup
from mailsim_desktop.ui.dialogs.message import MessageDialog
from mailsim_desktop.ui.theme import Theme

pytestmark = pytest.mark.ui


@pytest.fixture(autouse=True)
def signals_as_before() -> Iterator[None]:
    """The window takes the signals that end it; the test run wants them back."""
    taken = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.getsignal(number) for number in taken}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_window_opens_on_the_database_of_the_environment_and_imports_the_files_given(
    qtbot: QtBot,
    qapp: QApplication,
    *,
    theme: Theme,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    list_file: Path,
):
    database = tmp_path / "chosen.sqlite3"
    monkeypatch.setenv("MAILSIM_DATABASE", str(database))
    start = Startup(qapp, theme, [list_file])
    start.begin()
    window = start.window
    qtbot.waitUntil(lambda: window.contents is not None)
    qtbot.waitUntil(lambda: window.frame.deck.top() is window.contents.contacts.result)
    store = open_database(str(database))
    stored = [row.name for row in list_lists(store)]
    store.close()
    with qtbot.waitSignal(window.closed):
        window.close()

    assert stored == ["readers"]


def test_files_that_the_desktop_hands_over_are_imported_before_and_after_the_window_opens(
    qtbot: QtBot,
    qapp: QApplication,
    *,
    theme: Theme,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    list_file: Path,
):
    monkeypatch.setenv("MAILSIM_DATABASE", str(tmp_path / "chosen.sqlite3"))
    later = list_file.with_name("later.csv")
    later.write_text("email\neva@gmail.com\n", encoding="utf-8")
    start = Startup(qapp, theme, [])
    start.open_file(list_file)
    start.begin()
    window = start.window
    qtbot.waitUntil(lambda: window.contents is not None)
    start.open_file(later)

    def stored() -> list[str]:
        store = open_database(str(tmp_path / "chosen.sqlite3"))
        names = sorted(row.name for row in list_lists(store))
        store.close()
        return names

    qtbot.waitUntil(lambda: stored() == ["later", "readers"])
    with qtbot.waitSignal(window.closed):
        window.close()


SHOWN_FIRST = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from mailsim_desktop.ui import application
from mailsim_desktop.ui.theme import Theme
running = QApplication([])
start = application.Startup(running, Theme(running), [])
start.begin()
heavy = {"numpy", "sqlalchemy", "pyqtgraph", "faker", "jinja2", "email_validator"}
print(start.window.isVisible(), sorted(heavy & sys.modules.keys()))
"""


@pytest.mark.process
def test_window_is_shown_before_anything_that_takes_long_is_loaded():
    told = subprocess.run(
        [sys.executable, "-c", SHOWN_FIRST], check=True, capture_output=True, text=True
    )

    assert told.stdout == "True []\n"


def test_window_closed_before_it_is_filled_leaves_nothing_behind(
    qtbot: QtBot, qapp: QApplication, theme: Theme, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("MAILSIM_DATABASE", str(tmp_path / "chosen.sqlite3"))
    start = Startup(qapp, theme, [])
    start.begin()
    with qtbot.waitSignal(start.window.closed):
        start.window.close()
    with qtbot.waitSignal(start.loaded):
        pass

    assert start.window.contents is None


@pytest.mark.parametrize(
    ("content", "said"), [(b"not a database at all" * 100, "database"), (None, "folder")]
)
def test_database_that_cannot_be_opened_is_explained_and_sets_the_exit_code(
    qtbot: QtBot,
    qapp: QApplication,
    *,
    theme: Theme,
    monkeypatch: pytest.MonkeyPatch,
    own_home: Path,
    content: bytes | None,
    said: str,
):
    path = own_home / "broken.sqlite3"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    monkeypatch.setenv("MAILSIM_DATABASE", str(path))
    codes: list[int] = []
    monkeypatch.setattr(QApplication, "exit", codes.append)
    messages: list[str] = []

    def read_and_close() -> None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, MessageDialog) and widget.isVisible():
                messages.append(widget.said.title)
                widget.accept()

    timer = QTimer()
    timer.setInterval(20)
    timer.timeout.connect(read_and_close)
    timer.start()
    start = Startup(qapp, theme, [])
    start.begin()

    qtbot.waitUntil(lambda: bool(codes))
    timer.stop()
    assert codes == [4]
    assert said in messages[0]
    assert start.window.contents is None
    start.window.close()
