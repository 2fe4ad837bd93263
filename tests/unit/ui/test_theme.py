from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui import theme as theming
from mailsim_desktop.ui.theme import TEXT_SIZES, Choice, Theme
from mailsim_desktop.ui.tokens import DARK, LIGHT, Type
from mailsim_desktop.ui.widgets.labels import PlainLabel


def test_palette_and_style_sheet_change_with_one_signal(
    qtbot: QtBot, qapp: QApplication, theme: Theme
):
    before = qapp.styleSheet()
    with qtbot.waitSignal(theme.changed) as told:
        theme.choose(Choice.DARK)

    assert told.signal_triggered
    assert theme.tokens == DARK
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.window)
    assert DARK.accent in qapp.styleSheet()
    assert LIGHT.accent in before


def test_choosing_what_is_in_force_says_nothing(qtbot: QtBot, theme: Theme):
    with qtbot.assertNotEmitted(theme.changed):
        theme.choose(Choice.LIGHT)


@pytest.mark.parametrize("percent", TEXT_SIZES)
def test_text_grows_with_its_size_but_is_never_below_eleven_pixels(
    qtbot: QtBot, theme: Theme, percent: int
):
    label = PlainLabel("x", pixels=Type.TITLE)
    qtbot.addWidget(label)
    theme.set_text_size(percent)
    label.show()  # it learns of the size when it is shown

    assert label.font().pixelSize() == pytest.approx(Type.TITLE * percent / 100, abs=1)
    assert theming.font(Type.TICK).pixelSize() >= 11


def test_held_height_follows_the_text_size(qtbot: QtBot, theme: Theme):
    widget = QWidget()
    qtbot.addWidget(widget)
    theming.hold_height(widget, 60)
    widget.show()
    heights = []
    for percent in (100, 150, 90):
        theme.set_text_size(percent)
        heights.append(widget.height())

    assert heights == pytest.approx([60, 90, 54], abs=3)


def test_text_size_beyond_what_is_offered_is_brought_back(theme: Theme):
    theme.set_text_size(400)

    assert theme.text_size == TEXT_SIZES[-1]
