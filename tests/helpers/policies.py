"""Retry policies of every kind, small enough that a test reaches their ends."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from mailsim_desktop.domain.jitter import Jitter
from mailsim_desktop.domain.retry_policy import AgeRule, RetryPolicy
from mailsim_desktop.domain.retry_rule import (
    ByAge,
    Explicit,
    Exponential,
    Rule,
    Stretch,
    Stretches,
)
from mailsim_desktop.domain.simulated_time import SECOND_US

FACTORS = st.sampled_from([Fraction(1), Fraction(3, 2), Fraction(13, 10), Fraction(2), Fraction(7)])


def delays(least_us: int) -> st.SearchStrategy[int]:
    """From microseconds to a minute and a half; a delay may be none at all where `least_us` is."""
    shortest = st.just(least_us) | st.integers(least_us, least_us + 20)
    return shortest | st.integers(least_us, 90 * SECOND_US)


@st.composite
def stretches(draw: st.DrawFn) -> Stretches:
    """One to three stretches, of at most some ten attempts each."""
    ends, start = [], 0
    for _ in range(draw(st.integers(0, 2))):
        start += draw(st.integers(1, 60)) * SECOND_US
        ends.append(start)
    waits = st.integers(5 * SECOND_US, 60 * SECOND_US)
    return Stretches(tuple(Stretch(end, draw(waits), draw(FACTORS)) for end in (*ends, None)))


@st.composite
def exponentials(draw: st.DrawFn) -> Exponential:
    """With a cap, or without."""
    base = draw(delays(1))
    cap = draw(st.none() | st.integers(base, 4 * 90 * SECOND_US))
    return Exponential(base, draw(FACTORS), cap)


@st.composite
def by_ages(draw: st.DrawFn) -> ByAge:
    """With a scan of the queue, or without."""
    least = draw(st.integers(SECOND_US, 60 * SECOND_US))
    most = draw(st.integers(least, 300 * SECOND_US))
    scan = draw(st.just(0) | st.integers(1, 60 * SECOND_US))
    return ByAge(least, most, scan, draw(st.integers(0, scan)))


def rules() -> st.SearchStrategy[Rule]:
    """Any rule."""
    explicit = st.builds(Explicit, st.lists(delays(0), min_size=1, max_size=4).map(tuple))
    return st.one_of(explicit, exponentials(), stretches(), by_ages())


@st.composite
def policies(draw: st.DrawFn) -> RetryPolicy:
    """Any rule with a jitter that goes with it, and limits on attempts, on age, or on both."""
    rule = draw(rules())
    kinds = [] if isinstance(rule, ByAge) else list(Jitter)
    if not isinstance(rule, Exponential) and kinds:
        kinds.remove(Jitter.DECORRELATED)
    lifetime = draw(st.none() | st.integers(1, 400 * SECOND_US))
    # Without delays a lifetime alone would allow thousands of attempts.
    most = draw(st.integers(1, 6) | st.sampled_from([12]))
    return RetryPolicy(
        "test",
        rule,
        max_attempts=most,
        lifetime_us=lifetime,
        age_rule=draw(st.sampled_from(AgeRule)),
        jitter=draw(st.sampled_from(kinds)) if kinds else Jitter.NONE,
        throttled_counts=draw(st.booleans()),
    )
