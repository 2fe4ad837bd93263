from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.painting import Part
from mailsim_desktop.ui.theme import Choice, Theme
from mailsim_desktop.ui.tokens import DARK, LIGHT
from mailsim_desktop.ui.widgets.outcome_bar import OutcomeBar

pytestmark = pytest.mark.ui


def test_parts_stand_in_their_order_in_the_colours_of_the_theme(qtbot: QtBot, theme: Theme):
    bar = OutcomeBar(theme)
    qtbot.addWidget(bar)
    bar.resize(200, bar.height())
    bar.show_parts(Part("delivered", 0.5), Part("bounced", 0.25))
    bar.show()

    def colours() -> list[str]:
        image = bar.grab().toImage()
        return [image.pixelColor(x, 3).name() for x in (50, 125, 175)]

    light = colours()
    theme.choose(Choice.DARK)

    assert light == [LIGHT.delivered, LIGHT.bounced, LIGHT.border]
    assert colours() == [DARK.delivered, DARK.bounced, DARK.border]
