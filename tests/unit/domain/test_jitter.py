from __future__ import annotations

import pytest

from mailsim_desktop.domain.jitter import Jitter, decorrelated, jittered, share

LOW, HALF, HIGH = 0, 1 << 63, (1 << 64) - 1
MINUTE_US = 60_000_000


@pytest.mark.parametrize(
    ("jitter", "low", "half"),
    [
        (Jitter.NONE, 100 * MINUTE_US, 100 * MINUTE_US),
        (Jitter.FULL, 0, 50 * MINUTE_US),
        (Jitter.EQUAL, 50 * MINUTE_US, 75 * MINUTE_US),
        (Jitter.CENTRED, 100 * MINUTE_US - MINUTE_US // 2, 100 * MINUTE_US),
    ],
)
def test_each_jitter_takes_its_part_of_the_delay(jitter: Jitter, low: int, half: int):
    first, delay = 20 * MINUTE_US, 100 * MINUTE_US

    assert jittered(jitter, first, delay, LOW) == low
    assert jittered(jitter, first, delay, HALF) == half
    assert low <= jittered(jitter, first, delay, HIGH) <= delay + MINUTE_US // 2


def test_centred_jitter_is_a_twentieth_of_a_short_delay_and_never_negative():
    assert jittered(Jitter.CENTRED, 2_000, 2_000, LOW) == 2_000 - 50
    assert jittered(Jitter.CENTRED, 2_000, 10, LOW) == 0


def test_decorrelated_delay_lies_between_the_base_and_three_times_the_one_before():
    assert decorrelated(10, 1_000, 100, LOW) == 10
    assert decorrelated(10, 1_000, 100, HALF) == 10 + 290 // 2
    assert decorrelated(10, 200, 100, HIGH) == 200


def test_share_is_exact_for_the_longest_delay():
    ten_years = 10 * 366 * 86_400 * 1_000_000

    assert share(ten_years, HALF) == ten_years // 2
    assert share(ten_years, HIGH) < ten_years
