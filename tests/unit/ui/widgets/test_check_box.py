from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.theme import Choice, Theme
from mailsim_desktop.ui.tokens import DARK, LIGHT
from mailsim_desktop.ui.widgets.check_box import CheckBox

pytestmark = pytest.mark.ui


def colours(image: QImage) -> set[str]:
    """Colours of the box, which is left of the text."""
    return {image.pixelColor(x, y).name() for x in range(16) for y in range(image.height())}


def test_tick_and_fill_follow_the_theme(qtbot: QtBot, theme: Theme):
    box = CheckBox("Reduce motion", theme)
    qtbot.addWidget(box)
    box.show()
    empty = colours(box.grab().toImage())
    qtbot.keyClick(box, Qt.Key.Key_Space)
    light = colours(box.grab().toImage())
    theme.choose(Choice.DARK)
    dark = colours(box.grab().toImage())

    assert LIGHT.accent not in empty
    assert LIGHT.border_strong in empty
    assert {LIGHT.accent, LIGHT.on_accent} <= light
    assert DARK.accent in dark
    assert LIGHT.on_accent not in dark
