from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.row_view import NO_ROW
from mailsim_desktop.ui.theme import Choice, Theme
from mailsim_desktop.ui.widgets.table import Table
from tests.helpers.tables import NAME, NOTE, STATE

pytestmark = pytest.mark.ui


def colour(table: Table, row: int, column: int, at: QPoint | None = None) -> QColor:
    """Colour of a row in one of its cells; by default where no text stands."""
    cell = table.visualRect(table.model().index(row, column))
    place = cell.topRight() + QPoint(-4, 5) if at is None else cell.topLeft() + at
    return table.viewport().grab().toImage().pixelColor(place)


def test_whole_row_under_the_pointer_is_shown(qtbot: QtBot, table: Table, theme: Theme):
    hover = QColor(theme.tokens.hover)
    qtbot.mouseMove(table.viewport(), table.visualRect(table.model().index(3, NAME)).center())
    qtbot.waitUntil(lambda: table.hovered_row == 3)
    assert colour(table, 3, NAME) == colour(table, 3, NOTE) == hover
    assert colour(table, 4, NAME) != hover
    QApplication.sendEvent(table.viewport(), QEvent(QEvent.Type.Leave))

    assert table.hovered_row == NO_ROW
    assert colour(table, 3, NAME) != hover


def test_ring_goes_around_the_row_of_the_current_cell_while_the_table_has_the_focus(
    qtbot: QtBot, table: Table, theme: Theme
):
    accent, edge = QColor(theme.tokens.accent), QPoint(40, 0)
    table.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    table.setCurrentIndex(table.model().index(2, STATE))

    assert colour(table, 2, NAME, edge) == colour(table, 2, NOTE, edge) == accent
    assert colour(table, 2, NAME, QPoint(0, 15)) == accent
    assert colour(table, 2, STATE, QPoint(0, 15)) != accent
    table.clearFocus()
    assert colour(table, 2, NAME, edge) != accent


def test_edges_are_those_of_the_columns_that_are_shown(table: Table):
    table.setColumnHidden(NOTE, True)
    table.viewport().grab()

    assert (table.first_column, table.last_column) == (NAME, STATE)


def test_colours_change_with_the_theme(table: Table, theme: Theme):
    light = colour(table, 1, NAME)
    theme.choose(Choice.DARK)
    QApplication.processEvents()

    assert colour(table, 1, NAME) == QColor(theme.tokens.surface) != light
