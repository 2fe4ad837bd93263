from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mailsim_desktop.ui.binning import LIVE_S, choose, lone, thin


@given(until_s=st.integers(0, 40_000_000), whole=st.booleans(), pixels=st.integers(0, 4000))
def test_window_ends_at_the_instant_and_never_has_more_bins_than_half_the_pixels(
    until_s: int,
    whole: bool,  # noqa: FBT001 # hypothesis draws it
    pixels: int,
):
    window = choose(until_s, whole=whole, pixels=pixels)

    bins = (until_s - window.first_s) / window.bin_s
    assert 0 <= window.first_s <= max(0, until_s)
    assert window.first_s % window.bin_s == 0
    assert bins <= max(1, pixels // 2) + 1


def test_running_run_shows_its_last_thirty_minutes_and_ended_one_all():
    assert choose(7200, whole=False, pixels=1000).first_s == 7200 - LIVE_S
    assert choose(7200, whole=True, pixels=1000).first_s == 0


def test_short_run_is_shown_second_by_second():
    assert choose(100, whole=False, pixels=600).bin_s == 1


def test_thinned_values_keep_the_extremes_of_each_stretch():
    values = np.array([[0.0, 9.0, 1.0, 1.0, -5.0, 2.0, 2.0, 2.0, 3.0, 4.0]])

    at_s, thinned = thin(np.arange(10.0), values, 2)

    assert at_s.tolist() == [0.0, 2.0, 5.0, 7.0]
    assert thinned.tolist() == [[-5.0, 9.0, 2.0, 4.0]]


def test_short_series_is_left_as_it_is():
    at_s, values = np.arange(4.0), np.array([[1.0, np.nan, 2.0, 3.0]])

    assert thin(at_s, values, 2) == (at_s, values)


def test_gap_shorter_than_a_stretch_is_closed_and_a_longer_one_stays():
    values = np.ones((1, 12))
    values[0, 1] = np.nan
    values[0, 4:8] = np.nan

    _, thinned = thin(np.arange(12.0), values, 3)

    assert np.isnan(thinned[0]).tolist() == [False, False, True, True, False, False]


NAN = float("nan")


def test_lone_values_are_those_between_gaps_and_at_ends_beside_one():
    values = np.array([[1.0, NAN, 2.0, 3.0, NAN, 4.0, NAN, NAN, 5.0], [NAN] * 9])

    found = lone(values, 1)

    assert np.flatnonzero(found[0]).tolist() == [0, 5, 8]
    assert not found[1].any()


def test_stretch_of_thinned_values_is_lone_as_a_whole():
    values = np.array([[1.0, 2.0, NAN, NAN, 3.0, 4.0, 5.0, 5.0]])

    assert np.flatnonzero(lone(values, 2)).tolist() == [0]


def test_nothing_is_lone_in_nothing():
    assert lone(np.empty((2, 0)), 1).shape == (2, 0)
