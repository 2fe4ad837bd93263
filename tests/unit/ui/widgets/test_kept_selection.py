from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt

from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.kept_selection import ranges_of
from mailsim_desktop.ui.widgets.table import Table
from tests.helpers.tables import NUMBER, Numbered, click, numbered, shown_table

pytestmark = pytest.mark.ui
DOWN = Qt.SortOrder.DescendingOrder
CONTROL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def model() -> Numbered:
    return numbered(1_000)


@pytest.fixture
def table(theme: Theme, model: Numbered) -> Iterator[Table]:
    made = shown_table(theme, model)
    yield made
    made.close()
    made.deleteLater()


def selected(table: Table, model: Numbered) -> list[int]:
    return model.ids()[table.selected_rows()].tolist()


def test_selection_and_current_row_follow_their_records_into_another_order(
    table: Table, model: Numbered
):
    click(table, 2, NONE)
    click(table, 4, CONTROL)
    model.sort(NUMBER, DOWN)

    assert sorted(selected(table, model)) == [2, 4]
    assert model.ids()[table.currentIndex().row()] == 4


def test_what_is_gone_is_selected_no_more(table: Table, model: Numbered):
    click(table, 2, NONE)
    click(table, 4, CONTROL)
    model.show_rows([n for n in range(1_000) if n != 4])

    assert selected(table, model) == [2]


def test_all_stay_selected(table: Table, model: Numbered):
    table.selectAll()
    model.sort(NUMBER, DOWN)

    assert len(table.selected_rows()) == 1_000


def test_selection_that_falls_apart_is_dropped_and_that_is_told(theme: Theme):
    model = numbered(10_000)
    table = shown_table(theme, model)
    told: list[str] = []
    table.told.connect(told.append)
    counts = []
    for number in (2_000, 2_001):
        model.show_rows(list(range(10_000)))
        select_first(table, model, number)
        model.show_rows(
            [row for pair in zip(range(5_000), range(5_000, 10_000), strict=True) for row in pair]
        )
        counts.append((len(table.selected_rows()), len(told)))
    table.close()
    table.deleteLater()

    assert counts == [(2_000, 0), (0, 1)]
    assert told[0].startswith("Nothing is selected")


def select_first(table: Table, model: Numbered, number: int) -> None:
    """Select so many rows from the top, as Shift and a click do."""
    flags = QItemSelectionModel.SelectionFlag
    rows = QItemSelection(model.index(0, 0), model.index(number - 1, 0))
    table.selectionModel().select(rows, flags.ClearAndSelect | flags.Rows)


def test_rows_seen_stay_where_they_are_when_others_come_above(table: Table, model: Numbered):
    table.scrollTo(model.index(500, 0), Table.ScrollHint.PositionAtTop)
    table.verticalScrollBar().setValue(table.verticalScrollBar().value() + 7)
    before = table.visualRect(model.index(501, 0)).top()
    model.show_rows([n for n in range(1_000) if not 100 <= n < 200])

    assert model.ids()[401] == 501
    assert table.visualRect(model.index(401, 0)).top() == before


def test_table_at_its_top_shows_what_comes_above(table: Table, model: Numbered):
    model.show_rows([5_000, *range(1_000)])

    assert table.rowAt(0) == 0
    assert table.verticalScrollBar().value() == 0


@given(st.sets(st.integers(0, 60)))
def test_ranges_hold_the_rows_and_no_others(rows: set[int]):
    ranges = ranges_of(np.array(sorted(rows), dtype=np.int64))

    assert [row for first, last in ranges for row in range(first, last + 1)] == sorted(rows)
    assert all(b[0] - a[1] > 1 for a, b in pairwise(ranges))
