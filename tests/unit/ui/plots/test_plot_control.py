from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.plots.canvas import Canvas
from mailsim_desktop.ui.theme import Theme
from tests.helpers.plots import place_of


def test_keys_of_the_cross_hair_are_told_and_others_left_to_the_page(qtbot: QtBot, canvas: Canvas):
    told: list[int] = []
    canvas.pressed.connect(told.append)
    canvas.show_hair(500.0, "00:08:20")
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_Escape, Qt.Key.Key_L, Qt.Key.Key_Up):
        qtbot.keyClick(canvas, key)
    qtbot.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)

    assert told == [Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_Escape]


def test_escape_is_left_to_the_page_when_there_is_nothing_to_hide(qtbot: QtBot, canvas: Canvas):
    told: list[int] = []
    canvas.pressed.connect(told.append)

    qtbot.keyClick(canvas, Qt.Key.Key_Escape)

    assert told == []


def test_wheel_is_left_to_the_page(canvas: Canvas):
    event = QWheelEvent(
        QPointF(300, 100),
        QPointF(300, 100),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas.viewport(), event)

    assert not event.isAccepted()
    assert canvas.getPlotItem().getViewBox().viewRange()[0] == [0, 1000]


def test_focus_by_key_shows_a_ring(qtbot: QtBot, canvas: Canvas, theme: Theme):
    accent = QColor(theme.tokens.accent).rgb()
    canvas.activateWindow()
    canvas.clearFocus()
    assert canvas.grab().toImage().pixel(300, 1) != accent

    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(canvas.hasFocus)

    assert canvas.grab().toImage().pixel(300, 1) == accent


def test_focus_by_the_mouse_shows_none(qtbot: QtBot, canvas: Canvas, theme: Theme):
    canvas.activateWindow()
    canvas.clearFocus()
    canvas.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.waitUntil(canvas.hasFocus)

    accent = QColor(theme.tokens.accent).rgb()
    assert canvas.grab().toImage().pixel(300, 1) != accent


def test_pointer_tells_its_second_over_the_data_alone(qtbot: QtBot, canvas: Canvas):
    told: list[float | None] = []
    canvas.pointed.connect(told.append)
    over = round(place_of(canvas, 250).x())
    qtbot.mouseMove(canvas.viewport(), QPoint(over, 100))
    qtbot.mouseMove(canvas.viewport(), QPoint(2, 100))  # over the labels of the axis

    assert told == [pytest.approx(250, abs=2), None]


def test_plot_is_one_stop_of_the_tab_key(canvas: Canvas):
    tab = Qt.FocusPolicy.TabFocus
    assert canvas.focusPolicy() & tab
    assert not canvas.viewport().focusPolicy() & tab
