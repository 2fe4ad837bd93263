from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.models.columns import Column, Kind
from mailsim_desktop.ui.models.memory_table import MemoryTable
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.table import Table
from tests.helpers.tables import NAME, NUMBER, STATE, give_focus

pytestmark = pytest.mark.ui
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def table(qtbot: QtBot, table: Table) -> Table:
    give_focus(qtbot, table)
    return table


def order(table: Table) -> tuple[int, Qt.SortOrder]:
    return table.head.sortIndicatorSection(), table.head.sortIndicatorOrder()


def test_table_is_sorted_by_keyboard_alone(qtbot: QtBot, table: Table):
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert table.head.hasFocus()
    qtbot.keyClick(table.head, Qt.Key.Key_Right)
    qtbot.keyClick(table.head, Qt.Key.Key_Space)
    assert order(table) == (NUMBER, UP)
    qtbot.keyClick(table.head, Qt.Key.Key_Return)
    assert order(table) == (NUMBER, DOWN)
    assert table.model().index(0, NUMBER).data() == "19"
    qtbot.keyClick(table.head, Qt.Key.Key_Space)
    assert order(table)[0] == -1
    qtbot.keyClick(table.head, Qt.Key.Key_Down)

    assert table.hasFocus()


def test_keyboard_passes_hidden_columns_and_stops_at_the_ends(qtbot: QtBot, table: Table):
    table.setColumnHidden(NUMBER, True)
    table.head.setFocus()
    for _ in range(6):
        qtbot.keyClick(table.head, Qt.Key.Key_Left)
    qtbot.keyClick(table.head, Qt.Key.Key_Space)
    assert order(table) == (NAME, UP)
    qtbot.keyClick(table.head, Qt.Key.Key_Right)
    qtbot.keyClick(table.head, Qt.Key.Key_Space)

    assert order(table) == (NAME, UP)  # it stands on the state, which cannot be sorted by
    assert not table.head.sortable(STATE)


def test_head_without_a_column_to_sort_by_is_passed_by_tab(qtbot: QtBot, theme: Theme):
    columns: tuple[Column[int], ...] = (Column("n", "N", Kind.NUMBER, lambda row: row),)
    table = Table(theme, "Rows")
    qtbot.addWidget(table)
    model: MemoryTable[int] = MemoryTable(table, columns, lambda row: row)
    table.setModel(model)

    assert table.head.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_focus_is_seen_on_the_column_that_has_it(qtbot: QtBot, table: Table, theme: Theme):
    accent = QColor(theme.tokens.accent)

    def rings() -> list[bool]:
        picture = table.head.grab().toImage()
        starts = [table.head.sectionViewportPosition(section) for section in (NAME, NUMBER)]
        return [picture.pixelColor(x + 1, 10) == accent for x in starts]

    assert rings() == [False, False]
    table.head.setFocus()
    assert rings() == [True, False]
    qtbot.keyClick(table.head, Qt.Key.Key_Right)
    assert rings() == [False, True]


def test_titles_stand_on_the_side_of_their_cells(table: Table, theme: Theme):
    picture = table.head.grab().toImage()
    surface = QColor(theme.tokens.surface)

    def inked(section: int) -> tuple[int, int]:
        """First and last column of pixels with ink, from the edges of the section."""
        start, width = table.head.sectionViewportPosition(section), table.columnWidth(section)
        columns = [
            x
            for x in range(width)
            if any(picture.pixelColor(start + x, y) != surface for y in range(4, 24))
        ]
        return columns[0], width - 1 - columns[-1]

    left, right = inked(NUMBER)
    assert right < 12 < left
    left, right = inked(STATE)
    assert left < 12 < right
