"""A task shows how far it is and can be stopped once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QProgressBar
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.progress_row import ProgressRow, progress_line

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("qapp", "english")]

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("done", "total", "seconds", "line"),
    [
        (161_080, 259_800, 0.7, f"161,080 of 259,800 · 230,114/s · 1{NBSP}s left"),
        (0, 500, 3.0, "0 of 500"),
        (500, 500, 2.0, "500 of 500 · 250/s"),
        (1_200, None, 2.0, "1,200 · 600/s"),
        (10, 3_610, 10.0, f"10 of 3,610 · 1/s · 1{NBSP}h 0{NBSP}min left"),
        (5, 10, 0.0, "5 of 10"),
    ],
)
def test_line_says_what_is_known_and_no_more(
    done: int, total: int | None, seconds: float, line: str
):
    assert progress_line(done, total, seconds) == line


def test_cancel_is_asked_once_and_says_that_it_is_heard(qtbot: QtBot, theme: Theme):
    asked: list[bool] = []
    row = ProgressRow(theme, lambda: asked.append(True))
    qtbot.addWidget(row)
    row.begin("Importing a.csv", "Looking at the file")
    for _ in range(2):
        qtbot.mouseClick(row.cancel_button, Qt.MouseButton.LeftButton)
    said = row.cancel_button.text()
    row.begin("Importing b.csv", "Looking at the file")

    assert asked == [True]
    assert said == "Cancelling…"
    assert (row.cancel_button.isEnabled(), row.cancel_button.text()) == (True, "Cancel")


def test_screen_reader_is_told_the_task_and_its_share(qtbot: QtBot, theme: Theme):
    row = ProgressRow(theme, lambda: None)
    qtbot.addWidget(row)
    row.begin("Importing a.csv", "")
    row.show_progress(0.625, "161,080 of 259,800")
    bar = row.findChildren(QProgressBar)[0]

    told = QAccessible.queryAccessibleInterface(bar)
    assert told.role() == QAccessible.Role.ProgressBar
    assert told.text(QAccessible.Text.Name) == "Importing a.csv"
    assert told.valueInterface().currentValue() / told.valueInterface().maximumValue() == 0.625
    assert bar.accessibleDescription() == f"62{NBSP}%, 161,080 of 259,800"
