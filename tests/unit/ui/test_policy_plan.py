from __future__ import annotations

from itertools import pairwise

import pytest

from mailsim_desktop.domain.retry_policy import RetryPolicy
from mailsim_desktop.simulation.policy_files import load_policy
from mailsim_desktop.ui.policy_plan import PlannedAttempt, axis_of, plan

SECOND_US = 1_000_000


def exact(*seconds: float) -> tuple[PlannedAttempt, ...]:
    """Attempts without jitter."""
    found = enumerate((int(at * SECOND_US) for at in seconds), 1)
    return tuple(PlannedAttempt(number, at, at, at) for number, at in found)


def test_attempts_follow_the_delays_and_the_last_delay_repeats():
    policy = RetryPolicy.explicit("x", 4, (20 * SECOND_US, 60 * SECOND_US))

    assert plan(policy) == exact(0, 20, 80, 140)


def test_single_attempt_has_no_wait():
    assert plan(RetryPolicy.explicit("x", 1, ())) == exact(0)
    assert axis_of(exact(0), 600, 20).ticks(600, 70) == [(0.0, "0\u00a0s")]


def test_attempts_that_can_be_told_apart_have_a_linear_axis():
    axis = axis_of(exact(0, 20, 40), 600, 20)

    assert axis.knee_s is None
    assert [axis.place(at) for at in (0, 20, 40)] == [0, 0.5, 1]
    assert [label for _, label in axis.ticks(600, 140)] == [
        "0\u00a0s",
        "10\u00a0s",
        "20\u00a0s",
        "30\u00a0s",
        "40\u00a0s",
    ]


def test_seconds_beside_days_have_a_logarithmic_axis():
    attempts = exact(0, 60, 360, 3960, 400_000)
    axis = axis_of(attempts, 600, 20)

    places = [axis.place(one.expected_us / SECOND_US) for one in attempts]
    assert axis.knee_s == 60
    assert (places[0], places[-1]) == (0, 1)
    assert min(after - before for before, after in pairwise(places)) * 600 >= 20
    ticks = axis.ticks(600, 70)
    assert [label for _, label in ticks] == [
        "0\u00a0s",
        "10\u00a0min",
        "1\u00a0h",
        "6\u00a0h",
        "1\u00a0d",
    ]
    assert min(b[0] - a[0] for a, b in pairwise(ticks)) * 600 >= 70


@pytest.mark.parametrize("pixels", [1, 50, 5000])
def test_axis_ends_with_the_latest_instant_of_the_jitter(pixels: int):
    attempts = (
        PlannedAttempt(1, 0, 0, 0),
        PlannedAttempt(2, 90 * SECOND_US, 60 * SECOND_US, 120 * SECOND_US),
    )

    axis = axis_of(attempts, pixels, 20)

    assert axis.end_s == 120
    assert axis.place(120) == 1


def test_box_is_the_range_of_the_last_wait_s_jitter():
    found = plan(load_policy("kumomta"))

    assert found[2].expected_us == 3600 * SECOND_US
    assert found[2].earliest_us == 3570 * SECOND_US
    assert found[2].latest_us == pytest.approx(3630 * SECOND_US, abs=1)


def test_policy_by_age_is_planned_as_if_no_attempt_took_time():
    found = plan(load_policy("postfix"))

    assert [attempt.expected_us // SECOND_US for attempt in found[5:8]] == [4800, 9000, 13200]
    assert all(attempt.earliest_us == attempt.latest_us for attempt in found)
