"""The window comes back as it was left, where there is still a screen for it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui import window_state
from mailsim_desktop.ui.main_window import MainWindow
from mailsim_desktop.ui.pages.page import Page
from mailsim_desktop.ui.recall import Recalled, recall
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.window_state import WindowState, fits

pytestmark = pytest.mark.ui

SCREENS = (QRect(0, 0, 1920, 1080), QRect(1920, 0, 1280, 1024))
STATE = WindowState(
    QRect(30, 40, 1000, 700), is_maximised=True, page=2, parts={"ContactsPage-0": '{"a": [1, "é"]}'}
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "window.ini"


def test_what_was_kept_is_read(path: Path):
    window_state.write(path, STATE)

    assert window_state.read(path) == STATE


def test_file_lies_in_the_state_folder_and_not_among_the_settings(own_home: Path):
    assert window_state.file().is_relative_to(own_home / "state")


def test_without_a_file_nothing_is_known(path: Path):
    assert window_state.read(path) == WindowState()


@pytest.mark.parametrize(
    "damage",
    [
        b"\xff\xfe\x00\x01 not at all",
        b"[General]\nplace=a b c d\nmaximised=perhaps\npage=-3\n",
        b"[General]\nplace=1 2 0 0\npage=2.5\n",
        b"[General]\nplace=@Rect(1 2 3 4)\n[parts\n",
    ],
)
def test_damaged_file_is_ignored(path: Path, damage: bytes):
    path.parent.mkdir()
    path.write_bytes(damage)
    found = window_state.read(path)

    assert (found.place, found.is_maximised, found.page) == (None, False, 0)


@pytest.mark.parametrize(
    ("place", "seen"),
    [
        (QRect(100, 100, 900, 600), True),
        (QRect(1800, 100, 900, 600), True),  # on both
        (QRect(2000, 900, 900, 600), True),  # its edge is seen
        (QRect(4000, 100, 900, 600), False),  # of a screen that is gone
        (QRect(100, -50, 900, 600), False),  # its edge is above the screen
        (QRect(-850, 100, 900, 600), False),  # nothing to grip
        (QRect(100, 1070, 900, 600), False),
    ],
)
def test_window_is_put_only_where_its_edge_can_be_gripped(place: QRect, *, seen: bool):
    assert fits(place, SCREENS) is seen


def test_window_of_a_screen_that_is_gone_opens_where_it_would_at_first(qtbot: QtBot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(700, 500)
    window_state.restore_place(window, WindowState(QRect(9000, 9000, 300, 200)))

    assert window.size().toTuple() == (700, 500)


class Columns(QWidget):
    """A table, as far as its columns go."""

    def __init__(self) -> None:
        super().__init__()
        self.columns = "as at first"

    def column_state(self) -> str:
        return self.columns

    def restore_columns(self, state: str) -> None:
        self.columns = state


class Width(QWidget):
    """A panel, as far as its width goes."""

    def __init__(self) -> None:
        super().__init__()
        self.text = "300"

    def state(self) -> str:
        return self.text

    def restore(self, state: str) -> None:
        self.text = state


class SomePage(Page):
    """A page with both."""

    def __init__(self) -> None:
        super().__init__("Some page")
        self.table, self.panel = Columns(), Width()
        layout = QVBoxLayout()
        layout.addWidget(self.table)
        layout.addWidget(self.panel)
        self.content.addLayout(layout)


def test_columns_and_panels_of_the_pages_are_kept_and_given_back(qtbot: QtBot, path: Path):
    window, page, same = QMainWindow(), SomePage(), SomePage()
    for widget in (window, page, same):
        qtbot.addWidget(widget)
    page.table.columns, page.panel.text = "name wide", "340"
    window_state.write(path, window_state.state_of(window, 0, [page]))
    window_state.restore_parts(window_state.read(path), [same])

    assert (same.table.columns, same.panel.text) == ("name wide", "340")


def test_window_comes_back_on_its_page_and_in_its_place(
    qtbot: QtBot,
    window: MainWindow,
    *,
    theme: Theme,
    close: Callable[[MainWindow], None],
    database: Path,
):
    window.setGeometry(60, 50, 1010, 640)
    window.frame.deck.show_place(2)
    close(window)
    again = MainWindow(theme, recall())
    again.show()
    again.fill(database)
    qtbot.waitUntil(again.contents.dashboard.isHidden)
    place, page = again.geometry(), again.frame.deck.place()
    close(again)

    assert place == QRect(60, 50, 1010, 640)
    assert page == 2


def test_maximised_window_comes_back_so(
    qtbot: QtBot,
    window: MainWindow,
    *,
    theme: Theme,
    close: Callable[[MainWindow], None],
    database: Path,
):
    window.showMaximized()
    qtbot.waitUntil(window.isMaximized)
    close(window)
    again = MainWindow(theme, recall())
    again.show()
    again.fill(database)
    QApplication.processEvents()
    maximised = again.isMaximized()
    close(again)

    assert maximised


def test_page_that_there_is_not_leads_to_the_first(
    theme: Theme, close: Callable[[MainWindow], None], database: Path
):
    made = MainWindow(theme, Recalled(window=WindowState(page=40)))
    made.show()
    made.fill(database)
    page = made.frame.deck.place()
    close(made)

    assert page == 0


def test_state_that_cannot_be_kept_is_for_the_log_alone(
    own_home: Path, caplog: pytest.LogCaptureFixture
):
    (own_home / "state").write_text("a file stands in its place", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        window_state.keep(STATE)

    assert "not remembered" in caplog.text
