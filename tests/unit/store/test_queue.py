from __future__ import annotations

import pytest

from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.errors import LeaseLostError
from mailsim_desktop.store import leases
from mailsim_desktop.store.batches import Batch
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.queue import Queue
from mailsim_desktop.store.rollups import Part
from mailsim_desktop.workers.shard_worker import ShardWorker
from tests.helpers.in_process import plan, work_until
from tests.helpers.workspace import Workspace, addresses, one_lane


@pytest.fixture
def run_id(workspace: Workspace, store: Store) -> int:
    """A planned run with three shards, its horizon at one second."""
    found = workspace.launch(workspace.add_list(addresses(60)), shards=3)
    plan(store, found)
    workspace.execute("UPDATE runs SET horizon_us = 1000000")
    return found


def test_lease_goes_to_the_shard_with_the_earliest_work_below_the_horizon(
    workspace: Workspace, store: Store, run_id: int
):
    workspace.execute("UPDATE shards SET next_start_us = 500 - 100 * id")
    workspace.execute("UPDATE shards SET next_start_us = 1000000 WHERE id = 3")  # at the horizon

    leases = [Queue(store).lease(name) for name in ("a", "b", "c")]

    assert [lease and (lease.shard_id, lease.token, lease.owner) for lease in leases] == [
        (2, 1, "a"),
        (1, 1, "b"),
        None,
    ]
    assert {lease.run_id for lease in leases if lease} == {run_id}


@pytest.mark.parametrize("state", ["pausing", "paused", "cancelling"])
def test_no_shard_is_leased_of_a_run_that_does_not_want_work(
    workspace: Workspace, store: Store, run_id: int, state: str
):
    lease = Queue(store).lease("a")
    workspace.execute("UPDATE runs SET state = ? WHERE id = ?", state, run_id)

    assert Queue(store).lease("b") is None
    assert lease is not None
    assert not Queue(store).wanted(lease)


def test_stale_worker_cannot_commit_after_a_takeover(
    workspace: Workspace, store: Store, run_id: int
):
    workspace.execute("UPDATE shards SET next_start_us = 1000000 WHERE id > 1")
    stale = Queue(store).lease("stale", lease_ms=0)
    fresh = Queue(store).lease("fresh")
    assert stale is not None
    assert fresh is not None
    assert (stale.shard_id, stale.token, fresh.shard_id, fresh.token) == (1, 1, 1, 2)
    batch = Batch(
        log=[(1, run_id, 1, 1, 0, 100, 0, 0)],
        rollups=[Part("gmail", [(0, "started", 1, 0, None, 0)])],
    )

    with pytest.raises(LeaseLostError, match="Shard 1 was taken over from stale"):
        Queue(store).commit(stale, batch, NEVER_US)

    assert workspace.sql("SELECT * FROM email_logs") == []
    assert workspace.sql("SELECT * FROM rollups") == []
    Queue(store).commit(fresh, batch, NEVER_US)
    assert workspace.sql("SELECT job_id, finish_us FROM email_logs") == [(1, 100)]
    assert workspace.sql("SELECT data FROM run_events WHERE kind = 'takeover'") == [
        ('{"shard": 1, "from": "stale", "to": "fresh"}',)
    ]


def test_lease_that_its_own_worker_does_not_know_of_is_leased_again_at_once(
    workspace: Workspace, store: Store, run_id: int
):
    workspace.execute("UPDATE shards SET next_start_us = 1000000 WHERE id > 1")
    unknown = Queue(store).lease("a")  # as if the answer to its commit had been lost

    assert Queue(store).lease("b") is None
    known = Queue(store).lease("a")

    assert unknown is not None
    assert known is not None
    assert (known.run_id, known.shard_id, known.token) == (run_id, 1, unknown.token + 1)
    with pytest.raises(LeaseLostError):
        Queue(store).commit(unknown, Batch(), 500_000)


def test_commit_whose_answer_was_lost_cannot_be_applied_twice(
    workspace: Workspace, store: Store, run_id: int
):
    lease = Queue(store).lease("a")
    assert lease is not None
    Queue(store).commit(lease, Batch(log=[(1, run_id, 1, 1, 0, 100, 0, 0)]), 500_000)
    lease.commit_no -= 1  # as if the worker had not heard of it

    with pytest.raises(LeaseLostError):
        Queue(store).commit(lease, Batch(log=[(2, run_id, 1, 1, 0, 100, 0, 0)]), 500_000)

    assert workspace.sql("SELECT job_id FROM email_logs") == [(1,)]


def test_commit_keeps_the_lease_below_the_horizon_and_gives_it_back_at_it(
    workspace: Workspace, store: Store, run_id: int
):
    lease = Queue(store).lease("a")
    assert lease is not None
    held = "SELECT owner, lease_until_ms > 0, next_start_us, commit_no FROM shards WHERE id = ?"

    Queue(store).commit(lease, Batch(), 999_999)
    assert workspace.sql(held, lease.shard_id) == [("a", 1, 999_999, 1)]
    Queue(store).commit(lease, Batch(), 1_000_000)
    assert workspace.sql(held, lease.shard_id) == [(None, 0, 1_000_000, 2)]
    assert workspace.sql("SELECT state FROM runs WHERE id = ?", run_id) == [("running",)]


def test_leases_of_a_dead_worker_are_freed_and_their_takeover_shows(
    workspace: Workspace, store: Store, run_id: int
):
    for name in ("dead", "alive", "also dead"):
        assert Queue(store).lease(name) is not None
    workspace.execute("UPDATE shards SET owner = 'dead' WHERE owner = 'also dead'")
    with store.write() as connection:
        assert leases.held(connection, run_id) == 3
        assert leases.free(connection, "dead") == 2
        assert leases.held(connection, run_id) == 1

    assert Queue(store).lease("heir") is not None
    assert workspace.sql("SELECT COUNT(*) FROM run_events WHERE kind = 'takeover'") == [(1,)]


def test_release_of_a_lost_lease_changes_nothing(workspace: Workspace, store: Store, run_id: int):
    lost = Queue(store).lease("lost")
    assert lost is not None
    workspace.execute("UPDATE shards SET token = token + 1, owner = 'b' WHERE run_id = ?", run_id)

    Queue(store).release(lost)

    assert workspace.sql("SELECT owner, lease_until_ms > 0 FROM shards WHERE id = 1") == [("b", 1)]


def test_revoked_leases_fail_at_the_fence_and_leave_nothing_to_do(store: Store, run_id: int):
    lease = Queue(store).lease("a")
    assert lease is not None
    with store.write() as connection:
        leases.revoke(connection, run_id)

    with pytest.raises(LeaseLostError):
        Queue(store).commit(lease, Batch(), 500_000)
    assert Queue(store).lease("b") is None


def test_reading_jobs_keeps_to_ids_due_times_and_limit(workspace: Workspace, store: Store):
    run_id = workspace.launch(workspace.add_list(one_lane(60)), seed=3)
    plan(store, run_id)
    work_until(store, run_id, 9_000_000)
    waiting = workspace.sql(
        "SELECT due_us, job_id, attempts FROM job_exceptions WHERE state = 'deferred'"
        " ORDER BY due_us, job_id"
    )
    assert len(waiting) > 3
    third = waiting[2]

    found = Queue(store).read_jobs(1, fresh=(5, 8), before=third[:2], horizon_us=NEVER_US, limit=1)
    none_due = Queue(store).read_jobs(
        1, fresh=(1, 1), before=(NEVER_US, 0), horizon_us=waiting[0][0], limit=9
    )

    assert [row[0] for row in found.fresh] == [5, 6, 7]
    assert [(row[3], row[0], row[4]) for row in found.deferred] == waiting[:1]
    assert found.more_deferred == waiting[1][:2]
    assert found.later_due_us == NEVER_US
    assert (none_due.deferred, none_due.later_due_us) == ([], waiting[0][0])


def test_a_later_failure_replaces_the_exception_and_a_delivery_ends_it(
    workspace: Workspace, store: Store, run_id: int
):
    lease = Queue(store).lease("a")
    assert lease is not None
    first = [(1, 1, 1, "deferred", 1, 700, 3), (2, 1, 2, "deferred", 1, 800, 3)]
    Queue(store).commit(lease, Batch(exceptions=first), 1)
    again = Batch(exceptions=[(1, 1, 1, "expired", 2, 900, 4)], delivered_retries=[2])
    Queue(store).commit(lease, again, 2)

    assert workspace.sql(
        "SELECT job_id, state, attempts, due_us, reply_id FROM job_exceptions"
    ) == [(1, "expired", 2, 900, 4)]
    assert run_id == lease.run_id


def test_each_death_of_an_owner_halves_the_batch_until_somebody_commits(
    workspace: Workspace, store: Store
):
    """A death by a signal only shrinks the batch: it never touches a job."""
    plan(store, workspace.launch(workspace.add_list(one_lane(200)), batch=80))
    workspace.execute("UPDATE runs SET horizon_us = ?", NEVER_US)
    for deaths in range(3):
        lease = Queue(store).lease(f"worker {deaths}")
        assert lease is not None
        assert lease.deaths == deaths
        with store.write() as connection:
            assert leases.free(connection, f"worker {deaths}") == 1
            assert leases.free(connection, f"worker {deaths}") == 0  # it had no other
    sizes = []

    class Watching(Queue):
        def commit(self, lease, batch, next_start_us, lease_ms=90_000):
            sizes.append(len(batch.log))
            super().commit(lease, batch, next_start_us, lease_ms)

    ShardWorker(store, Watching(store), "last").work_once()

    assert 0 < sizes[0] <= 80 >> 3 < sizes[1]
    assert workspace.sql("SELECT MAX(deaths) FROM shards") == [(0,)]
