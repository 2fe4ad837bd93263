from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.plots.attempts_plot import AttemptsPlot
from mailsim_desktop.ui.theme import Theme
from tests.helpers.series import series

PLOTS_AT_1280 = 598
"""Width of the plots in a window of 1280 pixels."""


@pytest.fixture
def plot(qtbot: QtBot, theme: Theme) -> AttemptsPlot:
    made = AttemptsPlot(theme)
    qtbot.addWidget(made)
    made.resize(640, 240)
    made.show()
    return made


def test_values_are_attempts_a_second_whatever_the_width_of_a_bin(plot: AttemptsPlot):
    plot.show_series(series(bin_s=10, delivered=400))
    assert plot.read_out(0)[0] == "40.0"

    plot.show_series(series(bin_s=100, delivered=400))
    assert plot.read_out(0)[0] == "4.0"


def test_at_the_least_width_of_the_dashboard_the_unit_has_room(plot: AttemptsPlot):
    plot.resize(PLOTS_AT_1280, 240)
    plot.show_series(series(bin_s=10, delivered=400, deferred=50, bounced=4, expired=2))

    assert plot.legend.has_labels()
    assert plot.unit.text() == "per second"


def test_unit_is_short_where_large_values_need_its_room(plot: AttemptsPlot):
    plot.resize(PLOTS_AT_1280, 240)
    plot.show_series(series(bin_s=10, delivered=2_000, deferred=400, bounced=200, expired=20))

    assert plot.legend.has_labels()
    assert plot.unit.isVisible()
    assert plot.unit.text() == "/s"


def test_axis_holds_the_highest_column(plot: AttemptsPlot):
    plot.show_series(series(delivered=4000, deferred=700))

    low, high = plot.canvas.getPlotItem().getViewBox().viewRange()[1]
    assert low == 0
    assert 470 < high < 940


def test_legend_says_that_small_things_are_drawn_larger(plot: AttemptsPlot):
    assert "two pixels" in plot.legend.toolTip()


def test_table_has_a_column_for_each_outcome(plot: AttemptsPlot):
    plot.show_series(series(3, deferred=20))

    table = plot.table()
    assert table.header == ("delivered_per_s", "deferred_per_s", "bounced_per_s", "expired_per_s")
    assert [column.tolist() for column in table.columns] == [[40] * 3, [2] * 3, [0] * 3, [0] * 3]
