from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui import measures
from mailsim_desktop.ui.theme import TEXT_SIZES, Theme
from mailsim_desktop.ui.tokens import Type
from mailsim_desktop.ui.widgets.labels import PlainLabel


@pytest.mark.parametrize("percent", TEXT_SIZES)
def test_text_grows_with_its_size_but_is_never_below_eleven_pixels(
    qtbot: QtBot, theme: Theme, percent: int
):
    label = PlainLabel("x", pixels=Type.TITLE)
    qtbot.addWidget(label)
    theme.set_text_size(percent)
    label.show()  # it learns of the size when it is shown

    assert label.font().pixelSize() == pytest.approx(Type.TITLE * percent / 100, abs=1)
    assert measures.font(Type.TICK).pixelSize() >= 11


@pytest.mark.parametrize("percent", TEXT_SIZES)
def test_measure_is_the_same_after_growing_and_shrinking(theme: Theme, percent: int):
    theme.set_text_size(percent)

    assert measures.unscaled(measures.scaled(100)) == pytest.approx(100, abs=1)


def test_held_height_follows_the_text_size(qtbot: QtBot, theme: Theme):
    widget = QWidget()
    qtbot.addWidget(widget)
    measures.hold_height(widget, 60)
    widget.show()
    heights = []
    for percent in (100, 150, 90):
        theme.set_text_size(percent)
        heights.append(widget.height())

    assert heights == pytest.approx([60, 90, 54], abs=3)
