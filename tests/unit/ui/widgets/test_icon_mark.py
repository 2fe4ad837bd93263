from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.theme import Choice, Theme
from mailsim_desktop.ui.tokens import DARK, LIGHT
from mailsim_desktop.ui.widgets.icon_mark import IconMark

pytestmark = pytest.mark.ui


def test_icon_has_the_colour_of_muted_text_in_both_themes(qtbot: QtBot, theme: Theme):
    mark = IconMark(Icon.CANCEL, 32)
    qtbot.addWidget(mark)
    mark.show()

    def colours() -> set[str]:
        image = mark.grab().toImage()
        return {image.pixelColor(16, y).name() for y in range(32)}

    light = colours()
    theme.choose(Choice.DARK)

    assert LIGHT.muted in light
    assert DARK.muted in colours()
