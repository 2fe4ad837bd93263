from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.widgets import row_copy
from mailsim_desktop.ui.widgets.table import Table
from tests.helpers.tables import click, give_focus

pytestmark = pytest.mark.ui
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def table(qtbot: QtBot, table: Table) -> Table:
    give_focus(qtbot, table)
    return table


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


@pytest.mark.parametrize("modifier", [CONTROL, CONTROL | SHIFT])
def test_selected_rows_are_copied_in_the_order_shown(
    qtbot: QtBot, table: Table, modifier: Qt.KeyboardModifier
):
    QGuiApplication.clipboard().clear()
    click(table, 3, NONE)
    click(table, 1, CONTROL)
    with qtbot.waitSignal(table.told) as told:
        qtbot.keyClick(table, Qt.Key.Key_C, modifier)

    assert clipboard() == "y1\t1\tValid\t<b>note</b>\nw3\t3\tValid\t<b>note</b>\n"
    assert told.args[0].startswith("2 rows copied")


def test_person_is_told_when_more_is_selected_than_is_copied(
    qtbot: QtBot, table: Table, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(row_copy, "COPY_LIMIT", 5)
    table.selectAll()
    with qtbot.waitSignal(table.told) as told:
        table.copying.copy()

    assert clipboard().count("\n") == 5
    assert told.args == ["The first 5 of 20 rows copied; an export holds all of them"]


def test_nothing_selected_leaves_the_clipboard_alone(qtbot: QtBot, table: Table):
    QGuiApplication.clipboard().setText("before")
    table.clearSelection()
    with qtbot.assertNotEmitted(table.told):
        table.copying.copy()

    assert clipboard() == "before"
