from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui import measures
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size
from mailsim_desktop.ui.widgets.table import Table
from tests.helpers.tables import click, give_focus

pytestmark = pytest.mark.ui
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ROWS = 1_000


@pytest.fixture
def rows() -> int:
    return ROWS


@pytest.fixture
def table(qtbot: QtBot, table: Table) -> Table:
    give_focus(qtbot, table)
    return table


def test_many_rows_are_selected_with_shift_and_control(table: Table):
    click(table, 1, NONE)
    click(table, 3, SHIFT)
    click(table, 5, CONTROL)

    assert table.selected_rows().tolist() == [1, 2, 3, 5]


def test_all_rows_are_selected_as_one_range(qtbot: QtBot, table: Table):
    qtbot.keyClick(table, Qt.Key.Key_A, CONTROL)

    assert len(table.selected_rows()) == ROWS
    assert table.selectionModel().selection().count() == 1


@pytest.mark.parametrize(
    ("key", "row"),
    [(Qt.Key.Key_End, ROWS - 1), (Qt.Key.Key_Home, 0), (Qt.Key.Key_Down, 501)],
)
def test_keys_lead_to_rows(qtbot: QtBot, table: Table, key: Qt.Key, row: int):
    table.selectRow(500)
    qtbot.keyClick(table, key)

    assert table.currentIndex().row() == row
    assert table.selected_rows().tolist() == [row]


def test_page_keys_move_by_what_is_seen(qtbot: QtBot, table: Table):
    table.selectRow(500)
    qtbot.keyClick(table, Qt.Key.Key_PageDown)
    below = table.currentIndex().row()
    qtbot.keyClick(table, Qt.Key.Key_PageUp)

    assert 503 <= below <= 510
    assert table.currentIndex().row() == 500


def test_shift_end_selects_to_the_last_row(qtbot: QtBot, table: Table):
    table.selectRow(500)
    qtbot.keyClick(table, Qt.Key.Key_End, SHIFT)

    assert table.selected_rows().tolist() == list(range(500, ROWS))


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_activates_the_row(qtbot: QtBot, table: Table, key: Qt.Key):
    table.selectRow(7)
    with qtbot.waitSignal(table.activated) as activated:
        qtbot.keyClick(table, key)

    assert activated.args[0].row() == 7


def test_menu_key_opens_the_menu_with_the_actions_of_the_page_at_the_row(
    qtbot: QtBot, table: Table
):
    pressed: list[bool] = []
    action = QAction("Copy address", table)
    action.triggered.connect(lambda: pressed.append(True))
    table.addAction(action)
    table.selectRow(2)
    reason = QContextMenuEvent.Reason.Keyboard
    event = QContextMenuEvent(reason, table.rect().center(), table.mapToGlobal(table.pos()))
    QApplication.sendEvent(table.viewport(), event)
    menu = table.findChild(QMenu)

    assert menu is not None
    assert [entry.text() for entry in menu.actions()] == ["Copy", "Copy address"]
    row = table.visualRect(table.currentIndex())
    assert row.contains(table.viewport().mapFromGlobal(menu.pos()))
    menu.actions()[1].trigger()
    menu.close()
    qtbot.waitUntil(lambda: bool(pressed))


def test_click_on_a_title_sorts_and_one_that_cannot_sort_gives_the_order_back(
    qtbot: QtBot, table: Table
):
    def click_title(section: int) -> None:
        head = table.head
        x = head.sectionViewportPosition(section) + 20
        place = head.viewport().rect().center()
        place.setX(x)
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)

    first = table.model().index(0, 0)
    click_title(0)
    assert first.data() == "q109"
    click_title(0)
    assert first.data() == "z990"
    click_title(3)
    assert first.data() == "z0"
    assert table.head.sortIndicatorSection() == -1


def test_rows_grow_with_the_text(table: Table, theme: Theme):
    before = table.rowHeight(0)
    theme.set_text_size(150)
    QApplication.processEvents()

    assert table.rowHeight(0) == measures.scaled(Size.ROW) > before * 1.4


def test_table_has_a_name_a_role_and_cells_to_be_read(table: Table):
    spoken = QAccessible.queryAccessibleInterface(table)
    cells = [spoken.child(number) for number in range(12)]

    assert spoken.text(QAccessible.Text.Name) == "Rows"
    assert spoken.role() == QAccessible.Role.Table
    names = [cell.text(QAccessible.Text.Name) for cell in cells if cell is not None]
    assert {"Name", "Number", "z0", "0", "Valid"} <= set(names)


def test_row_is_selected_alone_whatever_keys_are_held(qtbot: QtBot, table: Table):
    click(table, 1, NONE)
    qtbot.keyPress(table, Qt.Key.Key_Control, CONTROL)
    table.selectRow(4)
    qtbot.keyRelease(table, Qt.Key.Key_Control)

    assert table.selected_rows().tolist() == [4]
