"""A step field asks for what a person wants, and shows what is in force otherwise."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.widgets.step_field import StepField

pytestmark = pytest.mark.ui


@pytest.fixture
def field(qtbot: QtBot) -> StepField:
    made = StepField("Workers", Icon.WORKER, least=1, most=64)
    qtbot.addWidget(made)
    made.show_known(2)
    made.show()
    return made


@pytest.fixture
def asked(field: StepField) -> list[int]:
    found: list[int] = []
    field.wanted.connect(found.append)
    return found


@pytest.mark.parametrize(
    ("key", "number"),
    [(Qt.Key.Key_Up, 3), (Qt.Key.Key_Down, 1), (Qt.Key.Key_Plus, 3), (Qt.Key.Key_Minus, 1)],
)
def test_keys_step_and_ask(qtbot: QtBot, field: StepField, asked: list[int], key, number: int):
    qtbot.keyClick(field, key)

    assert (field.value(), asked) == (number, [number])


def test_the_steps_are_pressed_and_what_is_beside_them_is_not(
    qtbot: QtBot, field: StepField, asked: list[int]
):
    edge, middle = field.width() - 12, field.height() // 2
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(edge, middle - 6))
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(edge, middle - 6))
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(edge, middle + 6))
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(40, middle))

    assert asked == [3, 4, 3]


def test_typed_number_is_asked_for_once_it_is_confirmed(
    qtbot: QtBot, field: StepField, asked: list[int]
):
    field.selectAll()
    qtbot.keyClicks(field, "12")
    assert asked == []
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert asked == [12]


def test_nothing_is_asked_beyond_the_limits_nor_twice(field: StepField, asked: list[int]):
    field.step(-1)
    field.step(-1)
    field.step(-1)

    assert asked == [1]


def test_disabled_field_takes_no_step(field: StepField, asked: list[int]):
    field.setEnabled(False)
    field.step(1)

    assert (field.value(), asked) == (2, [])


def test_what_was_known_before_the_change_does_not_take_it_back(field: StepField):
    field.step(1)
    field.show_known(2)  # read just before the change was stored
    assert field.value() == 3

    field.show_known(3)
    field.show_known(5)  # changed by somebody else
    assert field.value() == 5


def test_change_that_never_came_true_is_given_up_in_the_end(field: StepField):
    field.step(1)
    for _ in range(8):
        field.show_known(2)

    assert field.value() == 2


def test_what_a_person_types_is_not_overwritten(qtbot: QtBot, field: StepField):
    field.selectAll()
    qtbot.keyClicks(field, "4")
    field.show_known(7)

    assert field.text() == "4"
