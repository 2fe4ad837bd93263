"""A lane's row says what it does, and its figures are those of the visible instant."""

from __future__ import annotations

import pytest

from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.services.lane_view import AHEAD_US, LaneState, lane_views
from mailsim_desktop.services.metrics import Meter, Reading
from mailsim_desktop.store import standing
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.standing import GroupStanding
from tests.helpers.in_process import plan, work_until
from tests.helpers.workspace import Workspace, addresses

SECOND_US = 1_000_000


@pytest.fixture
def reading(workspace: Workspace, store: Store) -> Reading:
    """Of a run that has made some way."""
    run_id = workspace.launch(workspace.add_list(addresses(400)), scenario="rate-limited", seed=2)
    plan(store, run_id)
    work_until(store, run_id, 12 * SECOND_US)
    return Meter(run_id).read(store)


def group(reading: Reading, **values: object) -> GroupStanding:
    found = {
        "lanes": 1, "lane": "google", "jobs": 100, "pending": 50, "cancelled": 0,
        "next_start_us": reading.visible_us, "connections": 5, "rate": None,
    }  # fmt: skip
    return GroupStanding("google", **(found | values))  # type: ignore[arg-type] # as given


def test_queued_of_all_lanes_is_that_of_the_run(store: Store, reading: Reading):
    with store.read() as connection:
        groups = standing.groups(connection, reading.run.id)
    found = lane_views(groups, {"google": 16.5}, reading)

    assert sum(lane.queued for lane in found) == reading.queued
    google = next(lane for lane in found if lane.provider_group == "google")
    assert (google.name, google.lane, google.per_s) == ("Google", "google", 16.5)


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({}, LaneState.RUNNING),
        ({"pending": 0, "next_start_us": NEVER_US}, LaneState.DONE),
        ({"cancelled": 3}, LaneState.CANCELLED),
    ],
)
def test_state_is_what_the_lane_does(reading: Reading, values: dict[str, object], state: LaneState):
    (found,) = lane_views([group(reading, **values)], {}, reading)
    assert found.state is state


def test_lane_whose_next_start_is_far_waits_for_it(reading: Reading):
    near, far = (reading.visible_us + AHEAD_US + more for more in (0, 1))

    found = lane_views(
        [group(reading, next_start_us=near), group(reading, next_start_us=far)], {}, reading
    )

    assert [lane.state for lane in found] == [LaneState.RUNNING, LaneState.WAITING]
    assert found[1].next_start_us == far


def test_lanes_of_a_paused_run_are_paused_and_those_of_several_have_no_name_alone(
    reading: Reading, workspace: Workspace, store: Store
):
    workspace.execute("UPDATE runs SET state = 'paused'")
    paused = Meter(reading.run.id).read(store)
    assert paused.run.state is RunState.PAUSED

    (found,) = lane_views([group(reading, lanes=2418)], {}, paused)

    assert found.state is LaneState.PAUSED
    assert (found.lanes, found.lane) == (2418, None)
