"""Distributions as integer tables."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailsim_desktop.simulation.tables import interpolate, thresholds

TOP = (1 << 64) - 1


def at(quantiles: list[int], *uniform: int) -> list[int]:
    points = np.array(uniform, dtype=np.uint64)
    return interpolate(np.array(quantiles, dtype=np.int64), points).tolist()


def test_ends_and_middle_of_a_table_are_hit():
    assert at([50, 500], 0, 1 << 63, TOP) == [50, 275, 499]
    assert at([0, 10, 1_000], 1 << 62, 1 << 63, 3 << 62) == [5, 10, 505]


@given(
    st.lists(st.integers(0, 1 << 30), min_size=2, max_size=9).map(sorted),
    st.lists(st.integers(0, TOP), min_size=2, max_size=20).map(sorted),
)
def test_values_stay_in_the_table_and_rise_with_the_draw(quantiles: list[int], draws: list[int]):
    values = at(quantiles, *draws)

    assert values == sorted(values)
    assert quantiles[0] <= values[0]
    assert values[-1] <= quantiles[-1]


def test_largest_step_that_is_promised_does_not_overflow():
    step = (1 << 31) - 1

    assert at([0, step], TOP) == [step - 1]


@given(st.lists(st.integers(0, 1_000_000), max_size=4).map(sorted), st.integers(0, TOP))
def test_a_draw_picks_the_share_it_falls_into(cuts: list[int], draw: int):
    ends = [*cuts, 1_000_000]
    shares = [end - start for start, end in zip([0, *cuts], ends, strict=True)]

    picked = int(np.searchsorted(thresholds(shares), np.uint64(draw), side="right"))

    assert picked == next(n for n, end in enumerate(ends) if draw < (end << 64) // 1_000_000)


@pytest.mark.parametrize("shares", [[1_000_000], [1_000_000, 0], [0, 1_000_000, 0, 0]])
def test_a_share_of_nothing_is_never_picked(shares: list[int]):
    draws = np.array([0, 1 << 63, TOP], dtype=np.uint64)

    picked = np.searchsorted(thresholds(shares), draws, side="right")

    assert set(picked.tolist()) == {shares.index(1_000_000)}
