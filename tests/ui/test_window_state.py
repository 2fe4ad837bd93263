"""The window comes back as it was left, where there is still a screen for it."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui import window_state
from mailsim_desktop.ui.main_window import MainWindow
from mailsim_desktop.ui.pages.page import Page
from mailsim_desktop.ui.recall import Recalled, recall
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.window_state import Parts, WindowState, within

pytestmark = pytest.mark.ui

LEAST = QSize(900, 600)
SCREENS = (QRect(0, 0, 1920, 1080), QRect(1920, 0, 1280, 1024))
STATE = WindowState(
    QRect(30, 40, 1000, 700),
    is_maximised=True,
    page=2,
    parts={"ContactsPage-contacts": '{"a": [1, "é"]}'},
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
    assert (within(place, SCREENS, LEAST) is not None) is seen


@pytest.mark.parametrize(
    ("place", "found"),
    [
        (QRect(100, 100, 900, 600), QRect(100, 100, 900, 600)),
        (QRect(0, 30, 3840, 2100), QRect(0, 30, 1920, 1048)),  # of a larger screen
        (QRect(2900, 500, 1000, 700), QRect(2200, 324, 1000, 700)),  # over two of its edges
        (QRect(1800, 100, 900, 600), QRect(1920, 100, 900, 600)),  # more of it is on the right
        (QRect(1000, 10, 1000, 600), QRect(920, 10, 1000, 600)),
    ],
)
def test_window_lies_whole_on_the_screen_that_holds_its_edge(place: QRect, found: QRect):
    assert within(place, SCREENS, LEAST) == found


def test_window_is_not_made_smaller_than_it_can_be():
    small = (QRect(0, 0, 800, 600),)

    assert within(QRect(300, 30, 3840, 2100), small, LEAST) == QRect(0, 0, 900, 600)


def test_window_of_a_larger_screen_fits_this_one(qtbot: QtBot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window_state.restore_place(window, WindowState(QRect(0, 30, 3840, 2100)))

    assert window.screen().availableGeometry().contains(window.geometry())


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
    """A page with both, and one that nobody need remember."""

    def __init__(self) -> None:
        super().__init__("Some page")
        self.table, self.panel, self.passing = Columns(), Width(), Columns()
        for each in (self.table, self.panel, self.passing):
            self.content.addWidget(each)

    def parts(self) -> Parts:
        return {"table": self.table, "panel": self.panel}


class LaterPage(SomePage):
    """The same, with a table before the others."""

    def __init__(self) -> None:
        super().__init__()
        self.new = Columns()
        self.content.insertWidget(0, self.new)

    def parts(self) -> Parts:
        return {"new": self.new} | dict(super().parts())


def test_columns_and_panels_of_the_pages_are_kept_and_given_back(qtbot: QtBot, path: Path):
    window, page, same = QMainWindow(), SomePage(), SomePage()
    for widget in (window, page, same):
        qtbot.addWidget(widget)
    page.table.columns, page.panel.text, page.passing.columns = "name wide", "340", "as made"
    window_state.write(path, window_state.state_of(window, 0, [page]))
    window_state.restore_parts(window_state.read(path), [same])

    assert (same.table.columns, same.panel.text) == ("name wide", "340")
    assert same.passing.columns == "as at first"


def test_new_table_of_a_page_does_not_get_the_columns_of_another(qtbot: QtBot):
    window, page, later = QMainWindow(), SomePage(), LaterPage()
    for widget in (window, page, later):
        qtbot.addWidget(widget)
    page.table.columns = "name wide"
    kept = window_state.state_of(window, 0, [page]).parts
    renamed = {name.replace("SomePage", "LaterPage"): state for name, state in kept.items()}
    window_state.restore_parts(WindowState(parts=renamed), [later])

    assert (later.table.columns, later.new.columns) == ("name wide", "as at first")


def test_every_table_and_panel_of_the_window_is_remembered(window: MainWindow):
    kept = window_state.state_of(window, 0, window.frame.deck.pages()).parts

    assert set(kept) == {
        "DashboardPage-providers",
        "CampaignsPage-campaigns",
        "CampaignsPage-panel",
        "ContactsPage-contacts",
        "ImportResult-rejects",
        "QueuePage-dead",
        "QueuePage-lanes",
        "QueuePage-workers",
    }


def test_window_comes_back_on_its_page_and_in_its_place(
    qtbot: QtBot,
    window: MainWindow,
    *,
    theme: Theme,
    close: Callable[[MainWindow], None],
    database: Path,
):
    window.setGeometry(0, 50, 900, 640)  # the screen has 800 by 800
    window.frame.deck.show_place(2)
    close(window)
    again = MainWindow(theme, recall())
    again.show()
    again.fill(database)
    qtbot.waitUntil(again.contents.dashboard.isHidden)
    place, page = again.geometry(), again.frame.deck.place()
    close(again)

    assert place == QRect(0, 50, 900, 640)
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


@pytest.mark.parametrize(
    "line", ["place=99999999999 0 100 100", "page=" + "1" * 5_000, "place=1 2 3"]
)
def test_number_beyond_reason_is_left_out(tmp_path: Path, line: str):
    path = tmp_path / "window.ini"
    path.write_text(f"[General]\n{line}\n", encoding="utf-8")

    assert window_state.read(path) == WindowState()


def test_pipe_in_the_place_of_the_file_is_not_read(tmp_path: Path):
    os.mkfifo(tmp_path / "window.ini")

    assert window_state.read(tmp_path / "window.ini") == WindowState()
