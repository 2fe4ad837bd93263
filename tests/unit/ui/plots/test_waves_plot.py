"""Retry waves are drawn as columns; a single retry is seen, and nothing is said of nothing."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from mailsim_desktop.services.queue_view import Waves
from mailsim_desktop.ui.plots.plot_stack import PlotStack
from mailsim_desktop.ui.plots.waves_plot import WavesPlot
from mailsim_desktop.ui.theme import Theme
from tests.helpers.plots import place_of

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("english")]
START_S = 2_880 + 30 * np.arange(40, dtype=np.int64)


def waves(due: dict[int, int], width_s: int = 30) -> Waves:
    found = np.zeros(40, dtype=np.int64)
    for place, number in due.items():
        found[place] = number
    return Waves(START_S, width_s, found)


@pytest.fixture
def stack(qtbot: QtBot, theme: Theme) -> Iterator[PlotStack]:
    made = PlotStack([(WavesPlot(theme), 1)])
    qtbot.addWidget(made)
    made.resize(700, 240)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.hide()


def show(stack: PlotStack, shown: Waves | None) -> WavesPlot:
    plot = stack.frames[0]
    assert isinstance(plot, WavesPlot)
    plot.show_waves(shown)
    stack.show_bins(plot.start_s, plot.bin_s)
    return plot


def inked(plot: WavesPlot, at_s: float, value: float) -> bool:
    """The place of a value has the colour of what is deferred."""
    image, place = plot.canvas.grab().toImage(), place_of(plot.canvas, at_s, value).toPoint()
    return image.pixelColor(place) == QColor(plot._theme.tokens.deferred)  # noqa: SLF001


def test_a_column_is_as_high_as_the_retries_due_in_it(stack: PlotStack):
    plot = show(stack, waves({0: 300, 5: 100}))

    assert inked(plot, 2_895, 250)
    assert inked(plot, 2_880 + 165, 60)
    assert not inked(plot, 2_880 + 165, 140)
    assert not inked(plot, 2_880 + 75, 5)


def test_one_retry_beside_many_is_seen(stack: PlotStack):
    plot = show(stack, waves({0: 100_000, 20: 1}))

    place = place_of(plot.canvas, 2_880 + 615, 0).toPoint()
    image = plot.canvas.grab().toImage()
    column = [image.pixelColor(place.x(), place.y() - up) for up in range(3)]
    assert QColor(plot._theme.tokens.deferred) in column  # noqa: SLF001


def test_read_out_is_of_all_that_wait_and_under_the_cross_hair_of_its_bin(stack: PlotStack):
    plot = show(stack, waves({0: 300, 5: 1_100}))
    assert plot.legend.values() == ["1,400"]

    plot.point_at(5)
    assert plot.legend.values() == ["1,100"]


def test_head_tells_the_width_of_a_bin(stack: PlotStack):
    assert (
        show(stack, waves({0: 1}, 3_600)).heading.unit
        == "due per 1\u00a0h 0\u00a0min, as known now"
    )


@pytest.mark.parametrize("shown", [None, waves({})])
def test_without_a_retry_it_says_so(stack: PlotStack, shown: Waves | None):
    show(stack, waves({0: 9}))
    plot = show(stack, shown)

    assert plot.canvas._note == "No retry waits"  # noqa: SLF001
    assert plot.legend.values() == ["–"]
