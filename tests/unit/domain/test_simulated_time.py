from __future__ import annotations

import pytest

from mailsim_desktop.domain.simulated_time import SECOND_US, clock, exact_clock


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "00:00:00"), (59, "00:00:59"), (3_661, "01:01:01"), (360_000, "100:00:00")],
)
def test_clock_counts_hours_minutes_and_seconds(seconds, text):
    assert clock(seconds) == text


@pytest.mark.parametrize(
    ("us", "text"),
    [(999, "00:00:00.000"), (1_999, "00:00:00.001"), (61 * SECOND_US + 5_000, "00:01:01.005")],
)
def test_exact_clock_is_cut_and_never_rounded_up(us, text):
    assert exact_clock(us) == text
