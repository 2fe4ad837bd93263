from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mailsim_desktop.ui.binning import LIVE_S, choose


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
