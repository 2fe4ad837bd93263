from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import LIGHT
from mailsim_desktop.ui.widgets.metric_cell import Face, Figure, MetricCell

pytestmark = pytest.mark.ui


def test_long_qualifier_ends_before_the_next_cell(qtbot: QtBot, theme: Theme):
    face = Face("Sent", None, theme, divided=False)
    face.figure = Figure("1", "", "a qualifier that is far too long for one cell of the strip")
    cell = MetricCell(face)
    qtbot.addWidget(cell)
    cell.resize(120, 80)
    cell.setStyleSheet(f"background: {LIGHT.surface}")
    image = cell.grab().toImage()

    last = {image.pixelColor(x, y).name() for x in range(116, 120) for y in range(80)}
    assert len(last) == 1


def test_line_divides_a_cell_from_the_one_before(qtbot: QtBot, theme: Theme):
    for divided in (True, False):
        cell = MetricCell(Face("Sent", None, theme, divided=divided))
        qtbot.addWidget(cell)
        cell.resize(120, 80)

        assert (cell.grab().toImage().pixelColor(0, 40).name() == LIGHT.border) is divided
