from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.theme import TEXT_SIZES, Choice, Theme
from mailsim_desktop.ui.tokens import DARK, LIGHT
from mailsim_desktop.ui.widgets.buttons import Kind, button


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


def test_text_size_beyond_what_is_offered_is_brought_back(theme: Theme):
    theme.set_text_size(400)

    assert theme.text_size == TEXT_SIZES[-1]


def test_control_looks_after_two_changes_as_it_did_before(qtbot: QtBot, theme: Theme):
    made = button("Launch", kind=Kind.PRIMARY, small=True)
    qtbot.addWidget(made)
    made.show()
    before, size = made.grab().toImage(), made.sizeHint()
    theme.choose(Choice.DARK)
    dark = made.grab().toImage()
    theme.choose(Choice.LIGHT)

    assert dark != before
    assert made.grab().toImage() == before
    assert made.sizeHint() == size
