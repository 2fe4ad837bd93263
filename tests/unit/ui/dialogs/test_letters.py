"""Single dead letters: one or many are chosen, and asked to be tried again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from mailsim_desktop.services.dead_letters import DeadLetter, DeadLetters, Selection
from mailsim_desktop.ui.dialogs.letters import LettersDialog
from mailsim_desktop.ui.theme import Theme

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("english")]
LETTERS = [
    DeadLetter(number, f"<i>p{number}</i>@gmail.com", "google", "expired", 5, "421 Busy")
    for number in (7, 9, 12)
]


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dialog(parent: QWidget, theme: Theme) -> LettersDialog:
    found = DeadLetters(46, LETTERS)
    made = LettersDialog(theme, found, "In a run of their own", {"google": "Google"}, parent)
    made.show()
    return made


def test_nothing_is_asked_before_a_letter_is_chosen(dialog: LettersDialog):
    assert not dialog.requeue_button.isEnabled()
    assert dialog.requeue_button.text() == "Re-queue 0"


def test_many_are_asked_for_together(qtbot: QtBot, dialog: LettersDialog):
    dialog.table.selectRow(0)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert dialog.requeue_button.text() == "Re-queue 2"

    with qtbot.waitSignal(dialog.requeue_wanted) as asked:
        dialog.requeue_button.click()

    assert asked.args == [Selection(jobs=(7, 9)), 2]


def test_it_says_how_many_are_not_listed_and_which_way_they_go(dialog: LettersDialog):
    said = [label.text() for label in dialog.findChildren(QLabel)]

    assert "46 dead letters; the first 3 are listed" in said
    assert "In a run of their own" in said


def test_addresses_are_shown_as_they_are(dialog: LettersDialog):
    cell = dialog.rows.index(0, 0)

    assert cell.data() == "<i>p7</i>@gmail.com"
    assert cell.data(Qt.ItemDataRole.ToolTipRole).startswith("<span>&lt;i&gt;")
