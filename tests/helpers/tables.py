"""A table with numbered rows in memory, for tests of what is built around one."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.models.columns import Column, Kind
from mailsim_desktop.ui.models.memory_table import MemoryTable
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.table import Table

NAME, NUMBER, STATE, NOTE = range(4)
Numbered = MemoryTable[int]


def name_of(number: int) -> str:
    """Names in an order that is not that of the numbers."""
    return f"{'zyxwvutsrq'[number % 10]}{number}"


def numbered(count: int) -> Numbered:
    """Rows from 0 on."""
    columns: tuple[Column[int], ...] = (
        Column("name", "Name", Kind.TEXT, name_of, sortable=True),
        Column("number", "Number", Kind.NUMBER, lambda row: row, sortable=True),
        Column("state", "State", Kind.BADGE, lambda _: (Glyph.TICK, "Valid")),
        Column("note", "Note", Kind.TEXT, lambda _: "<b>note</b>"),
    )
    made: Numbered = MemoryTable(None, columns, lambda row: row)
    made.show_rows(range(count))
    return made


def shown_table(theme: Theme, model: Numbered, width: int = 640) -> Table:
    """The model in a table, shown."""
    table = Table(theme, "Rows")
    model.setParent(table)
    table.setModel(model)
    table.set_widths({NUMBER: 100, STATE: 100, NOTE: 100}, NAME)
    table.resize(width, 300)
    table.show()
    QTest.qWaitForWindowExposed(table)
    return table


def give_focus(qtbot: QtBot, table: Table) -> None:
    """Let the keys go to the table."""
    table.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)


def click(table: Table, row: int, modifier: Qt.KeyboardModifier) -> None:
    """Click into a row."""
    place = table.visualRect(table.model().index(row, NAME)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifier, QPoint(place))
