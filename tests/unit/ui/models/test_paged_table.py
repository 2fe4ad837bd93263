"""A table over a source of its own: numbers, each named by its words, in real threads."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from mailsim_desktop.errors import MailSimError, UserError
from mailsim_desktop.services.database import Store
from mailsim_desktop.ui import words
from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.models.columns import ELLIPSIS, Column, Kind
from mailsim_desktop.ui.models.paged_table import PagedTable
from mailsim_desktop.ui.models.pages import PAGE
from mailsim_desktop.ui.models.source import Ids, Wish

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("qapp")]
ACROSS = Qt.Orientation.Horizontal
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


class Numbers:
    """The numbers from 1 on; `chosen` is their count, a search is for a digit."""

    def __init__(self) -> None:
        self.columns: Sequence[Column[int]] = (
            Column("number", "Number", Kind.NUMBER, lambda row: row, sortable=True),
            Column("parity", "Parity", Kind.TEXT, lambda row: "even" if row % 2 == 0 else "odd"),
        )
        self.gone: set[int] = set()
        self.wishes: list[Wish] = []
        self.prepared = 0
        self.forgotten = 0
        self.gate = threading.Event()
        self.gate.set()
        self.error: MailSimError | None = None

    def ids(self, _store: Store, wish: Wish) -> Ids:
        self.gate.wait(10)
        self.wishes.append(wish)
        count = wish.chosen if isinstance(wish.chosen, int) else 0
        found = [n for n in range(1, count + 1) if wish.search in str(n) and n not in self.gone]
        return np.array(found[::-1] if wish.descending else found, dtype=np.int64)

    def rows(self, _store: Store, ids: Sequence[int]) -> Mapping[int, int]:
        if self.error is not None:
            raise self.error
        return {number: number for number in ids if number not in self.gone}

    def prepare(self, _store: Store) -> None:
        self.prepared += 1

    def forget(self) -> None:
        self.forgotten += 1


@pytest.fixture
def source() -> Numbers:
    return Numbers()


@pytest.fixture
def table(bridge: Bridge, source: Numbers) -> PagedTable[int]:
    return PagedTable(bridge, source)


def show(qtbot: QtBot, table: PagedTable[int], count: int, search: str = "") -> None:
    with qtbot.waitSignal(table.counted):
        table.show_chosen(count, search)


def sort(qtbot: QtBot, table: PagedTable[int], column: int, order: Qt.SortOrder) -> None:
    with qtbot.waitSignal(table.counted):
        table.sort(column, order)


def test_first_rows_are_there_with_the_answer_and_far_ones_when_they_are_seen(
    qtbot: QtBot, table: PagedTable[int]
):
    show(qtbot, table, 5_000)
    assert table.rowCount() == 5_000
    assert table.index(0, 0).data() == "1"
    far = table.index(4_321, 0)

    assert far.data() == far.data(SPOKEN) == ELLIPSIS
    qtbot.waitUntil(lambda: far.data() == words.count(4_322))


def test_model_keeps_the_rules_of_qt_while_pages_come(
    qtbot: QtBot, table: PagedTable[int], qtmodeltester: ModelTester
):
    qtmodeltester.check(table)
    show(qtbot, table, 3 * PAGE)

    qtmodeltester.check(table)


def test_newest_wish_wins_and_older_ones_are_not_worked_on(
    qtbot: QtBot, table: PagedTable[int], source: Numbers
):
    source.gate.clear()
    counts: list[int] = []
    table.counted.connect(counts.append)
    for count in range(1, 31):
        table.show_chosen(count)
    with qtbot.waitSignal(table.counted):
        source.gate.set()

    assert counts == [30]
    assert table.rowCount() == 30
    assert len(source.wishes) <= 3  # one each that the two readers had begun, and the last


def test_rows_before_stay_until_the_answer_is_there(
    qtbot: QtBot, table: PagedTable[int], source: Numbers
):
    show(qtbot, table, 10)
    source.gate.clear()
    table.show_chosen(20)

    assert table.rowCount() == 10
    assert table.index(9, 0).data() == "10"
    with qtbot.waitSignal(table.counted):
        source.gate.set()


def test_sort_turns_the_rows_and_is_heard(qtbot: QtBot, table: PagedTable[int]):
    show(qtbot, table, 900)
    sort(qtbot, table, 0, DOWN)

    assert table.index(0, 0).data() == "900"
    assert table.headerData(0, ACROSS) == "Number"
    assert table.headerData(0, ACROSS, SPOKEN) == "Number, sorted descending"
    sort(qtbot, table, 0, UP)
    assert table.headerData(0, ACROSS, SPOKEN) == "Number, sorted ascending"


def test_column_that_cannot_be_sorted_by_asks_for_nothing(
    qtbot: QtBot, table: PagedTable[int], source: Numbers
):
    show(qtbot, table, 10)
    table.sort(1, DOWN)

    assert len(source.wishes) == 1
    assert table.headerData(1, ACROSS, SPOKEN) == "Parity"


def test_filter_and_search_keep_the_order(qtbot: QtBot, table: PagedTable[int]):
    show(qtbot, table, 30)
    sort(qtbot, table, 0, DOWN)
    show(qtbot, table, 40, "4")

    assert table.ids().tolist() == [40, 34, 24, 14, 4]


def test_refresh_of_the_same_rows_reads_what_is_seen_again(
    qtbot: QtBot, table: PagedTable[int], source: Numbers
):
    show(qtbot, table, 900)
    far = table.index(899, 0)
    far.data()
    qtbot.waitUntil(lambda: far.data() == "900")
    with qtbot.assertNotEmitted(table.modelReset), qtbot.waitSignal(table.counted):
        table.refresh()

    assert far.data() == "900"  # not an ellipsis: what there was stands until it is read
    assert source.forgotten == 1
    qtbot.waitUntil(lambda: source.prepared == 2)


def test_refresh_takes_out_what_is_gone(qtbot: QtBot, table: PagedTable[int], source: Numbers):
    show(qtbot, table, 10)
    source.gone.add(3)
    with qtbot.waitSignal(table.counted):
        table.refresh()

    assert table.ids().tolist() == [1, 2, 4, 5, 6, 7, 8, 9, 10]


def test_record_that_goes_between_counting_and_reading_leaves_an_ellipsis(
    qtbot: QtBot, table: PagedTable[int], source: Numbers
):
    show(qtbot, table, 2 * PAGE)
    source.gone.add(PAGE + 1)
    gone, beside = table.index(PAGE, 0), table.index(PAGE + 1, 0)
    beside.data()

    qtbot.waitUntil(lambda: beside.data() == str(PAGE + 2))
    assert gone.data() == ELLIPSIS


def test_page_that_cannot_be_read_is_told_and_asked_for_again(
    qtbot: QtBot, table: PagedTable[int], source: Numbers, bridge: Bridge
):
    show(qtbot, table, 2 * PAGE)
    source.error = UserError("Gone.")
    far = table.index(PAGE, 0)
    with qtbot.waitSignal(bridge.failed):
        far.data()
    source.error = None

    qtbot.waitUntil(lambda: far.data() == str(PAGE + 1))


def test_rows_not_in_memory_are_copied_in_order(qtbot: QtBot, table: PagedTable[int]):
    show(qtbot, table, 3 * PAGE)
    sort(qtbot, table, 0, DOWN)
    texts: list[str] = []
    rows = np.array([0, PAGE, 3 * PAGE - 1], dtype=np.int64)
    table.copy_rows(rows, texts.append)

    qtbot.waitUntil(lambda: bool(texts))
    assert texts == ["768\teven\n512\teven\n1\todd\n"]
