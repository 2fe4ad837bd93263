from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.widgets.number_field import NumberField

pytestmark = pytest.mark.ui


@pytest.fixture
def field(qtbot: QtBot) -> NumberField:
    made = NumberField("Workers", 3, least=1, most=64)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (Qt.Key.Key_Up, 4),
        (Qt.Key.Key_Down, 2),
        (Qt.Key.Key_PageUp, 13),
        (Qt.Key.Key_PageDown, 1),
    ],
)
def test_keys_change_the_number_within_its_limits(qtbot: QtBot, field: NumberField, key, expected):
    qtbot.keyClick(field, key)

    assert field.value() == expected


def test_letters_are_not_taken(qtbot: QtBot, field: NumberField):
    field.clear()
    qtbot.keyClicks(field, "x12")

    assert field.text() == "12"


def test_number_that_counts_is_shown_once_the_field_is_left(field: NumberField):
    field.clear()
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusOut))

    assert field.text() == "1"
