"""Each part of a plan is written once, in ranges of ids that belong to one lane alone."""

from __future__ import annotations

import pytest

from mailsim_desktop.store import checks, plan
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.plan import NewLane
from tests.helpers.in_process import plan as plan_all
from tests.helpers.in_process import work_until
from tests.helpers.workspace import Workspace, addresses, one_lane


def lane(name: str, shard: int, jobs: int) -> NewLane:
    return NewLane(name, name, shard, jobs, "[]", "[0]", None)


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
    first, second = [(1, run_id, 1, 1, 10), (4, run_id, 2, 2, 11)], [(2, run_id, 1, 3, 12)]
    with store.write() as connection:
        written = [
            plan.add_jobs(connection, run_id, rows, planned=planned, planned_until_us=until)
            for rows, planned, until in ((first, 0, 50), (first, 0, 50), (second, 2, 70))
        ]

    assert written == [True, False, True]
    assert workspace.sql("SELECT id, contact_key FROM email_jobs ORDER BY id") == [
        (1, 10),
        (2, 12),
        (4, 11),
    ]
    assert workspace.sql("SELECT planned, planned_until_us FROM runs") == [(3, 70)]


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
    with store.write() as connection:
        rows = [(1, run_id, 1, 1, 10)]
        written = plan.add_jobs(connection, run_id, rows, planned=0, planned_until_us=9)

    assert written is wanted
    assert workspace.sql("SELECT COUNT(*) FROM email_jobs") == [(int(wanted),)]


def test_exclusions_are_noted_once_and_counted_by_reason(store: Store, run_id: int):
    with store.write() as connection:
        for _ in range(2):
            plan.exclude(connection, run_id, [(1, "invalid"), (2, "suppressed"), (3, "invalid")])

        assert plan.exclusions(connection, run_id) == {"invalid": 2, "suppressed": 1}
        assert plan.exclusions(connection, run_id + 1) == {}


def test_the_audience_is_the_list_alone_with_the_state_of_each(workspace: Workspace, store: Store):
    workspace.add_list(addresses(8), name="other")
    list_id = workspace.add_list(["zoe@b.es", "ana@b.es"])
    workspace.execute("UPDATE contacts SET state = 'invalid' WHERE email = 'ana@b.es'")
    with store.read() as connection:
        found = [row for rows in plan.audience(connection, list_id) for row in rows]

    assert found == workspace.sql(
        "SELECT id, contact_key, 'b.es', state FROM contacts WHERE domain = 'b.es' ORDER BY id"
    )
    assert [row[3] for row in found] == ["valid", "invalid"]


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
