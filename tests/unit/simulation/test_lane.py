"""The clock of one lane; tests/property holds it to the oracle in all batch sizes and steps."""

from dataclasses import replace
from itertools import cycle

import numpy as np
import pytest

from mailsim_desktop.domain.retry_policy import RetryPolicy
from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.domain.scenario import PPM, Scenario
from mailsim_desktop.domain.schedule import Schedule
from mailsim_desktop.simulation import catalogue, reference
from mailsim_desktop.simulation.job_batch import JobBatch
from mailsim_desktop.simulation.lane import run_batch
from mailsim_desktop.simulation.lane_state import LaneState
from mailsim_desktop.simulation.replies import ReplyModel
from mailsim_desktop.simulation.streams import mix_int
from tests.helpers.lane_driver import LaneDriver, new_lane

KEYS = sorted(mix_int(n) - (1 << 63) for n in range(700))
MINUTE_US = 60_000_000


def spaced_scenario_lane(group_id: str = "orange") -> LaneDriver:
    scenario = catalogue.load_scenario("rate-limited")
    group = scenario.group(group_id)
    assert group.rate is not None
    lane = new_lane(group, Schedule.at_rate(group.rate), len(KEYS))
    return LaneDriver(scenario, lane, 5, KEYS)


def only_deferrals(delay_us: int) -> Scenario:
    """Three attempts, each deferred at once and tried again after `delay_us`."""
    scenario = catalogue.load_scenario("classic-demo")
    busy = replace(scenario.replies[1], share_ppm=PPM)
    policy = RetryPolicy.explicit("test", 3, (delay_us,))
    return replace(scenario, replies=(busy,), latency_us=(0, 0), policy=policy)


@pytest.mark.parametrize("batch", [1, 100, 5_000])
@pytest.mark.parametrize("step_us", [3_000_000, 61_000_000, NEVER_US])
@pytest.mark.parametrize("group_id", ["google", "orange"])
def test_shipped_scenario_gives_the_oracle_s_log(batch: int, step_us: int, group_id: str):
    driver = spaced_scenario_lane(group_id)

    log = driver.run(cycle([batch]), cycle([step_us]))

    scenario, schedule = driver.scenario, driver.lane.schedule
    assert log == reference.run_lane(scenario, scenario.group(group_id), 5, KEYS, schedule)


def test_nothing_starts_at_or_after_the_horizon_and_nothing_before_it_is_left():
    driver, whole = spaced_scenario_lane(), spaced_scenario_lane()
    everything = whole.run(cycle([10_000]), cycle([NEVER_US]))

    while driver.lane.next_start_us < 3 * MINUTE_US:
        driver.run_one_batch(50, 3 * MINUTE_US)

    expected = [attempt for attempt in everything if attempt.start_us < 3 * MINUTE_US]
    assert driver.log == expected
    assert driver.lane.next_start_us <= everything[len(expected)].start_us


def test_deferred_job_that_was_not_read_bounds_the_next_start():
    """A retry in the batch may be due after it: at 4.3 s here, while the other waits till 2.7."""
    model = ReplyModel(only_deferrals(2_666_667), 0)
    lane = LaneState(jobs=2, schedule=Schedule.at_once(), connections=[0], cursor=1)
    lane.last_start_us = 1_666_667
    one = np.ones(1, dtype=np.int64)

    result = run_batch(
        lane,
        JobBatch(0 * one, one, one, one, one < 1, later_due_us=2_666_667),
        model,
        2_666_667,
    )

    assert result.start_us.tolist() == [1_666_667]
    assert lane.next_start_us == 2_666_667


def test_place_of_equal_due_times_is_the_ordinal_even_across_batches():
    """Retries without any wait fall between fresh jobs that are due at the same instant."""
    scenario = only_deferrals(0)
    schedule = Schedule.at_once()
    expected = reference.run_lane(scenario, scenario.groups[0], 1, KEYS[:20], schedule)

    for batch in (1, 3, 20):
        lane = new_lane(scenario.groups[0], schedule, 20)
        log = LaneDriver(scenario, lane, 1, KEYS[:20]).run(cycle([batch]), cycle([7]))
        assert log == expected
        assert [attempt.attempt for attempt in log[:3]] == [1, 2, 3]


def test_empty_lane_is_at_its_end_after_one_look():
    driver = spaced_scenario_lane()
    driver.lane.jobs, driver.keys = 0, []

    driver.run_one_batch(10, MINUTE_US)

    assert driver.lane.next_start_us == NEVER_US
    assert driver.log == []
