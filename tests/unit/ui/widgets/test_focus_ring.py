"""The ring lies where the focus is, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.buttons import button
from mailsim_desktop.ui.widgets.focus_ring import FocusRing, FocusRings

pytestmark = pytest.mark.ui

TAB = Qt.FocusReason.TabFocusReason


@pytest.fixture(autouse=True)
def rings(qapp: QApplication, theme: Theme) -> Iterator[FocusRings]:
    made = FocusRings(qapp, theme)
    yield made
    delete(made)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.setLayout(QVBoxLayout())
    qtbot.addWidget(made)
    return made


def shown(qtbot: QtBot, window: QWidget, *controls: QWidget) -> None:
    for control in controls:
        window.layout().addWidget(control)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()


def ring(window: QWidget) -> FocusRing:
    found = window.findChild(FocusRing)
    assert isinstance(found, FocusRing)
    return found


def around(control: QWidget, window: QWidget) -> QRect:
    corner = control.mapTo(window, QPoint(0, 0))
    return QRect(corner, control.size()).adjusted(-3, -3, 3, 3)


def test_ring_follows_the_focus_from_button_to_button(qtbot: QtBot, window: QWidget):
    first, second = button("First"), button("Second")
    shown(qtbot, window, first, second)
    first.setFocus(TAB)
    qtbot.keyClick(first, Qt.Key.Key_Tab)

    assert QApplication.focusWidget() is second
    assert ring(window).isVisible()
    assert ring(window).geometry() == around(second, window)


def test_ring_moves_with_its_button(qtbot: QtBot, window: QWidget):
    made = button("Moves")
    shown(qtbot, window, made)
    made.setFocus(TAB)
    before = ring(window).geometry()
    window.resize(window.width() + 80, window.height() + 60)

    qtbot.waitUntil(lambda: ring(window).geometry() != before)
    assert ring(window).geometry() == around(made, window)


def test_ring_goes_with_a_button_that_is_hidden(qtbot: QtBot, window: QWidget):
    made, other = button("Goes"), QWidget()
    shown(qtbot, window, made, other)
    made.setFocus(TAB)
    made.hide()

    assert not ring(window).isVisible()


def test_field_has_no_ring_but_its_border(qtbot: QtBot, window: QWidget):
    made, other = button("Button"), QWidget()
    other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    shown(qtbot, window, made, other)
    made.setFocus(TAB)
    other.setFocus(TAB)

    assert not ring(window).isVisible()


def test_ring_ends_where_the_scroll_area_does(qtbot: QtBot, window: QWidget):
    content, area = QWidget(), QScrollArea()
    content.setFixedSize(200, 400)
    made = QPushButton("Far below", content)
    made.setGeometry(10, 300, 120, 32)
    area.setWidget(content)
    area.setFixedSize(220, 100)
    shown(qtbot, window, area)
    made.setFocus(TAB)
    area.verticalScrollBar().setValue(0)

    assert not ring(window).isVisible()
    area.ensureWidgetVisible(made)
    assert ring(window).isVisible()


def test_ring_lets_the_mouse_through(qtbot: QtBot, window: QWidget):
    presses: list[bool] = []
    made = button("Press", lambda: presses.append(True))
    shown(qtbot, window, made)
    made.setFocus(TAB)

    assert window.childAt(made.geometry().center()) is made


def test_ring_goes_with_a_button_that_is_deleted(qtbot: QtBot, window: QWidget):
    made, other = button("Deleted"), QWidget()
    shown(qtbot, window, made, other)
    made.setFocus(TAB)
    delete(made)

    assert not ring(window).isVisible()


def test_window_that_is_deleted_takes_its_ring_with_it(qtbot: QtBot, window: QWidget):
    made, dialog = button("Stays"), QWidget()
    shown(qtbot, window, made)
    dialog.setLayout(QVBoxLayout())
    safe = button("Safe")
    shown(qtbot, dialog, safe)
    safe.setFocus(TAB)
    delete(dialog)
    with qtbot.waitActive(window):
        window.activateWindow()
    made.setFocus(TAB)

    assert ring(window).isVisible()
