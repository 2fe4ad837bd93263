from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.plots import scale
from mailsim_desktop.ui.plots.canvas import Canvas
from mailsim_desktop.ui.theme import Choice, Theme


@pytest.fixture
def canvas(qtbot: QtBot, theme: Theme) -> Canvas:
    made = Canvas(theme)
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.show_scale(scale.linear(60))
    made.setXRange(0, 1000, padding=0)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_left_axis_has_the_same_width_whatever_its_labels(canvas: Canvas):
    axis = canvas.getPlotItem().getAxis("left")
    widths = set()
    for highest in (3, 60, 470_000):
        canvas.show_scale(scale.linear(highest))
        canvas.grab()
        widths.add(axis.width())

    assert widths == {44.0}


def test_grid_has_three_lines_and_the_base_in_the_colour_of_borders(canvas: Canvas, theme: Theme):
    image = canvas.grab().toImage()

    border = QColor(theme.tokens.border).rgb()
    assert sum(image.pixel(300, y) == border for y in range(image.height())) == 4


def test_theme_is_followed_though_pyqtgraph_ignores_the_palette(canvas: Canvas, theme: Theme):
    theme.choose(Choice.DARK)
    image = canvas.grab().toImage()

    assert image.pixel(590, 100) == QColor(theme.tokens.surface).rgb()
    assert canvas.getPlotItem().getAxis("left").textPen().color().name() == theme.tokens.muted


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
    assert canvas.grab().toImage().pixel(300, 1) != accent

    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(canvas.hasFocus)

    assert canvas.grab().toImage().pixel(300, 1) == accent


def test_labels_of_lines_that_are_too_close_are_thinned(qtbot: QtBot, canvas: Canvas, theme: Theme):
    def labelled() -> int:
        return len(canvas.getPlotItem().getAxis("left")._tickLevels[0])  # noqa: SLF001

    assert labelled() == 4
    theme.set_text_size(150)
    canvas.resize(600, 70)
    qtbot.waitUntil(lambda: labelled() < 4)
