"""The presets of retry policies against the instants that their mail servers are known for."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest

from mailsim_desktop.domain.provider import ProviderGroup
from mailsim_desktop.domain.retry_policy import AgeRule, RetryPolicy
from mailsim_desktop.domain.retry_rule import ByAge, Exponential
from mailsim_desktop.domain.scenario import PPM, Reply, Scenario
from mailsim_desktop.domain.schedule import Schedule
from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.simulation import reference
from mailsim_desktop.simulation.policy_files import load_policy, policy_ids
from tests.helpers.lane_driver import LaneDriver, new_lane

DAY_S = 86_400
LONGEST_AGE_US = 10 * DAY_S * SECOND_US


def seconds(policy: RetryPolicy) -> list[float]:
    return [at / SECOND_US for at in policy.instants_us()]


def waits(policy: RetryPolicy) -> list[float]:
    return [wait / SECOND_US for wait in policy.waits_us()]


def always_deferred(policy: RetryPolicy) -> Scenario:
    group = ProviderGroup("g", "", (), 1, None, "", "")
    later = (Reply("later", 421, "", "", PPM, "", ""),)
    return Scenario("s", "", "", later, (0, 0), "", "", policy, (group,), spaced=False)


def test_g1_kumomta_within_a_day():
    policy = load_policy("kumomta-marketing")

    assert seconds(policy) == [0, 1200, 3600, 8400, 18000, 37200, 75600]


def test_g2_kumomta_within_a_week_expires_long_before_it():
    policy = load_policy("kumomta")

    assert len(seconds(policy)) == 9
    assert seconds(policy)[-1] == 306_000


@pytest.mark.parametrize(
    ("cap_s", "lifetime_s", "expected"),
    [(8, 128, [2, 4] + [8] * 15), (None, 1024, [2, 4, 8, 16, 32, 64, 128, 256, 512])],
)
def test_g3_kumomta_with_a_cap(cap_s: int | None, lifetime_s: int, expected: list[int]):
    cap = None if cap_s is None else cap_s * SECOND_US
    rule = Exponential(2 * SECOND_US, Fraction(2), cap)

    assert waits(RetryPolicy("p", rule, lifetime_us=lifetime_s * SECOND_US)) == expected


def test_g6_postfix_without_its_scan():
    found = seconds(load_policy("postfix-ideal"))

    assert found[:8] == [0, 300, 600, 1200, 2400, 4800, 8800, 12800]
    assert {after - before for before, after in pairwise(found[5:])} == {4000}
    assert (len(found), found[-1]) == (113, 432_800)


@pytest.mark.parametrize(
    ("phase_s", "first", "number", "end"),
    [
        (0, [0, 300, 600, 1200, 2400, 4800, 9000, 13200], 108, 433_200),
        (150, [0, 450, 1050, 2250, 4650, 8850], 107, None),
    ],
)
def test_g7_postfix_with_its_scan(phase_s: int, first: list[int], number: int, end: int | None):
    policy = load_policy("postfix")
    assert isinstance(policy.rule, ByAge)
    policy = replace(policy, rule=replace(policy.rule, phase_us=phase_s * SECOND_US))

    found = seconds(policy)

    assert found[: len(first)] == first
    assert len(found) == number
    assert end is None or found[-1] == end
    assert found[-2] < 5 * DAY_S <= found[-1]


def test_g9_exim():
    found = seconds(load_policy("exim"))

    assert found[:9] == [900 * n for n in range(9)]
    assert found[9:15] == [10800, 16200, 24300, 36450, 54675, 82012]
    assert {after - before for before, after in pairwise(found[14:])} == {21_600}
    assert (len(found), found[-1]) == (28, 362_812)


def test_g13_mailgun():
    assert [at / 60 for at in seconds(load_policy("mailgun"))] == [0, 10, 25, 55, 115, 235, 475]


def test_g14_laravel():
    assert waits(load_policy("laravel")) == [1, 5, 10, 10]


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("momentum-sparkpost", 8),
        ("powermta", 649),
        ("haraka", 13),
        ("zonemta", 18),
        ("postal", 18),
        ("spotler", 145),
        ("socketlabs", 97),
        ("rfc5321", 50),
    ],
)
def test_number_of_attempts_if_always_deferred(name: str, number: int):
    assert len(seconds(load_policy(name))) == number


@pytest.mark.parametrize(
    ("name", "wait_s", "expected"),
    [
        ("postfix-ideal", 300, (1, 300)),
        ("postfix-ideal", 850, (3, 1200)),
        ("kumomta", 300, (1, 1200)),
        ("kumomta", 850, (1, 1200)),
        ("exim", 300, (1, 900)),
        ("exim", 850, (1, 900)),
        ("haraka", 300, (3, 448)),
        ("haraka", 850, (4, 960)),
        ("zonemta", 300, (1, 300)),
        ("zonemta", 850, (3, 1200)),
        ("mailgun", 300, (1, 600)),
        ("mailgun", 850, (2, 1500)),
        ("postal", 300, (1, 300)),
        ("postal", 850, (3, 1197)),
    ],
)
def test_g26_to_g32_first_retry_that_a_greylist_lets_in(
    name: str, wait_s: int, expected: tuple[int, int]
):
    retry = next((n, at) for n, at in enumerate(seconds(load_policy(name))) if at >= wait_s)

    assert retry == expected


@pytest.mark.parametrize("name", policy_ids())
def test_every_preset_has_words_origins_and_an_end(name: str):
    policy = load_policy(name)

    assert policy.name
    assert policy.summary
    for origin in (policy.delays_origin, policy.limits_origin):
        assert origin.provenance in {"measured", "derived", "assumed", "reported"}
        assert len(origin.source) > 3
    assert 1 < len(policy.instants_us()) < 1000
    assert policy.instants_us()[-1] < LONGEST_AGE_US


@pytest.mark.parametrize("name", policy_ids())
def test_engine_and_reference_make_the_attempts_of_every_preset(name: str):
    policy = load_policy(name)
    scenario, keys = always_deferred(policy), [5, 11]
    lane = new_lane(scenario.groups[0], Schedule.at_once(), len(keys))

    log = LaneDriver(scenario, lane, 3, keys).run([7] * 10_000, [DAY_S * SECOND_US] * 10_000)

    assert log == reference.run_lane(scenario, scenario.groups[0], 3, keys, Schedule.at_once())
    if policy.jitter == "none":
        starts = [attempt.start_us for attempt in log if attempt.contact_key == keys[0]]
        assert starts == list(policy.instants_us())


def test_age_counts_from_when_a_job_was_first_due():
    """A job that was due late does not inherit the age of those before it."""
    policy = replace(
        load_policy("mailgun"), lifetime_us=1000 * SECOND_US, age_rule=AgeRule.FAILED_ATTEMPT
    )
    scenario, keys = always_deferred(policy), [1, 2, 3]
    schedule = Schedule.from_json([[0, 0, 5000 * SECOND_US, 1]])
    lane = new_lane(scenario.groups[0], schedule, len(keys))

    log = LaneDriver(scenario, lane, 3, keys).run([2] * 100, [100 * SECOND_US] * 10_000)

    made = [(a.contact_key, a.start_us // SECOND_US) for a in log]
    assert sorted(made) == [
        (key, n * 5000 + at) for n, key in enumerate(keys) for at in (0, 600, 1500)
    ]
