from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailsim_desktop.ui.plots import scale

NARROW = "\u202f"


def labels(made: scale.Scale) -> list[str]:
    return [label.replace(NARROW, " ") for _, label in made.ticks]


@given(highest=st.floats(1e-3, 1e9))
def test_highest_value_is_below_the_end_and_uses_at_least_half_of_the_axis(highest: float):
    made = scale.linear(highest)

    assert highest <= made.ticks[-1][0] * (1 + 1e-9)
    assert made.ticks[-1][0] < made.top
    assert highest >= made.top / 2
    assert len(made.ticks) == 1 + scale.LINES


@pytest.mark.parametrize(
    ("highest", "written"),
    [
        (57, ["0", "20", "40", "60"]),
        (0.7, ["0", "0.25", "0.50", "0.75"]),
        (4_000, ["0", "1.5 k", "3.0 k", "4.5 k"]),
        (470_000, ["0", "200 k", "400 k", "600 k"]),
        (0, ["0", "1", "2", "3"]),
    ],
)
def test_lines_stand_on_round_numbers(highest: float, written: list[str]):
    assert labels(scale.linear(highest)) == written


@pytest.mark.parametrize(
    ("highest_ms", "written"),
    [(480, ["0", "200 ms", "400 ms", "600 ms"]), (3_900, ["0", "1.5 s", "3.0 s", "4.5 s"])],
)
def test_latency_has_its_unit_on_the_axis(highest_ms: float, written: list[str]):
    assert labels(scale.latency(highest_ms)) == written


@pytest.mark.parametrize(
    ("highest", "written"),
    [
        (0, ["0", "10"]),
        (7, ["0", "10"]),
        (900, ["0", "10", "100", "1 k"]),
        (136_767, ["0", "100", "10 k", "1 M"]),
        (5_000_000, ["0", "1 k", "1 M"]),
    ],
)
def test_logarithmic_axis_begins_with_zero_and_has_three_lines_at_most(
    highest: float, written: list[str]
):
    made = scale.logarithmic(highest)

    assert labels(made) == written
    assert made.ticks[0][0] == 0.0
    assert 10**made.top >= highest
