from __future__ import annotations

import pytest

from mailsim_desktop.ui.plots.time_axis import TimeAxis
from mailsim_desktop.ui.theme import Theme


@pytest.fixture
def axis(theme: Theme) -> TimeAxis:
    return TimeAxis(theme)


def ticks(axis: TimeAxis, low: float, high: float, size: float) -> list[float]:
    return [value for _step, values in axis.tickValues(low, high, size) for value in values]


def test_ticks_stand_on_round_instants(axis: TimeAxis):
    assert ticks(axis, 1110, 2910, 566) == [1200, 1500, 1800, 2100, 2400, 2700]
    assert axis.tickStrings([1200.0], 1, 300) == ["00:20"]
    assert axis.tickStrings([-60.0, 61.0], 1, 60) == ["", "00:01:01"]


def test_ticks_within_48_pixels_of_the_chip_are_left_out(axis: TimeAxis):
    axis.show_chip(2490, "00:41:30")

    # 566 pixels for 1,800 s: 48 pixels are 153 s, so 2,400 goes and 2,700 stays
    assert ticks(axis, 1110, 2910, 566) == [1200, 1500, 1800, 2100, 2700]


def test_without_a_chip_all_ticks_are_back(axis: TimeAxis):
    axis.show_chip(2490, "00:41:30")
    axis.show_chip(None)

    assert 2400 in ticks(axis, 1110, 2910, 566)
