"""Each part of a plan is written once, in ranges of ids that belong to one lane alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from mailsim_desktop.store import audience, checks, plan, runs
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.plan import JobRange, NewLane
from tests.helpers.in_process import plan as plan_all
from tests.helpers.in_process import work_until
from tests.helpers.workspace import Workspace, addresses, one_lane


def lane(name: str, shard: int, jobs: int) -> NewLane:
    return NewLane(name, name, shard, jobs, "[]", "[0]", None)


@contextmanager
def sorted_audience(store: Store, run_id: int) -> Iterator[list[tuple[int, int]]]:
    """Contact ids and keys of the audience in the order of its plan, all in one lane."""
    with store.read() as connection:
        run = runs.get(connection, run_id)
    with audience.sorted_once(store, run, 1, {}, other=0):
        with store.read() as connection:
            sql = "SELECT contact_id, contact_key FROM scratch.audience ORDER BY rowid"
            found = [tuple(row) for row in connection.exec_driver_sql(sql)]
        yield found


@pytest.fixture
def run_id(workspace: Workspace, store: Store) -> int:
    """A run with two lanes of three jobs, nothing planned yet."""
    found = workspace.launch(workspace.add_list(addresses(6)))
    with store.write() as connection:
        plan.create_lanes(connection, found, 2, [lane("a", 0, 3), lane("b", 1, 3)])
        plan.count(connection, found, audience=6, recipients=6, settings_hash="h")
    return found


def test_lanes_of_all_runs_have_ranges_of_ids_that_do_not_meet(
    workspace: Workspace, store: Store, run_id: int
):
    other = workspace.launch(workspace.add_list(addresses(4), name="other"))
    with store.write() as connection:
        plan.create_lanes(connection, other, 1, [lane("b", 0, 4)])
        found = [
            (row.name, row.first_job_id, row.jobs)
            for each in (run_id, other)
            for row in plan.lanes(connection, each)
        ]

    assert found == [("a", 1, 3), ("b", 4, 3), ("b", 7, 4)]
    assert workspace.sql("SELECT shard_id FROM lanes ORDER BY id") == [(1,), (2,), (3,)]


def test_a_chunk_is_written_once_and_moves_the_planned_instant(
    workspace: Workspace, store: Store, run_id: int
):
    first, second = [JobRange(1, 1, 1, 1), JobRange(2, 4, 4, 2)], [JobRange(1, 2, 2, 1)]
    with sorted_audience(store, run_id) as rows, store.write() as connection:
        written = [
            plan.add_jobs(connection, run_id, ranges, planned=planned, planned_until_us=until)
            for ranges, planned, until in ((first, 0, 50), (first, 0, 50), (second, 3, 70))
        ]

    assert written == [True, False, True]
    assert workspace.sql(
        "SELECT id, run_id, lane_id, contact_id, contact_key FROM email_jobs ORDER BY id"
    ) == [
        (job_id, run_id, lane_id, *rows[job_id - 1])
        for job_id, lane_id in ((1, 1), (2, 1), (4, 2), (5, 2))
    ]
    assert workspace.sql("SELECT planned, planned_until_us FROM runs") == [(4, 70)]


@pytest.mark.parametrize(
    ("state", "wanted"),
    [
        ("planning", True),
        ("pausing", True),
        ("paused", True),
        ("running", False),
        ("cancelling", False),
    ],
)
def test_jobs_are_written_while_the_run_still_wants_its_plan(
    workspace: Workspace, store: Store, run_id: int, state: str, *, wanted: bool
):
    workspace.execute("UPDATE runs SET state = ?", state)
    with sorted_audience(store, run_id), store.write() as connection:
        ranges = [JobRange(1, 1, 1, 1)]
        written = plan.add_jobs(connection, run_id, ranges, planned=0, planned_until_us=9)

    assert written is wanted
    assert workspace.sql("SELECT COUNT(*) FROM email_jobs") == [(int(wanted),)]


@pytest.mark.parametrize("chunk", [1, 7, 1000])
def test_cancelling_in_chunks_closes_fresh_and_deferred_jobs_and_keeps_the_rest(
    workspace: Workspace, store: Store, chunk: int
):
    run_id = workspace.launch(workspace.add_list(one_lane(120)), seed=3)
    untouched = workspace.launch(1, name="untouched")
    for each in (run_id, untouched):
        plan_all(store, each)
    work_until(store, run_id, 5_000_000)
    states = "SELECT state, COUNT(*) FROM job_states WHERE run_id = ? GROUP BY 1"
    before = dict(workspace.sql(states, run_id))
    ((deferred,),) = workspace.sql("SELECT COUNT(*) FROM job_exceptions WHERE state = 'deferred'")
    assert before["pending"] >= deferred > 0

    more = True
    while more:
        with store.write() as connection:
            more = plan.cancel_pending(connection, run_id, chunk)
        assert checks.violations(store) == []

    after = dict(workspace.sql(states, run_id))
    cancelled = before.pop("pending")
    assert after == {**before, "cancelled": cancelled}
    assert workspace.sql(states, untouched) == [("pending", 120)]
