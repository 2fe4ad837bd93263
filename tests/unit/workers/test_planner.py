"""The plan is one and the same, however often its planner died on the way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection

from mailsim_desktop.errors import ConflictError
from mailsim_desktop.simulation import catalogue
from mailsim_desktop.store import checks, plan
from mailsim_desktop.store.database import Store
from mailsim_desktop.workers.planner import plan_run
from tests.helpers.workspace import Workspace, addresses

PLAN = (
    "SELECT l.name, j.id - l.first_job_id, j.contact_id, j.contact_key FROM email_jobs AS j"
    " JOIN lanes AS l ON l.id = j.lane_id WHERE j.run_id = ? ORDER BY 1, 2"
)
STATE = "SELECT state, planned, recipients, audience FROM runs WHERE id = ?"


class DyingStore(Store):
    """Dies at the start of its n-th writing transaction, as a killed process does."""

    def __init__(self, store: Store, lives: int) -> None:
        super().__init__(store.path)
        self._lives = lives

    @contextmanager
    def write(self) -> Iterator[Connection]:
        if not self._lives:
            raise KeyboardInterrupt
        self._lives -= 1
        with super().write() as connection:
            yield connection


def plan_it(store: Store, run_id: int, list_id: int, chunk: int = 7) -> None:
    plan_run(store, run_id, list_id, catalogue.load_domain_table(), chunk=chunk)


@pytest.mark.parametrize("scenario", catalogue.scenario_ids())
def test_planner_killed_before_each_transaction_comes_to_the_same_plan(
    workspace: Workspace, store: Store, scenario: str
):
    list_id = workspace.add_list(addresses(40))
    undisturbed = workspace.launch(list_id, scenario=scenario)
    plan_it(store, undisturbed, list_id, chunk=1000)
    disturbed = workspace.launch(list_id, scenario=scenario)

    planned = []
    for lives in (0, 1, 0, 2, 1, 1):
        dying = DyingStore(store, lives)
        with pytest.raises(KeyboardInterrupt):
            plan_it(dying, disturbed, list_id)
        dying.close()
        assert checks.violations(store) == []
        planned += workspace.sql("SELECT planned FROM runs WHERE id = ?", disturbed)
    plan_it(store, disturbed, list_id)

    assert planned == [(0,), (0,), (0,), (14,), (21,), (28,)]
    assert workspace.sql(PLAN, disturbed) == workspace.sql(PLAN, undisturbed)
    assert workspace.sql(STATE, disturbed) == [("running", 40, 40, 40)]
    assert workspace.sql("SELECT DISTINCT settings_hash FROM runs")[1:] == []
    assert checks.violations(store) == []


def test_jobs_of_a_lane_are_contiguous_and_ordered_by_contact_key(
    workspace: Workspace, store: Store
):
    list_id = workspace.add_list(addresses(200))
    for _ in range(2):
        plan_it(store, workspace.launch(list_id, name=None), list_id)

        lanes = workspace.sql("SELECT id, first_job_id, jobs FROM lanes")
        for lane_id, first, jobs in lanes:
            rows = workspace.sql(
                "SELECT id, contact_key FROM email_jobs WHERE lane_id = ? ORDER BY id", lane_id
            )
            assert [row[0] for row in rows] == list(range(first, first + jobs))
            assert [row[1] for row in rows] == sorted(row[1] for row in rows)
        assert len(lanes) > 3


def test_order_of_the_list_does_not_reach_the_plan(workspace: Workspace, store: Store):
    emails = addresses(60)
    forwards, backwards = workspace.add_list(emails, "a"), workspace.add_list(emails[::-1], "b")
    other = Workspace(workspace.path.with_name("other.sqlite3"))
    other_list = other.add_list(emails[::-1])
    hashes = set()
    for space, list_id in ((workspace, forwards), (workspace, backwards), (other, other_list)):
        run_id = space.launch(list_id)
        own = space.store()
        plan_it(own, run_id, list_id)
        own.close()
        hashes.add(
            (
                space.sql("SELECT settings_hash FROM runs WHERE id = ?", run_id)[0],
                tuple((row[0], row[1], row[3]) for row in space.sql(PLAN, run_id)),
            )
        )

    assert len(hashes) == 1
    assert checks.violations(store) == []


def test_excluded_contacts_are_counted_with_their_reasons_and_get_no_job(
    workspace: Workspace, store: Store
):
    list_id = workspace.add_list(addresses(30))
    for state, first in (("suppressed", 1), ("unsubscribed", 5), ("invalid", 6), ("risky", 9)):
        workspace.execute(
            "UPDATE contacts SET state = ? WHERE id >= ? AND state = 'valid' AND id < ?",
            state,
            first,
            first + 3,
        )
    run_id = workspace.launch(list_id)

    plan_it(store, run_id, list_id)

    with store.read() as connection:
        found = plan.exclusions(connection, run_id)
    assert found == {"invalid": 1, "suppressed": 3, "unsubscribed": 3}
    assert workspace.sql(STATE, run_id) == [("running", 23, 23, 30)]
    assert workspace.sql(
        "SELECT COUNT(*) FROM email_jobs JOIN run_exclusions USING (run_id, contact_id)"
    ) == [(0,)]


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM list_members WHERE contact_id = 3",
        "UPDATE contacts SET state = 'unsubscribed' WHERE id = 3",
        "UPDATE contacts SET contact_key = 99 WHERE id = 3",
    ],
)
def test_list_that_changed_between_two_parts_of_a_plan_is_refused(
    workspace: Workspace, store: Store, change: str
):
    list_id = workspace.add_list(addresses(40))
    run_id = workspace.launch(list_id)
    dying = DyingStore(store, 2)
    with pytest.raises(KeyboardInterrupt):
        plan_it(dying, run_id, list_id)
    dying.close()
    workspace.execute(change)

    with pytest.raises(ConflictError, match=f"planning of run {run_id}"):
        plan_it(store, run_id, list_id)

    assert workspace.sql("SELECT planned, state FROM runs") == [(7, "planning")]


def test_every_contact_excluded_is_a_plan_without_jobs(workspace: Workspace, store: Store):
    list_id = workspace.add_list(addresses(5))
    workspace.execute("UPDATE contacts SET state = 'suppressed'")
    run_id = workspace.launch(list_id)

    plan_it(store, run_id, list_id)

    assert workspace.sql(STATE, run_id) == [("running", 0, 0, 5)]
    assert workspace.sql("SELECT COUNT(*) FROM lanes") == [(0,)]


@pytest.mark.parametrize(("shards", "made"), [(1, 1), (3, 3), (1000, None)])
def test_lanes_are_spread_over_at_most_the_shards_asked_for(
    workspace: Workspace, store: Store, shards: int, made: int | None
):
    list_id = workspace.add_list(addresses(260))
    run_id = workspace.launch(list_id, shards=shards)

    plan_it(store, run_id, list_id)

    ((lanes,),) = workspace.sql("SELECT COUNT(*) FROM lanes")
    load = workspace.sql("SELECT SUM(jobs) FROM lanes GROUP BY shard_id ORDER BY 1 DESC")
    ((largest,),) = workspace.sql("SELECT MAX(jobs) FROM lanes")
    assert len(load) == (made or lanes)
    assert load[0][0] <= max(largest, 2 * 260 / len(load))


def test_a_run_that_was_called_off_is_not_planned_further(workspace: Workspace, store: Store):
    list_id = workspace.add_list(addresses(40))
    run_id = workspace.launch(list_id)
    dying = DyingStore(store, 2)
    with pytest.raises(KeyboardInterrupt):
        plan_it(dying, run_id, list_id)
    dying.close()
    workspace.execute("UPDATE runs SET state = 'cancelling'")

    plan_it(store, run_id, list_id)

    assert workspace.sql("SELECT planned, state FROM runs") == [(7, "cancelling")]


def test_horizon_of_workers_is_bounded_by_the_due_time_of_the_first_unplanned_job(
    workspace: Workspace, store: Store
):
    list_id = workspace.add_list(addresses(200))
    run_id = workspace.launch(list_id, scenario="rate-limited")
    dying = DyingStore(store, 4)
    with pytest.raises(KeyboardInterrupt):
        plan_it(dying, run_id, list_id, chunk=20)
    dying.close()
    ((planned, until),) = workspace.sql("SELECT planned, planned_until_us FROM runs")
    assert planned == 60

    plan_it(store, run_id, list_id, chunk=1)

    ((at_end,),) = workspace.sql("SELECT planned_until_us FROM runs")
    assert 0 < until < at_end == 1 << 62
