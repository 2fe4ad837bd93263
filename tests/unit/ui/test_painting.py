from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from mailsim_desktop.ui.painting import Part, paint_bar, paint_focus
from mailsim_desktop.ui.tokens import LIGHT, Ring

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("qapp")]


def colours_of(*parts: Part) -> list[str]:
    image = QImage(200, 6, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    paint_bar(painter, QRectF(0, 0, 200, 6), parts, LIGHT)
    painter.end()
    return [image.pixelColor(x, 3).name() for x in range(200)]


def test_one_failure_in_a_million_is_still_seen():
    colours = colours_of(Part("delivered", 0.999_999), Part("bounced", 0.000_001))

    assert colours[100] == LIGHT.delivered
    assert QColor(colours[-2]).red() > QColor(colours[-2]).green() + 100


def test_what_is_open_keeps_the_colour_of_the_ground():
    colours = colours_of(Part("delivered", 0.5))

    assert colours[50] == LIGHT.delivered
    assert colours[150] == LIGHT.border


@pytest.mark.parametrize("radius", [0, 6])
def test_ring_of_the_focus_lies_inside_its_box_and_leaves_the_middle(radius: int):
    image = QImage(60, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    painter.setBrush(QColor(LIGHT.danger))  # of whatever was painted before
    paint_focus(painter, QRectF(10, 5, 40, 20), LIGHT, radius)
    painter.end()

    column = [image.pixelColor(30, y).name() for y in range(30)]
    inked = [y for y, colour in enumerate(column) if colour == LIGHT.accent]
    assert inked == [*range(5, 5 + Ring.PEN), *range(25 - Ring.PEN, 25)]
    assert set(column) == {"#ffffff", LIGHT.accent}
