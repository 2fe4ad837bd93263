"""Rates are exact fractions."""

from __future__ import annotations

from fractions import Fraction

import pytest

from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.errors import ScenarioError


@pytest.mark.parametrize(
    ("rate", "p", "q"),
    [
        (Rate(7, 1_000_000), 1_000_000, 7),
        (Rate(20, 1_000_000), 50_000, 1),
        (Rate(100, 60_000_000), 600_000, 1),
        (Rate(6, 4), 2, 3),
    ],
)
def test_interval_is_in_lowest_terms(rate, p, q):
    assert (rate.p, rate.q) == (p, q)
    assert Fraction(rate.p, rate.q) == Fraction(rate.period_us, rate.quantity)


@pytest.mark.parametrize(("quantity", "period_us", "burst"), [(0, 1, 1), (1, 0, 1), (1, 1, 0)])
def test_rate_that_is_none_is_refused(quantity, period_us, burst):
    with pytest.raises(ScenarioError, match="at least 1"):
        Rate(quantity, period_us, burst)


@pytest.mark.parametrize("rate", [Rate(7, 1_000_000, 3), Rate(1, 1)])
def test_snapshot_is_read_as_it_was_written(rate):
    assert Rate.from_json(rate.to_json()) == rate


def test_no_limit_stays_no_limit():
    assert Rate.from_json(None) is None


@pytest.mark.parametrize(
    ("quantity", "period_us", "burst"),
    [(10**9 + 1, 1, 1), (1, 1 << 60, 1), (1, 86_400_000_000, 10**9), (10**30, 1, 1)],
)
def test_rate_that_no_lane_could_keep_count_of_is_refused(
    quantity: int, period_us: int, burst: int
):
    with pytest.raises(ScenarioError, match="at most"):
        Rate(quantity, period_us, burst)
