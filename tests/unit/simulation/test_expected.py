"""Expected numbers of a lane, against sums that can be done by hand."""

from __future__ import annotations

import math

import pytest

from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.simulation import catalogue
from mailsim_desktop.simulation.expected import Chances, Expected, Portion

NEVER = Chances(deferred=0.0, latency_us=10.0, delays_us=(1_000,))
HALF = Chances(deferred=0.5, latency_us=10.0, delays_us=(1_000,))


def test_chances_are_those_of_the_scenario():
    demo = Chances.of(catalogue.load_scenario("classic-demo"))

    assert demo == Chances(0.1, 275_000.0, (10_000_000, 30_000_000))


def test_slower_of_rate_and_connections_spaces_the_attempts():
    assert NEVER.interval_us(5, None) == 2.0
    assert NEVER.interval_us(5, Rate(1, 3)) == 3.0
    assert NEVER.interval_us(5, Rate(1, 1)) == 2.0


def test_lane_that_is_behind_works_at_its_interval():
    found = Expected(NEVER)
    found.look(100.0, 5.0, [Portion(0, 0, 20, 0), Portion(0, 0, 4, 0)])

    assert found.attempts == 24
    assert found.end_us() == 100 + 24 * 5 + 10


def test_lane_that_waits_for_its_schedule_ends_with_the_last_due_job():
    found = Expected(NEVER)
    found.look(0.0, 1.0, [Portion(500, 900, 20, 0)])

    assert found.end_us() == 900 + 10


def test_jobs_are_tried_in_the_order_in_which_they_are_due():
    found = Expected(HALF)
    found.look(0.0, 1.0, [Portion(2_000, 2_000, 1e6, 1), Portion(0, 0, 1_000, 0)])

    # the retries of the second portion, due at 1,010, come before the million
    assert found.certain_us == pytest.approx(2_010 + 1e6 + 10, abs=600)
    assert min(at_us for at_us, _ in found.ends) < 2_100


def test_last_try_is_not_followed_by_another():
    found = Expected(HALF)
    found.look(0.0, 1.0, [Portion(0, 0, 8, 1)])

    assert found.attempts == 8
    assert found.ends == []


@pytest.mark.parametrize(("jobs", "comes"), [(1, 1 - math.exp(-0.5)), (2_000, 1.0)])
def test_retry_moves_the_end_by_its_probability(jobs: int, comes: float):
    found = Expected(HALF)
    found.look(0.0, 0.0, [Portion(0, 0, jobs, 0)])

    assert found.attempts == 1.5 * jobs
    assert found.end_us() == pytest.approx(10 + comes * 1_010)


def test_end_of_several_lanes_is_that_of_the_last():
    found = Expected(NEVER)
    found.look(0.0, 5.0, [Portion(0, 0, 20, 0)])
    found.look(0.0, 5.0, [Portion(0, 0, 4, 0)])

    assert found.end_us() == 110


def test_nothing_left_ends_where_the_run_is():
    found = Expected(HALF, certain_us=77.0)
    found.look(0.0, 5.0, [])

    assert (found.attempts, found.end_us()) == (0, 77.0)
