from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.models.columns import Column, Kind
from mailsim_desktop.ui.models.memory_table import MemoryTable

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("qapp")]
Row = tuple[int, str, int | None]
ROWS: tuple[Row, ...] = ((1, "berta", 3), (2, "Ana", None), (3, "carl", 1))
DOWN = Qt.SortOrder.DescendingOrder
ACROSS = Qt.Orientation.Horizontal


@pytest.fixture
def table() -> MemoryTable[Row]:
    columns: tuple[Column[Row], ...] = (
        Column("name", "Name", Kind.TEXT, lambda row: row[1], sortable=True),
        Column("sent", "Sent", Kind.NUMBER, lambda row: row[2], sortable=True),
        Column("id", "Id", Kind.NUMBER, lambda row: row[0]),
    )
    made = MemoryTable(None, columns, lambda row: row[0])
    made.show_rows(ROWS)
    return made


def shown(table: MemoryTable[Row]) -> list[int]:
    return table.ids().tolist()


def test_model_keeps_the_rules_of_qt(table: MemoryTable[Row], qtmodeltester: ModelTester):
    qtmodeltester.check(table)


def test_titles_are_aligned_as_their_cells_and_nothing_stands_beside_the_rows(
    table: MemoryTable[Row],
):
    role = Qt.ItemDataRole.TextAlignmentRole

    assert [table.headerData(column, ACROSS) for column in range(3)] == ["Name", "Sent", "Id"]
    assert table.headerData(0, Qt.Orientation.Vertical) is None
    assert table.headerData(1, ACROSS, role) == table.index(0, 1).data(role)


def test_changed_values_leave_the_rows_where_they_are(qtbot: QtBot, table: MemoryTable[Row]):
    with qtbot.assertNotEmitted(table.modelReset), qtbot.waitSignal(table.dataChanged) as changed:
        table.show_rows((ROWS[0], (2, "Ana", 5), ROWS[2]))

    assert [index.row() for index in changed.args[:2]] == [1, 1]
    assert table.index(1, 1).data() == "5"


def test_other_rows_replace_those_before(qtbot: QtBot, table: MemoryTable[Row]):
    with qtbot.waitSignal(table.modelReset):
        table.show_rows(ROWS[1:])

    assert shown(table) == [2, 3]
    assert table.number_of(3) == 1
    assert table.number_of(1) is None


@pytest.mark.parametrize(
    ("column", "order", "ids"),
    [
        (0, Qt.SortOrder.AscendingOrder, [2, 1, 3]),
        (1, Qt.SortOrder.AscendingOrder, [2, 3, 1]),  # the unknown first
        (1, DOWN, [1, 3, 2]),
        (2, DOWN, [1, 2, 3]),  # not sortable
        (-1, DOWN, [1, 2, 3]),
    ],
)
def test_rows_are_sorted_by_their_values(
    table: MemoryTable[Row], column: int, order: Qt.SortOrder, ids: list[int]
):
    table.sort(column, order)

    assert shown(table) == ids


def test_order_stays_when_values_change(table: MemoryTable[Row]):
    table.sort(1)
    table.show_rows((ROWS[0], (2, "Ana", 9), ROWS[2]))

    assert shown(table) == [3, 1, 2]
