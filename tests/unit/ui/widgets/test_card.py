from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.theme import Choice, Theme
from mailsim_desktop.ui.tokens import DARK, LIGHT
from mailsim_desktop.ui.widgets.buttons import button
from mailsim_desktop.ui.widgets.card import Card, CardHead, divider
from mailsim_desktop.ui.widgets.labels import ElidedLabel

pytestmark = pytest.mark.ui


def test_small_action_fits_into_the_head_and_the_unit_gives_way(qtbot: QtBot, theme: Theme):
    head = CardHead("Rows not imported", "5,488 of them, each with its line and its reason")
    qtbot.addWidget(head)
    head.add(button("Export…", small=True))
    head.resize(300, head.height())
    head.show()
    QApplication.processEvents()
    unit = head.findChild(ElidedLabel)

    assert head.height() == 38
    assert unit.text().endswith("…")
    theme.set_text_size(150)
    assert head.height() == 58


def test_card_and_its_lines_follow_the_theme(qtbot: QtBot, theme: Theme):
    card, line = Card(), divider()
    qtbot.addWidget(card)
    card.body.addStretch()
    card.body.addWidget(line)
    card.resize(100, 60)
    card.show()

    def colours() -> tuple[str, str]:
        image = card.grab().toImage()
        return image.pixelColor(50, 20).name(), image.pixelColor(50, line.y()).name()

    light = colours()
    theme.choose(Choice.DARK)

    assert light == (LIGHT.surface, LIGHT.border)
    assert colours() == (DARK.surface, DARK.border)
