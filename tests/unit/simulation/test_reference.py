"""The oracle, against cases small enough to work out by hand."""

from dataclasses import replace

from mailsim_desktop.domain.provider import ProviderGroup
from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.domain.retry_policy import RetryPolicy
from mailsim_desktop.domain.scenario import PPM, Reply, Scenario
from mailsim_desktop.domain.schedule import Schedule
from mailsim_desktop.simulation.reference import run_lane

GROUP = ProviderGroup("g", "G", (), 2, None, "assumed", "test")
SCENARIO = Scenario(
    id="test",
    name="",
    summary="",
    replies=(Reply("ok", 250, "", "", PPM, "assumed", "test"),),
    latency_us=(100, 100),
    latency_provenance="assumed",
    latency_source="test",
    policy=RetryPolicy.explicit("test", 3, (10, 30)),
    groups=(GROUP,),
    spaced=False,
)
DEFERRING = replace(SCENARIO, replies=(Reply("busy", 421, "", "", PPM, "assumed", "test"),))


def times(scenario: Scenario, group: ProviderGroup, jobs: int) -> list[tuple[int, int, int]]:
    log = run_lane(scenario, group, 1, range(jobs), Schedule.at_once())
    return [(attempt.contact_key, attempt.attempt, attempt.start_us) for attempt in log]


def test_connections_carry_one_attempt_at_a_time():
    assert times(SCENARIO, GROUP, 5) == [
        (0, 1, 0), (1, 1, 0), (2, 1, 100), (3, 1, 100), (4, 1, 200),
    ]  # fmt: skip


def test_retry_waits_from_the_finish_and_the_last_one_ends_the_job():
    assert times(DEFERRING, GROUP, 1) == [(0, 1, 0), (0, 2, 110), (0, 3, 240)]


def test_rate_lets_a_burst_through_and_then_its_interval():
    limited = replace(GROUP, connections=9, rate=Rate(3, 1_000, burst=2))

    # intervals of 333 1/3 microseconds: 0, 0, then each rounded up from the exact instant
    assert times(SCENARIO, limited, 5) == [
        (0, 1, 0), (1, 1, 0), (2, 1, 334), (3, 1, 667), (4, 1, 1_000),
    ]  # fmt: skip


def test_order_of_the_keys_given_does_not_matter():
    forward = run_lane(DEFERRING, GROUP, 1, [3, -1, 7], Schedule.at_once())
    backward = run_lane(DEFERRING, GROUP, 1, [7, -1, 3], Schedule.at_once())

    assert forward == backward
    assert [attempt.contact_key for attempt in forward[:3]] == [-1, 3, 7]


def test_latency_and_reply_come_from_the_streams():
    scenario = replace(SCENARIO, latency_us=(0, 1_000_000))
    one, other = (run_lane(scenario, GROUP, seed, [5], Schedule.at_once()) for seed in (1, 2))

    assert one[0].finish_us != other[0].finish_us
