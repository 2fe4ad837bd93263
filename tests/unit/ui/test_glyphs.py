"""What a glyph says can be seen by its shape alone."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from mailsim_desktop.ui import glyphs
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.tokens import DARK, LIGHT, Tokens

SCALE = 8
MARGIN = 2  # pixels of the glyph's box around it
ALIKE = {
    frozenset({Glyph.BOUNCED, Glyph.FAILED}),  # of a message, of a run: told apart by their word
    frozenset({Glyph.SUSPENDED, Glyph.PAUSED}),
}

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("qapp")]


def drawn(glyph: Glyph, tokens: Tokens = LIGHT, *, scale: int = SCALE, turn: float = 0.0) -> QImage:
    side = (12 + 2 * MARGIN) * scale
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    box = QRectF(MARGIN * scale, MARGIN * scale, 12 * scale, 12 * scale)
    glyphs.paint(painter, glyph, box, tokens, turn=turn)
    painter.end()
    return image


def cover(glyph: Glyph, *, turn: float = 0.0, scale: int = SCALE) -> NDArray[np.float64]:
    """(side, side) share of each dot that is ink, in [0, 1]."""
    image = drawn(glyph, scale=scale, turn=turn)
    dots = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return dots[:, :, 3] / 255


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("glyph", list(Glyph))
def test_glyph_is_painted_in_its_colour(glyph: Glyph, tokens: Tokens):
    image = drawn(glyph, tokens)
    dots = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))

    assert {dot.name() for dot in dots if dot.alpha() == 255} == {glyphs.colour(glyph, tokens)}


@pytest.mark.parametrize("glyph", list(Glyph))
def test_glyph_keeps_to_its_box_and_fills_it(glyph: Glyph):
    rows, columns = np.nonzero(cover(glyph) > 0.1)
    edges = np.array([rows.min(), rows.max() + 1, columns.min(), columns.max() + 1]) / SCALE

    assert edges.min() >= MARGIN
    assert edges.max() <= MARGIN + 12
    assert columns.max() - columns.min() > 6 * SCALE
    assert abs(columns.max() + columns.min() + 1 - (12 + 2 * MARGIN) * SCALE) <= 1.5 * SCALE


@pytest.mark.parametrize(
    ("first", "second"),
    [pair for pair in combinations(Glyph, 2) if frozenset(pair) not in ALIKE],
)
def test_no_two_glyphs_have_one_shape_at_their_real_size(first: Glyph, second: Glyph):
    difference = np.abs(cover(first, scale=1) - cover(second, scale=1)).sum()

    assert difference > 6  # dots of 144


@pytest.mark.parametrize("pair", ALIKE)
def test_what_says_the_same_looks_the_same(pair: frozenset[Glyph]):
    first, second = pair

    assert np.array_equal(cover(first), cover(second))


@pytest.mark.parametrize(
    ("glyph", "area"),
    [
        (Glyph.DELIVERED, np.pi * 4.5**2),
        (Glyph.EXPIRED, 2 * 5.1**2),
        (Glyph.READY, 2 * np.pi * 3.9 * 1.8),
        (Glyph.PROCESSING, 2 * np.pi * 3.9 * 1.8 * 0.75 + np.pi * 0.9**2),
        (Glyph.PENDING, 8 * np.pi * 0.9**2),
    ],
)
def test_glyphs_have_the_measures_of_the_look(glyph: Glyph, area: float):
    assert cover(glyph).sum() / SCALE**2 == pytest.approx(area, rel=0.04)


def test_the_turning_glyph_turns_and_comes_back():
    still = cover(Glyph.PROCESSING)

    assert np.abs(cover(Glyph.PROCESSING, turn=0.25) - np.rot90(still, -1)).max() < 0.1
    assert np.abs(cover(Glyph.PROCESSING, turn=1.0) - still).max() < 0.1
    assert not np.array_equal(cover(Glyph.PROCESSING, turn=0.25), still)


@pytest.mark.parametrize("glyph", list(Glyph))
def test_painting_leaves_the_painter_as_it_was(glyph: Glyph):
    image = drawn(glyph)
    painter = QPainter(image)
    painter.setPen(QColor("#123456"))
    glyphs.paint(painter, glyph, QRectF(3, 4, 12, 12), LIGHT, turn=0.3)

    assert painter.transform().isIdentity()
    assert painter.pen().color() == QColor("#123456")
    painter.end()
