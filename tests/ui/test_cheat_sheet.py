"""The cheat sheet shows every key there is, and is read by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.actions import shown_keys
from mailsim_desktop.ui.dialogs.cheat_sheet import CheatSheet
from mailsim_desktop.ui.main_window import MainWindow

pytestmark = pytest.mark.ui


@pytest.fixture
def sheet(qtbot: QtBot, window: MainWindow) -> CheatSheet:
    """The cheat sheet, opened by its key."""
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    found = window.findChild(CheatSheet)
    assert isinstance(found, CheatSheet)
    return found


def test_every_key_of_the_table_is_shown_beside_its_action(window: MainWindow, sheet: CheatSheet):
    rows = dict(row for _, rows in sheet.sheet for row in rows)

    for spec in window.contents.menus.actions.specs:
        for keys in spec.keys:
            assert shown_keys(keys) in rows[spec.words()]


def test_keys_of_the_pages_stand_under_the_name_of_the_page(window: MainWindow, sheet: CheatSheet):
    own = dict(sheet.sheet)["Campaigns"]

    page = window.contents.campaigns
    assert own == tuple((text, shown_keys(keys)) for keys, text in page.own_keys())


def test_what_is_told_is_seen(sheet: CheatSheet):
    shown = {label.text() for label in sheet.findChildren(QLabel)}

    assert shown == {text for title, rows in sheet.sheet for text in (title, *sum(rows, ()))}


def test_arrows_scroll_and_escape_closes(qtbot: QtBot, sheet: CheatSheet):
    area = sheet.findChild(QScrollArea)
    focused = QApplication.focusWidget()
    qtbot.keyClick(focused, Qt.Key.Key_Down)
    moved = area.verticalScrollBar().value()
    with qtbot.waitSignal(sheet.finished):
        qtbot.keyClick(focused, Qt.Key.Key_Escape)

    assert moved > 0
