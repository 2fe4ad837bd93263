from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.plots.attempts_plot import AttemptsPlot
from mailsim_desktop.ui.plots.plot_stack import PlotStack
from mailsim_desktop.ui.theme import Theme
from tests.helpers.plots import place_of
from tests.helpers.series import series


@pytest.fixture
def stack(qtbot: QtBot, theme: Theme) -> PlotStack:
    made = PlotStack([(AttemptsPlot(theme), 2), (AttemptsPlot(theme), 1)])
    qtbot.addWidget(made)
    made.resize(640, 480)
    made.show()
    qtbot.waitExposed(made)
    shown = series()
    for frame in made.frames:
        frame.show_series(shown)
    made.show_bins(shown.start_s, shown.bin_s)
    return made


def test_only_the_lowest_plot_has_the_time_axis(stack: PlotStack):
    upper, lower = stack.frames
    assert not upper.canvas.time_axis.isVisible()
    assert lower.canvas.time_axis.isVisible()

    stack.show_frames([upper])

    assert upper.canvas.time_axis.isVisible()
    assert [frame.isVisible() for frame in stack.frames] == [True, False]


def test_plots_are_aligned_to_the_pixel(stack: PlotStack):
    upper, lower = (frame.canvas for frame in stack.frames)

    for second in (0, 333, 600):
        assert place_of(upper, second).x() == place_of(lower, second).x()


def test_marks_go_through_all_plots_with_their_instant(stack: PlotStack):
    stack.show_marks([(125, "Yahoo suspended")])

    for frame in stack.frames:
        assert frame.canvas.marks.shown() == [(125, "00:02:05 Yahoo suspended")]


def test_shares_divide_the_height(stack: PlotStack):
    upper, lower = stack.frames

    assert upper.height() == pytest.approx(2 * lower.height(), rel=0.15)
