"""Rules of the domain, for any values: retries, schedules, rates, histograms, transitions."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import pairwise
from math import exp, floor
from statistics import NormalDist

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mailsim_desktop.domain import histogram, transitions
from mailsim_desktop.domain.contact import ContactState
from mailsim_desktop.domain.histogram import BUCKETS
from mailsim_desktop.domain.provider import ProviderGroup
from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.domain.retry_policy import AgeRule, RetryPolicy
from mailsim_desktop.domain.retry_rule import ByAge
from mailsim_desktop.domain.scenario import PPM, Reply, Scenario
from mailsim_desktop.domain.schedule import Piece, Schedule
from mailsim_desktop.domain.transitions import CampaignState, JobState, RunState
from mailsim_desktop.simulation import reference
from mailsim_desktop.simulation.streams import mix_int
from tests.helpers.lane_driver import LaneDriver, new_lane
from tests.helpers.policies import policies

SECOND_US = 1_000_000
DELAYS = st.integers(0, 10**12)
RATES = st.builds(
    Rate,
    quantity=st.integers(1, 10_000),
    period_us=st.integers(1, 86_400 * SECOND_US),
    burst=st.integers(1, 50),
)
DRAWS = st.integers(0, (1 << 64) - 1)
HISTOGRAMS = st.lists(st.just(0) | st.integers(0, 2**31 - 1), min_size=BUCKETS, max_size=BUCKETS)

# --- retries


@given(most=st.integers(1, 30), delays=st.lists(DELAYS, min_size=1, max_size=30))
def test_every_job_ends_after_at_most_max_attempts_with_delays_of_its_list(
    most: int, delays: list[int]
):
    policy = RetryPolicy.explicit("p", most, tuple(delays))

    waits = [
        None if policy.gives_up(attempt, 0, 0) else policy.delay_us(attempt)
        for attempt in range(1, most + 5)
    ]

    assert waits[most - 1 :] == [None] * 5
    assert all(wait in delays for wait in waits[: most - 1])
    assert waits[: min(most - 1, len(delays))] == delays[: most - 1]


@given(policy=policies())
def test_snapshot_of_any_policy_is_read_as_it_was_written(policy: RetryPolicy):
    assert RetryPolicy.from_json(json.loads(json.dumps(policy.to_json()))) == policy


@given(policy=policies())
def test_nominal_attempts_end_by_the_limits_and_never_go_back(policy: RetryPolicy):
    instants = policy.instants_us()

    assert instants[0] == 0
    assert list(instants) == sorted(instants)
    assert len(instants) <= policy.most_attempts
    if policy.lifetime_us is not None:
        allowed = instants if policy.age_rule is AgeRule.NEXT_DUE else instants[:-1]
        assert all(at <= policy.lifetime_us for at in allowed)
    if len(instants) < policy.most_attempts:  # then its age ended it
        assert policy.lifetime_us is not None
        at = instants[-1]
        following = at + policy.delay_us(len(instants), at, at)
        past = following > policy.lifetime_us
        assert past if policy.age_rule is AgeRule.NEXT_DUE else at >= policy.lifetime_us


@given(policy=policies(), failed=st.integers(1, 12), draws=st.lists(DRAWS, min_size=12))
def test_jitter_stays_in_the_range_that_is_shown(
    policy: RetryPolicy, failed: int, draws: list[int]
):
    assume(not isinstance(policy.rule, ByAge))
    previous = policy.delay_us(1)
    for attempt, draw in zip(range(1, failed + 1), draws, strict=False):
        previous = policy.jittered_us(attempt, previous, draw)

        least, most = policy.range_us(attempt)
        assert least <= previous <= most


# --- schedules


@given(rate=RATES, seqs=st.lists(st.integers(0, 10**7), min_size=2, max_size=20))
def test_schedule_is_exact_and_never_goes_back(rate: Rate, seqs: list[int]):
    schedule = Schedule.at_rate(rate)

    due = [schedule.due_us(seq) for seq in sorted(seqs)]

    interval = Fraction(rate.period_us, rate.quantity)
    assert due == [floor(interval * seq) for seq in sorted(seqs)]
    assert all(early <= late for early, late in pairwise(due))


@given(rates=st.lists(RATES, min_size=1, max_size=4), places=st.sets(st.integers(1, 300)))
def test_appended_piece_changes_nothing_before_it(rates: list[Rate], places: set[int]):
    schedule = Schedule.at_rate(rates[0])
    for seq, rate in zip(sorted(places), rates[1:], strict=False):
        before = [schedule.due_us(n) for n in range(seq + 1)]
        schedule = Schedule((*schedule.pieces, Piece(seq, schedule.due_us(seq), rate.p, rate.q)))

        assert [schedule.due_us(n) for n in range(seq + 1)] == before

    due = [schedule.due_us(n) for n in range(310)]
    assert all(early <= late for early, late in pairwise(due))


# --- rate limits


@st.composite
def limited_lanes(draw: st.DrawFn) -> tuple[Scenario, ProviderGroup]:
    """A lane with quick replies, so that nothing but its rate holds it back."""
    rate = Rate(
        draw(st.integers(1, 40)), draw(st.integers(1, 3 * SECOND_US)), draw(st.integers(1, 9))
    )
    group = ProviderGroup("g", "", (), draw(st.integers(1, 5)), rate, "", "")
    deferred = draw(st.integers(0, PPM // 2))
    replies = (
        Reply("ok", 250, "", "", PPM - deferred, "", ""),
        Reply("later", 421, "", "", deferred, "", ""),
    )
    policy = RetryPolicy.explicit("p", 4, (draw(st.integers(0, SECOND_US)),))
    slow = draw(st.integers(0, 1_000))
    return Scenario("s", "", "", replies, (0, slow), "", "", policy, (group,), spaced=False), group


@given(lane=limited_lanes(), seed=st.integers(0, 1 << 40), jobs=st.integers(1, 60))
def test_starts_never_exceed_the_rate_and_its_burst_over_any_window(
    lane: tuple[Scenario, ProviderGroup], seed: int, jobs: int
):
    """GCRA: in any closed span of length t start at most burst + floor(t / interval) attempts."""
    scenario, group = lane
    rate = group.rate
    assert rate is not None
    keys = sorted(mix_int(n + seed) - (1 << 63) for n in range(jobs))
    driver = LaneDriver(scenario, new_lane(group, Schedule.at_once(), jobs), seed, keys)

    starts = [attempt.start_us for attempt in driver.run([1000] * 10_000, [1 << 62] * 10_000)]

    interval = Fraction(rate.p, rate.q)
    for first, start in enumerate(starts):
        for number, later in enumerate(starts[first:], 1):
            assert number <= rate.burst + floor((later - start) / interval)


@given(rate=RATES, jobs=st.integers(1, 60))
def test_rate_is_used_up_where_there_is_work(rate: Rate, jobs: int):
    """No start comes later than the limit asks, to the microsecond."""
    group = ProviderGroup("g", "", (), 1, rate, "", "")
    reply = (Reply("ok", 250, "", "", PPM, "", ""),)
    policy = RetryPolicy.explicit("p", 1, ())
    scenario = Scenario("s", "", "", reply, (0, 0), "", "", policy, (group,), spaced=False)

    log = reference.run_lane(scenario, group, 1, range(jobs), Schedule.at_once())

    interval = Fraction(rate.p, rate.q)
    for number, attempt in enumerate(log):
        earliest = max(0, number - rate.burst + 1) * interval
        assert earliest <= attempt.start_us < earliest + jobs  # each start rounds up by less than 1


# --- histograms


@given(HISTOGRAMS)
def test_histogram_survives_packing(counts: list[int]):
    assert histogram.unpack(histogram.pack(counts)) == counts


@given(HISTOGRAMS, HISTOGRAMS)
def test_packed_histograms_add_up(first: list[int], second: list[int]):
    both = histogram.add(histogram.pack(first), histogram.pack(second))

    assert histogram.unpack(both) == [a + b for a, b in zip(first, second, strict=True)]


@given(st.integers(0, 10**9))
def test_latency_lies_in_its_bucket(latency_us: int):
    index = histogram.bucket_of(latency_us)

    assert index == 0 or histogram.LOWER_US[index] <= latency_us
    assert index == BUCKETS - 1 or latency_us < histogram.LOWER_US[index + 1]


STEPS = 4_000
NORMAL = [NormalDist().inv_cdf((n + 0.5) / STEPS) for n in range(STEPS)]


@given(
    median=st.integers(10_000, 1_000_000),
    sigma=st.floats(0.2, 1.2),
    share=st.sampled_from([0.25, 0.5, 0.75, 0.9, 0.95]),
)
def test_quantile_of_smooth_latencies_is_within_a_fortieth(median: int, sigma: float, share: float):
    """Log-normal latencies, from narrow to very wide."""
    values = [int(median * exp(sigma * place)) for place in NORMAL]
    counts = [0] * BUCKETS
    for value in values:
        counts[histogram.bucket_of(value)] += 1

    found = histogram.quantile_us(counts, share)

    assert found == pytest.approx(values[int(share * STEPS)], rel=0.025)


@given(HISTOGRAMS, st.floats(0, 1), st.floats(0, 1))
def test_quantiles_rise_with_their_share(counts: list[int], first: float, second: float):
    low, high = (histogram.quantile_us(counts, share) for share in sorted((first, second)))

    assert (low is None) == (high is None) == (sum(counts) == 0)
    assert low is None or high is None or low <= high


# --- transitions

MACHINES = {
    "campaign": (transitions.CAMPAIGN, CampaignState.DRAFT, set()),
    "run": (transitions.RUN, RunState.PLANNING, {RunState.CANCELLED, RunState.COMPLETED}),
    "job": (transitions.JOB, JobState.PENDING, transitions.TERMINAL_JOB_STATES),
    "contact": (transitions.CONTACT, ContactState.RAW, set()),
}


@pytest.mark.parametrize("name", MACHINES)
def test_exactly_the_final_states_have_no_way_out(name):
    table, _, final = MACHINES[name]

    assert {state for state, targets in table.items() if not targets} == final


def test_failed_run_may_only_be_cleared_away():
    assert transitions.RUN[RunState.FAILED] == {RunState.CANCELLING}


@pytest.mark.parametrize("name", MACHINES)
def test_every_state_is_reachable(name):
    table, first, _ = MACHINES[name]
    reached, edge = {first}, {first}

    while edge:
        edge = {target for state in edge for target in table[state]} - reached
        reached |= edge

    assert reached == set(table)


@pytest.mark.parametrize("state", RunState)
def test_every_run_can_still_come_to_an_end(state):
    reached = {state}
    for _ in RunState:
        reached |= {target for known in reached for target in transitions.RUN[known]}

    assert reached & transitions.TERMINAL_RUN_STATES
