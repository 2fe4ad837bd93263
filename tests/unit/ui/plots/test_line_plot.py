from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.plots.legend import Stroke
from mailsim_desktop.ui.plots.line_plot import COUNTS, LOGARITHMIC, Line, LinePlot, exponents
from mailsim_desktop.ui.plots.plot_frame import Heading
from mailsim_desktop.ui.plots.plot_stack import PlotStack
from mailsim_desktop.ui.theme import Choice, Theme
from tests.helpers.plots import place_of

LINES = (
    Line("Jobs", Stroke("text"), "jobs", "000"),
    Line("Workers", Stroke("muted", dotted=True), "workers", "00"),
)


@pytest.fixture
def plot(qtbot: QtBot, theme: Theme):
    made = LinePlot(Heading("Load", "all lanes", "load"), LINES, COUNTS, theme)
    stack = PlotStack([(made, 1)])
    qtbot.addWidget(stack)
    stack.resize(456, 200)
    stack.show()
    qtbot.waitExposed(stack)
    yield made
    stack.hide()


def test_any_series_is_drawn_alone_and_read_out(plot: LinePlot):
    plot.show_values(np.arange(3) * 60, 60, np.array([[5, 6, 1234], [1, np.nan, 2]]))

    assert plot.legend.values() == ["1,234", "2"]
    assert plot.read_out(1) == ("6", "–")
    assert [curve.yData.tolist()[2] for curve in plot._curves] == [1234, 2]  # noqa: SLF001
    assert plot._curves[0].xData.tolist() == [30, 90, 150]  # noqa: SLF001


def inked(plot: LinePlot, at_s: float, value: float) -> int:
    """Pixels of the first line's colour around a value."""
    plot.canvas.setXRange(0, 40, padding=0)
    image, place = plot.canvas.grab().toImage(), place_of(plot.canvas, at_s, value).toPoint()
    around = [(place.x() + dx, place.y() + dy) for dx in range(-3, 4) for dy in range(-3, 4)]
    ink = QColor(plot._theme.tokens.text).lightness()  # noqa: SLF001
    paper = QColor(plot._theme.tokens.surface).lightness()  # noqa: SLF001
    seen = [image.pixelColor(x, y).lightness() for x, y in around]
    return sum(abs(lightness - ink) < abs(lightness - paper) / 2 for lightness in seen)


def test_value_between_two_gaps_is_seen_as_a_point(plot: LinePlot):
    values = np.full((2, 40), np.nan)
    values[0, [11, 39]] = 37.0
    plot.show_values(np.arange(40), 1, values)

    assert inked(plot, 11.5, 37.0) >= 4
    assert inked(plot, 39.5, 37.0) >= 4
    assert inked(plot, 20.5, 37.0) == 0


def test_values_that_a_line_joins_have_no_points(plot: LinePlot):
    plot.show_values(np.arange(4), 1, np.array([[1.0, 2.0, np.nan, 4.0], [np.nan] * 4]))

    drawn = [points.getData()[0].tolist() for points in plot._points]  # noqa: SLF001
    assert drawn == [[3.5], []]


def test_points_take_the_colours_of_a_changed_theme(plot: LinePlot, theme: Theme):
    values = np.full((2, 40), np.nan)
    values[0, 11] = 37.0
    plot.show_values(np.arange(40), 1, values)
    theme.choose(Choice.DARK)

    assert inked(plot, 11.5, 37.0) >= 4


def test_long_series_is_thinned_to_the_pixels_and_keeps_its_extremes(plot: LinePlot):
    values = np.zeros((2, 100_000))
    values[0, 77_777] = 9.0
    plot.show_values(np.arange(100_000), 1, values)

    drawn = plot._curves[0].yData  # noqa: SLF001
    assert len(drawn) == 2 * plot.canvas.plot_pixels() == 800
    assert drawn.max() == 9.0


def test_table_holds_every_value_though_the_drawing_is_thinned(plot: LinePlot):
    plot.show_values(np.arange(5_000), 1, np.ones((2, 5_000)))

    table = plot.table()
    assert table.header == ("jobs", "workers")
    assert [len(column) for column in table.columns] == [5_000, 5_000]


def test_logarithm_floors_at_one():
    found = exponents(np.array([0.0, 1.0, 10.0, 1000.0, np.nan]))

    assert found[:4].tolist() == [0.0, 0.0, 1.0, 3.0]
    assert np.isnan(found[4])


def test_read_out_of_a_logarithmic_plot_is_the_value_itself(qtbot: QtBot, theme: Theme):
    plot = LinePlot(Heading("Queue", "", "queue"), LINES, LOGARITHMIC, theme)
    qtbot.addWidget(plot)
    plot.show_values(np.array([0]), 1, np.array([[136_767.0], [0.0]]))

    assert plot.legend.values() == ["136,767", "0"]
