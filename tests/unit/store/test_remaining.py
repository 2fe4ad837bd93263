"""What is left of a run, as the lanes and the waiting retries tell it."""

from __future__ import annotations

import pytest

from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.store import remaining
from mailsim_desktop.store.database import Store
from tests.helpers.in_process import plan, work_until
from tests.helpers.workspace import Workspace, addresses, one_lane

SECOND_US = 1_000_000
WAITING = "SELECT attempts, due_us FROM job_exceptions WHERE state = 'deferred' ORDER BY due_us"


@pytest.fixture
def run_id(workspace: Workspace, store: Store) -> int:
    found = workspace.launch(workspace.add_list(one_lane(1_000)), scenario="rate-limited", seed=2)
    plan(store, found)
    return found


def test_plan_of_a_lane_has_its_limits_and_its_schedule(store: Store, run_id: int):
    with store.read() as connection:
        (lane,) = remaining.lane_plans(connection, run_id)

    assert (lane.jobs, lane.connections, lane.rate) == (1_000, 10, Rate(7, SECOND_US, 7))
    assert lane.schedule.due_us(700) == 100 * SECOND_US


def test_no_lane_before_the_recipients_are_counted(workspace: Workspace, store: Store):
    run_id = workspace.launch(workspace.add_list(addresses(20)))

    with store.read() as connection:
        assert remaining.lane_plans(connection, run_id) == []
        assert remaining.standings(connection, run_id) == []


def test_standing_counts_those_who_wait_for_a_retry(
    workspace: Workspace, store: Store, run_id: int
):
    work_until(store, run_id, 90 * SECOND_US)

    with store.read() as connection:
        (now,) = remaining.standings(connection, run_id)
    assert now.waiting == len(workspace.sql(WAITING)) > 10
    assert now.attempts == workspace.sql("SELECT COUNT(*) FROM email_logs")[0][0]
    assert now.next_start_us >= 90 * SECOND_US


def test_those_due_last_are_grouped_by_attempts_and_span(
    workspace: Workspace, store: Store, run_id: int
):
    work_until(store, run_id, 90 * SECOND_US)

    with store.read() as connection:
        (lane,) = remaining.lane_plans(connection, run_id)
        found = remaining.latest_waiting(connection, lane.id, most=20, span_us=10 * SECOND_US)
    last = workspace.sql(WAITING)[-20:]
    assert sum(part.number for part in found) == 20
    assert {part.attempts for part in found} == {attempts for attempts, _ in last} == {1, 2}
    for part in found:
        inside = [
            due_us
            for attempts, due_us in last
            if attempts == part.attempts and part.first_due_us <= due_us <= part.last_due_us
        ]
        assert len(inside) == part.number
        assert part.last_due_us - part.first_due_us < 10 * SECOND_US
