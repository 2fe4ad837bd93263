from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mailsim_desktop.messages.templates import FIELDS
from mailsim_desktop.ui.widgets.merge_chips import MergeChips

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("theme")]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A subject, a text, and the chips for both."""
    made = QWidget()
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    made.subject, made.text = QLineEdit(), QPlainTextEdit()
    made.chips = MergeChips((made.subject, made.text))
    for widget in (made.subject, made.text, made.chips):
        column.addWidget(widget)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_chip_inserts_at_the_cursor_of_the_field_used_last(qtbot: QtBot, window):
    window.subject.setFocus()
    qtbot.keyClicks(window.subject, "Hi , news")
    window.subject.setCursorPosition(3)
    chip = window.chips.chips["nombre"]
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Space)

    assert window.subject.text() == "Hi {nombre}, news"
    assert window.subject.hasFocus()
    assert window.text.toPlainText() == ""


def test_chip_replaces_what_is_selected(qtbot: QtBot, window):
    window.text.setFocus()
    qtbot.keyClicks(window.text, "NAME")
    window.text.selectAll()
    qtbot.mouseClick(window.chips.chips["nombre"], Qt.MouseButton.LeftButton)

    assert window.text.toPlainText() == "{nombre}"


def test_each_field_has_a_chip_that_says_what_it_does(window):
    assert list(window.chips.chips) == list(FIELDS)
    assert window.chips.chips["email"].accessibleName() == "Insert {email} at the cursor"
    assert window.chips.chips["email"].sizeHint().height() == 26
