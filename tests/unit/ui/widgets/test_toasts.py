"""Notices stand in the corner, three at most, and give the focus back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractAnimation, QPropertyAnimation, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui import speech
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.toasts import Toasts

pytestmark = pytest.mark.ui


@pytest.fixture
def field() -> QLineEdit:
    return QLineEdit()


@pytest.fixture
def window(qtbot: QtBot, field: QLineEdit) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made).addWidget(field)
    made.resize(900, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def toasts(theme: Theme, window: QWidget) -> Toasts:
    made = Toasts(theme, window)
    made.slide_ms = 0
    return made


def test_at_most_three_stand_and_the_oldest_goes(toasts: Toasts):
    for number in range(5):
        toasts.say(f"Notice {number}")

    assert [toast.text() for toast in toasts.shown()] == ["Notice 2", "Notice 3", "Notice 4"]


def test_one_with_the_focus_is_not_the_one_to_go(toasts: Toasts):
    toasts.say("read now")
    toasts.focus_first()
    for number in range(3):
        toasts.say(f"Notice {number}")

    assert [toast.text() for toast in toasts.shown()] == ["read now", "Notice 1", "Notice 2"]


def test_they_stand_above_the_run_bar_without_lying_on_each_other(toasts: Toasts, window: QWidget):
    for number in range(3):
        toasts.say(f"Notice {number}")
    window.resize(1000, 700)

    boxes = [toast.geometry() for toast in toasts.shown()]
    assert [box.width() for box in boxes] == [388, 388, 388]
    assert [box.right() for box in boxes] == [1000 - 14 - 1] * 3
    assert boxes[2].bottom() < 700 - 52
    assert boxes[0].bottom() < boxes[1].top()
    assert boxes[1].bottom() < boxes[2].top()


def test_they_stand_left_of_an_open_panel_and_in_the_corner_without_it(
    toasts: Toasts, window: QWidget
):
    panel = QWidget(window)
    panel.setGeometry(500, 0, 400, 500)
    toasts.keep_clear_of(panel)
    toast = toasts.say("Deleted")
    closed = toast.geometry().right()
    panel.show()
    opened = toast.geometry().right()
    panel.setGeometry(600, 0, 300, 500)
    moved = toast.geometry().right()
    panel.hide()

    assert (closed, opened, moved) == (900 - 15, 500 - 15, 600 - 15)
    assert toast.geometry().right() == 900 - 15


def test_keyboard_reaches_the_latest_and_escape_gives_the_focus_back(
    qtbot: QtBot, toasts: Toasts, field: QLineEdit
):
    field.setFocus()
    toasts.say("12 contacts deleted", action=("Undo", lambda: None))
    reached = toasts.focus_first()
    focused = toasts.shown()[0].link.hasFocus()
    qtbot.keyClick(toasts.shown()[0].link, Qt.Key.Key_Escape)

    assert (reached, focused) == (True, True)
    assert field.hasFocus()
    assert toasts.shown() == ()
    assert not toasts.focus_first()


def test_each_is_read_out(toasts: Toasts, monkeypatch: pytest.MonkeyPatch):
    spoken: list[str] = []
    monkeypatch.setattr(speech, "announce", lambda _widget, text: spoken.append(text))
    toasts.say("Report not saved", "The folder is read-only")

    assert spoken == ["Report not saved. The folder is read-only"]


def test_it_slides_in_by_position_alone_and_not_at_all_without_motion(qtbot: QtBot, toasts: Toasts):
    toasts.slide_ms = 120
    moving = toasts.say("moves")
    slides = moving.findChildren(QPropertyAnimation)
    toasts.slide_ms = 0
    still = toasts.say("stands")

    assert [bytes(slide.propertyName().data()) for slide in slides] == [b"pos"]
    assert still.findChildren(QPropertyAnimation) == []
    qtbot.waitUntil(
        lambda: (
            not any(
                slide.state() == QAbstractAnimation.State.Running
                for slide in moving.findChildren(QPropertyAnimation)
            )
        )
    )
    assert moving.x() == still.x()


def end(qtbot: QtBot, widget: QWidget) -> None:
    """Have Qt delete a widget."""
    with qtbot.waitSignal(widget.destroyed):
        widget.deleteLater()


def test_end_of_a_field_left_long_ago_does_not_lose_the_way_back(
    qtbot: QtBot, toasts: Toasts, window: QWidget
):
    earlier, latest = QLineEdit(window), QLineEdit(window)
    for last in (earlier, latest):
        last.show()
        last.setFocus()
        toasts.say("12 contacts deleted")
        toasts.focus_first()
        if last is earlier:
            qtbot.keyClick(toasts.shown()[0].closing, Qt.Key.Key_Escape)
    end(qtbot, earlier)
    qtbot.keyClick(toasts.shown()[0].closing, Qt.Key.Key_Escape)

    assert latest.hasFocus()


def test_field_that_has_gone_is_not_given_the_focus(qtbot: QtBot, toasts: Toasts, window: QWidget):
    gone = QLineEdit(window)
    gone.show()
    gone.setFocus()
    toasts.say("12 contacts deleted")
    toasts.focus_first()
    end(qtbot, gone)
    qtbot.keyClick(toasts.shown()[0].closing, Qt.Key.Key_Escape)

    assert toasts.shown() == ()
