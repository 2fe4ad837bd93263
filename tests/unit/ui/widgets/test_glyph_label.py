from __future__ import annotations

import pytest
from PySide6.QtGui import QPalette
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import LIGHT
from mailsim_desktop.ui.widgets.glyph_label import GlyphLabel

pytestmark = pytest.mark.ui


def test_glyph_stands_before_its_word_and_does_not_touch_it(qtbot: QtBot, theme: Theme):
    label = GlyphLabel(Glyph.BOUNCED, "Bounced", theme)
    qtbot.addWidget(label)
    label.resize(label.sizeHint())
    label.show()
    image = label.grab().toImage()
    ground = label.palette().color(QPalette.ColorRole.Window).name()

    def column(x: int) -> set[str]:
        return {image.pixelColor(x, y).name() for y in range(image.height())}

    assert LIGHT.bounced in column(6)
    assert column(14) == {ground}
    assert len(column(24)) > 1


def test_it_says_something_else(qtbot: QtBot, theme: Theme):
    label = GlyphLabel(Glyph.FAILED, "", theme, danger=True, wrap=True)
    qtbot.addWidget(label)
    label.set_text("Rate must be above 0")

    assert label.text() == "Rate must be above 0"
