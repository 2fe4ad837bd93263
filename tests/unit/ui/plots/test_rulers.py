from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage

from mailsim_desktop.ui.plots.canvas import Canvas
from mailsim_desktop.ui.theme import Theme
from tests.helpers.plots import place_of


@pytest.fixture
def canvas(canvas: Canvas) -> Canvas:
    canvas.marks.set_labelled(labelled=True)
    return canvas


def count(image: QImage, colour: str, x: int) -> int:
    return sum(image.pixel(x, y) == QColor(colour).rgb() for y in range(image.height()))


def drawn(canvas: Canvas, left: int, right: int) -> QImage:
    """The stretch where labels stand."""
    return canvas.grab().toImage().copy(left, 4, right - left, 18)


def test_mark_is_a_dashed_line_through_the_whole_plot(canvas: Canvas, theme: Theme):
    canvas.show_marks([(500, "Yahoo suspended")])

    image = canvas.grab().toImage()

    x = round(place_of(canvas, 500).x())
    dashes = max(count(image, theme.tokens.suspended, near) for near in (x - 1, x, x + 1))
    assert 80 <= dashes <= 110  # half of some 190 pixels


def test_label_stands_right_of_its_mark_and_only_where_it_is_wanted(canvas: Canvas, theme: Theme):
    canvas.show_marks([(500, "Yahoo suspended")])
    x = round(place_of(canvas, 500).x())
    labelled = drawn(canvas, x + 4, x + 100)

    canvas.marks.set_labelled(labelled=False)
    bare = drawn(canvas, x + 4, x + 100)

    assert labelled != bare
    assert {bare.pixelColor(5, y).name() for y in range(18)} <= {
        theme.tokens.surface,
        theme.tokens.border,
    }


def test_label_that_would_run_into_another_is_left_out(canvas: Canvas):
    canvas.show_marks(
        [(100, "An event with a rather long label"), (200, "MMMMMMMMMMMMMMMMMMMMMMMMM")]
    )
    both = canvas.grab().toImage()
    canvas.show_marks([(100, "An event with a rather long label"), (200, "")])

    assert both == canvas.grab().toImage()


def test_marks_out_of_sight_are_not_shown(canvas: Canvas):
    canvas.show_marks([(5000, "later"), (500, "now"), (-5, "before")])

    assert canvas.marks.shown() == [(500, "now")]
