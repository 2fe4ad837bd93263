"""The pictures of the icon are those of its drawings, and fit any panel."""

from __future__ import annotations

import make_icons
import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage

pytestmark = pytest.mark.ui

ANTIALIASING = 24
"""How far an edge pixel may lie from another Qt's rendering, of 255."""


def _pixels(image: QImage) -> NDArray[np.int16]:
    """(height, width, 4) premultiplied channels, so that the colour under no ink is one colour."""
    image = image.convertToFormat(QImage.Format.Format_RGBA8888_Premultiplied)
    flat = np.frombuffer(image.constBits(), np.uint8)
    return flat.reshape(image.height(), image.width(), 4).astype(np.int16)


def _shipped(size: int) -> QImage:
    image = QImage(str(make_icons.ICONS / f"mailsim-{size}.png"))
    assert (image.width(), image.height()) == (size, size)
    return image


@pytest.mark.parametrize("size", make_icons.SIZES)
def test_picture_is_what_its_drawing_renders_to(size):
    shipped, drawn = _pixels(_shipped(size)), _pixels(make_icons.render(size))

    assert np.abs(shipped - drawn).max() <= ANTIALIASING


@pytest.mark.parametrize("size", make_icons.SIZES)
def test_corners_are_transparent_and_the_middle_is_not(size):
    image = _shipped(size)

    last = size - 1
    for x, y in ((0, 0), (last, 0), (0, last), (last, last)):
        assert image.pixelColor(x, y).alpha() < ANTIALIASING
    assert image.pixelColor(size // 2, size // 2).alpha() == 255


def test_every_picture_that_ships_is_of_a_known_size():
    names = {path.name for path in make_icons.ICONS.glob("*.png")}

    assert names == {f"mailsim-{size}.png" for size in make_icons.SIZES}


@pytest.mark.parametrize("drawing", sorted(make_icons.ICONS.glob("*.svg")), ids=lambda p: p.name)
def test_drawing_has_the_accent_and_white_and_nothing_else(drawing):
    text = drawing.read_text(encoding="utf-8")

    colours = {
        part.split('"')[0] for part in text.replace('stroke="', 'fill="').split('fill="')[1:]
    }
    assert colours - {"none"} == {"#2a5bd7", "#fff"}
    assert "Gradient" not in text
    assert "filter" not in text
