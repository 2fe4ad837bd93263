"""A notice goes by itself, but never from under a pointer or a focus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.labels import PlainLabel
from mailsim_desktop.ui.widgets.toast import Toast

pytestmark = pytest.mark.ui


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made).addWidget(QLineEdit())
    made.resize(600, 300)
    made.show()
    return made


@pytest.fixture
def toast(theme: Theme, window: QWidget) -> Toast:
    made = Toast(Glyph.TICK, "Run 3 completed", "248,707 sent", theme, window)
    made.move(100, 200)  # away from where the offscreen pointer rests
    made.show()
    return made


def test_it_goes_when_its_time_is_over(qtbot: QtBot, toast: Toast):
    with qtbot.waitSignal(toast.ended):
        toast.stay_for(10)


def test_pointer_on_it_holds_it_until_it_leaves(qtbot: QtBot, toast: Toast):
    toast.stay_for(30)
    toast.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)  # what Qt does with a real pointer
    point = QPointF(5, 5)
    QApplication.sendEvent(toast, QEnterEvent(point, point, point))
    with qtbot.assertNotEmitted(toast.ended, wait=90):
        pass
    toast.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, on=False)
    with qtbot.waitSignal(toast.ended):
        QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))


def test_focus_in_it_holds_it_until_it_leaves(qtbot: QtBot, toast: Toast):
    toast.window().activateWindow()
    toast.closing.setFocus()
    qtbot.waitUntil(toast.closing.hasFocus)
    toast.stay_for(30)
    with qtbot.assertNotEmitted(toast.ended, wait=90):
        pass
    with qtbot.waitSignal(toast.ended):
        toast.closing.clearFocus()


def test_escape_and_the_cross_close_it(qtbot: QtBot, toast: Toast):
    toast.closing.setFocus()
    with qtbot.waitSignal(toast.ended):
        qtbot.keyClick(toast.closing, Qt.Key.Key_Escape)
    with qtbot.waitSignal(toast.ended):
        qtbot.keyClick(toast.closing, Qt.Key.Key_Space)


def test_act_is_carried_out_once_and_ends_it(qtbot: QtBot, toast: Toast):
    done: list[str] = []
    toast.offer(("Open report", lambda: done.append("opened")))
    with qtbot.waitSignal(toast.ended):
        qtbot.mouseClick(toast.link, Qt.MouseButton.LeftButton)

    assert done == ["opened"]


def test_it_is_named_by_all_it_says_and_its_cross_by_what_it_does(toast: Toast):
    assert toast.accessibleName() == "Run 3 completed. 248,707 sent"
    assert toast.closing.accessibleName() == "Close this notice"


def test_markup_is_shown_as_it_is(theme: Theme, window: QWidget):
    toast = Toast(Glyph.TICK, "<b>bold</b>", "", theme, window)
    toast.setFixedWidth(388)
    toast.show()

    labels = toast.findChildren(PlainLabel)
    assert [label.text() for label in labels] == ["<b>bold</b>", ""]
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
