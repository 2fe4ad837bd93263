from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.table import Table
from tests.helpers.tables import NAME, NOTE, NUMBER, STATE, numbered, shown_table

pytestmark = pytest.mark.ui


def hidden(table: Table) -> list[int]:
    return [column for column in range(4) if table.isColumnHidden(column)]


def resize(table: Table, width: int) -> None:
    table.resize(width, 300)
    QApplication.processEvents()


@pytest.mark.parametrize(
    ("width", "dropped"), [(640, []), (440, [NOTE]), (340, [NUMBER, NOTE]), (200, [NUMBER, NOTE])]
)
def test_columns_go_by_priority_when_there_is_no_room(table: Table, width: int, dropped: list[int]):
    table.drop_when_narrow(NOTE, NUMBER)
    resize(table, width)

    assert hidden(table) == dropped


def test_columns_come_back_as_wide_as_they_were(table: Table):
    table.drop_when_narrow(NOTE)
    table.setColumnWidth(NOTE, 130)
    resize(table, 300)
    assert hidden(table) == [NOTE]
    resize(table, 900)

    assert hidden(table) == []
    assert table.columnWidth(NOTE) == 130


def test_all_columns_fill_the_width_and_nothing_scrolls_sideways(table: Table):
    resize(table, 800)

    assert sum(table.columnWidth(column) for column in range(4)) == table.viewport().width()


def test_columns_grow_with_the_text_and_come_back(table: Table, theme: Theme):
    table.setColumnWidth(STATE, 130)
    theme.set_text_size(150)
    large = [table.columnWidth(column) for column in (NUMBER, STATE)]
    theme.set_text_size(100)

    assert large == [154, 200]
    assert [table.columnWidth(column) for column in (NUMBER, STATE)] == [100, 130]


def test_large_text_drops_a_column_that_small_text_has_room_for(table: Table, theme: Theme):
    table.drop_when_narrow(NOTE)
    resize(table, 560)
    assert hidden(table) == []

    theme.set_text_size(150)

    assert hidden(table) == [NOTE]
    theme.set_text_size(100)
    assert hidden(table) == []
    assert table.columnWidth(NOTE) == 100


def test_state_is_remembered_as_at_100_per_cent(qtbot: QtBot, theme: Theme, table: Table):
    theme.set_text_size(150)
    table.setColumnWidth(STATE, 300)
    other = shown_table(theme, numbered(20))
    qtbot.addWidget(other)
    other.restore_columns(table.column_state())
    theme.set_text_size(100)

    assert other.columnWidth(STATE) == table.columnWidth(STATE) == 195


def test_state_is_given_back_to_another_table(qtbot: QtBot, theme: Theme, table: Table):
    table.setColumnWidth(STATE, 155)
    table.head.setSortIndicator(NUMBER, Qt.SortOrder.DescendingOrder)
    other = shown_table(theme, numbered(20))
    qtbot.addWidget(other)
    other.restore_columns(table.column_state())

    assert other.columnWidth(STATE) == 155
    assert other.model().index(0, NUMBER).data() == "19"


@pytest.mark.parametrize(
    "state",
    [
        "",
        "not json",
        "[]",
        json.dumps({"widths": {"unknown": 90, "state": "wide", "note": -4}}),
        json.dumps({"widths": [1], "order": ["unknown", "ascending"]}),
        json.dumps({"order": ["name"]}),
    ],
)
def test_state_that_does_not_fit_changes_nothing(table: Table, state: str):
    before = table.column_state()
    table.restore_columns(state)

    assert table.column_state() == before
    assert table.columnWidth(NAME) > 0
