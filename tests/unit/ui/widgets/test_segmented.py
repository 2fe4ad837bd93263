from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import LIGHT
from mailsim_desktop.ui.widgets.buttons import button
from mailsim_desktop.ui.widgets.segmented import Segmented

pytestmark = pytest.mark.ui


@pytest.fixture
def views(qtbot: QtBot, theme: Theme) -> Segmented:
    made = Segmented("Span", ("Live", "24 h", "7 d"), theme)
    qtbot.addWidget(made)
    made.show()
    return made


def test_click_chooses_one_view(qtbot: QtBot, views: Segmented):
    with qtbot.waitSignal(views.chosen) as told:
        qtbot.mouseClick(views.parts[2], Qt.MouseButton.LeftButton)

    assert told.args == [2]
    assert [part.isChecked() for part in views.parts] == [False, False, True]


def test_choice_from_outside_is_not_told(qtbot: QtBot, views: Segmented):
    with qtbot.assertNotEmitted(views.chosen):
        views.choose(1)

    assert views.choice() == 1


def test_arrow_chooses_the_next_view(qtbot: QtBot, views: Segmented):
    views.activateWindow()
    qtbot.waitUntil(views.isActiveWindow)
    views.parts[0].setFocus()
    with qtbot.waitSignal(views.chosen):
        qtbot.keyClick(views.parts[0], Qt.Key.Key_Right)

    assert views.choice() == 1
    assert QApplication.focusWidget() is views.parts[1]


def test_tab_key_stops_once_and_at_the_chosen_view(qtbot: QtBot, theme: Theme):
    window = QWidget()
    qtbot.addWidget(window)
    row, views = QHBoxLayout(window), Segmented("Span", ("Live", "24 h", "7 d"), theme)
    before, after = button("Before"), button("After")
    for widget in (before, views, after):
        row.addWidget(widget)
    views.choose(1)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    before.setFocus()
    stops = []
    for _ in range(2):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        stops.append(QApplication.focusWidget())

    assert stops == [views.parts[1], after]


def test_reader_hears_radio_buttons(views: Segmented):
    spoken = QAccessible.queryAccessibleInterface(views.parts[0])

    assert spoken.role() == QAccessible.Role.RadioButton
    assert spoken.text(QAccessible.Text.Name) == "Live"
    assert spoken.state().checked


def test_chosen_view_is_tinted_and_the_choice_moves_nothing(views: Segmented):
    widths = [part.width() for part in views.parts]
    views.choose(2)
    image = views.parts[2].grab().toImage()

    assert image.pixelColor(4, 16).name() == LIGHT.accent_soft
    assert [part.width() for part in views.parts] == widths
    assert views.height() == 32
