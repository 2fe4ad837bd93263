"""Retry policies over arrays: the same as one by one, and the mathematics of their jitter."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailsim_desktop.domain.jitter import Jitter
from mailsim_desktop.domain.retry_policy import AgeRule, RetryPolicy
from mailsim_desktop.domain.retry_rule import Explicit, Exponential
from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.simulation.retries import RetryModel
from mailsim_desktop.simulation.streams import Stream, draw_int, mix_int
from tests.helpers.policies import policies

SEED = 7
LATENCY_US = 250_000
MANY = 200_000


def latency(keys: np.ndarray, attempts: np.ndarray) -> np.ndarray:
    """Some latency that depends on both."""
    return LATENCY_US + (keys & 0xFFFF) + attempts


def one_by_one(policy: RetryPolicy, key: int, attempts: int) -> tuple[int, bool]:
    """Delay after the last of `attempts`, and whether it gives up, in plain Python."""
    previous, age, given_up = policy.delay_us(1), 0, False
    for attempt in range(1, attempts + 1):
        age += LATENCY_US + (key & 0xFFFF) + attempt
        if policy.jitter is Jitter.NONE:
            previous = policy.delay_us(attempt, age, age)
        else:
            draw = draw_int(SEED, Stream.RETRY, key, attempt)
            previous = policy.jittered_us(attempt, previous, draw)
        given_up = policy.gives_up(attempt, age, previous)
        age += previous
    return previous, given_up


def drawn(policy: RetryPolicy, attempt: int = 1) -> np.ndarray:
    """Delays of many jobs after the same attempt, in seconds."""
    keys = np.arange(MANY, dtype=np.int64)
    delays, _ = RetryModel(policy, SEED, latency).draw(keys, np.full(MANY, attempt))
    return delays / SECOND_US


@settings(max_examples=200, deadline=None)
@given(
    policies(),
    st.lists(st.tuples(st.integers(0, 1 << 40), st.integers(1, 12)), min_size=1, max_size=20),
)
def test_arrays_of_mixed_attempts_are_drawn_as_one_by_one(
    policy: RetryPolicy, tries: list[tuple[int, int]]
):
    keys = np.array([mix_int(key) >> 1 for key, _ in tries], dtype=np.int64)
    attempts = np.array([attempt for _, attempt in tries], dtype=np.int64)
    model = RetryModel(policy, SEED, latency)

    delays, given_up = model.draw(keys, attempts)

    expected = [one_by_one(policy, *args) for args in zip(keys.tolist(), attempts.tolist())]  # noqa: B905
    if model.aging is None:
        assert delays.tolist() == [delay for delay, _ in expected]
        assert given_up.tolist() == [over for _, over in expected]
    else:  # the clock of the lane decides; what is drawn is a lower bound
        assert all(found >= 0 for found in delays.tolist())
        assert given_up.tolist() == (attempts >= policy.most_attempts).tolist()


@pytest.mark.parametrize("attempt", [1, 4])
def test_full_jitter_has_the_mean_and_variance_of_g15(attempt: int):
    rule = Exponential(2 * SECOND_US, Fraction(2), 60 * SECOND_US)
    found = drawn(RetryPolicy("p", rule, 10, jitter=Jitter.FULL), attempt)

    ceiling = 2 * 2 ** (attempt - 1)
    assert found.min() >= 0
    assert found.mean() == pytest.approx(ceiling / 2, rel=0.01)
    assert found.var() == pytest.approx(ceiling**2 / 12, rel=0.02)


def test_mean_waits_of_full_jitter_sum_to_those_of_g15():
    policy = RetryPolicy("p", Exponential(2 * SECOND_US, Fraction(2), 60 * SECOND_US), 10)

    assert sum(policy.delay_us(n) for n in range(1, 9)) // 2 == 121 * SECOND_US


def test_equal_jitter_has_the_mean_variance_and_floor_of_g16():
    found = drawn(RetryPolicy("p", Explicit((8 * SECOND_US,)), 3, jitter=Jitter.EQUAL))

    assert found.min() >= 4
    assert found.mean() == pytest.approx(6, rel=0.01)
    assert found.var() == pytest.approx(64 / 48, rel=0.02)


def test_decorrelated_jitter_has_the_means_of_g17():
    policy = RetryPolicy("p", Exponential(SECOND_US, Fraction(2)), 10, jitter=Jitter.DECORRELATED)

    means = [drawn(policy, attempt).mean() for attempt in (1, 2, 3, 4)]

    assert means == pytest.approx([2, 3.5, 5.75, 9.125], rel=0.02)


def test_decorrelated_jitter_keeps_between_base_and_cap():
    rule = Exponential(SECOND_US, Fraction(2), 5 * SECOND_US)
    found = drawn(RetryPolicy("p", rule, 10, jitter=Jitter.DECORRELATED), 6)

    assert (found.min(), found.max()) == (pytest.approx(1, abs=0.01), 5)


@pytest.mark.parametrize("attempt", [1, 5])
def test_centred_jitter_has_the_width_of_g4_and_does_not_grow(attempt: int):
    rule = Exponential(1200 * SECOND_US, Fraction(2))
    found = drawn(RetryPolicy("p", rule, 9, jitter=Jitter.CENTRED), attempt)

    off = found - 1200 * 2 ** (attempt - 1)
    assert abs(off).max() <= 30
    assert off.mean() == pytest.approx(0, abs=0.2)
    assert off.std() == pytest.approx(17.3, abs=0.1)


def test_full_jitter_spreads_those_who_failed_at_once_as_g18():
    found = drawn(RetryPolicy("p", Explicit((100 * SECOND_US,)), 2, jitter=Jitter.FULL))

    busiest = np.bincount(found.astype(np.int64)).max()

    assert busiest == pytest.approx(MANY / 100, rel=0.1)


def test_age_that_counts_throttling_is_left_to_the_clock_of_the_lane():
    policy = RetryPolicy("p", Explicit((SECOND_US,)), lifetime_us=10 * SECOND_US)
    aging = RetryModel(policy, SEED, latency).aging

    assert aging is not None
    assert aging.delay_us(3, 100 * SECOND_US, 91 * SECOND_US, SECOND_US) == SECOND_US
    assert aging.delay_us(3, 100 * SECOND_US, 91 * SECOND_US - 1, SECOND_US) == -1


def test_age_may_be_told_not_to_count_throttling():
    policy = RetryPolicy(
        "p",
        Explicit((SECOND_US,)),
        lifetime_us=10 * SECOND_US,
        age_rule=AgeRule.FAILED_ATTEMPT,
        throttled_counts=False,
    )
    model = RetryModel(policy, SEED, lambda _keys, attempts: np.zeros_like(attempts))

    _, given_up = model.draw(np.zeros(12, dtype=np.int64), np.arange(1, 13))

    assert model.aging is None
    assert given_up.tolist() == [False] * 10 + [True, True]
