"""The feed stands still while it is read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QCursor, QEnterEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mailsim_desktop.services.metrics import Event
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.activity import Activity

pytestmark = pytest.mark.ui


def events(number: int) -> tuple[Event, ...]:
    return tuple(Event(id_, 3, 0, id_ * 1_000_000, "running", {}) for id_ in range(1, number + 1))


@pytest.fixture
def activity(qtbot: QtBot, theme: Theme) -> Activity:
    """A feed with more events than it has room for, the focus on it, the pointer beside it."""
    made = Activity(theme)
    qtbot.addWidget(made)
    made.setGeometry(0, 0, 400, 300)
    QCursor.setPos(600, 600)  # wherever the test before has left it
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.show_events(events(50), {})
    made.view.setFocus()
    return made


def test_events_wait_while_somebody_reads_further_down_by_keyboard(
    qtbot: QtBot, activity: Activity
):
    qtbot.keyClick(activity.view, Qt.Key.Key_End)
    place = activity.view.verticalScrollBar().value()
    activity.show_events(events(52), {})
    waiting = activity.feed.rowCount()
    activity.filter.setFocus()
    activity.show_events(events(52), {})

    assert place > 0
    assert waiting == 50
    assert activity.feed.rowCount() == 52


def test_current_row_is_the_same_event_when_new_ones_come(qtbot: QtBot, activity: Activity):
    qtbot.keyClick(activity.view, Qt.Key.Key_Home)
    qtbot.keyClick(activity.view, Qt.Key.Key_Down)
    chosen = activity.view.currentIndex().row()
    activity.show_events(events(53), {})

    assert activity.view.currentIndex().row() == chosen + 3
    assert activity.view.verticalScrollBar().value() == 0


def test_first_events_come_even_while_the_pointer_rests_there(qtbot: QtBot, theme: Theme):
    made = Activity(theme)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    middle = QPointF(100, 100)
    QApplication.sendEvent(made.view.viewport(), QEnterEvent(middle, middle, middle))
    assert made.view.viewport().underMouse()
    made.show_events(events(50), {})
    first = made.feed.rowCount()
    made.show_events(events(52), {})

    assert first == 50
    assert made.feed.rowCount() == 50  # the row under the pointer does not move
