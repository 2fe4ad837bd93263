"""The digest tests can fail: each fault that matters, planted, changes the log or is refused."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pysqlite3.dbapi2 as sqlite
import pytest

from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.errors import LeaseLostError
from mailsim_desktop.simulation import lane, replies
from mailsim_desktop.simulation.job_batch import NO_LIMIT
from mailsim_desktop.store import checks
from mailsim_desktop.store.batches import Batch
from mailsim_desktop.store.leases import Lease
from mailsim_desktop.store.queue import Queue
from mailsim_desktop.workers import lane_rows, shard_worker
from mailsim_desktop.workers.shard_worker import ShardWorker
from tests.helpers.in_process import finish, plan, run_in_process, work_until
from tests.helpers.workspace import Workspace, addresses, one_lane

STEP_US = 5_000_000
Plant = Callable[[pytest.MonkeyPatch], None]


def nothing(_patch: pytest.MonkeyPatch) -> None:
    """Plant no fault: the control."""


def key_from_the_row_id(patch: pytest.MonkeyPatch) -> None:
    """Draw by the place in the batch instead of the contact key."""
    draw = replies.ReplyModel.draw
    patch.setattr(
        replies.ReplyModel,
        "draw",
        lambda self, keys, attempts, _earlier: draw(
            self, np.arange(len(keys), dtype=np.int64), attempts
        ),
    )


def batch_in_reading_order(patch: pytest.MonkeyPatch) -> None:
    """Run deferred jobs after the fresh ones of their batch instead of by due time."""
    patch.setattr(lane_rows, "merge_order", lambda due, _seq: np.arange(len(due)))


def frontier_ignored(patch: pytest.MonkeyPatch) -> None:
    """Let every retry run in the batch that deferred it."""
    run = lane.run_batch

    def run_without_limit(state, batch, model, horizon_us):
        batch.limit = NO_LIMIT
        return run(state, batch, model, horizon_us)

    patch.setattr(shard_worker, "run_batch", run_without_limit)


def connections_forgotten(patch: pytest.MonkeyPatch) -> None:
    """Forget between leases until when the connections are busy."""
    leased = lane_rows.leased

    def forgetful(row):
        lane = leased(row)
        lane.state.connections = [0] * len(lane.state.connections)
        return lane

    patch.setattr(shard_worker, "leased", forgetful)


def digest_with(workspace: Workspace, plant: Plant, scenario: str, step_us: int) -> str:
    """Digest of a run in small batches, with a fault planted."""
    known = workspace.sql("SELECT MIN(id) FROM lists")[0][0]
    list_id = known or workspace.add_list(addresses(100) + one_lane(700))
    store = workspace.store()
    run_id = workspace.launch(list_id, scenario=scenario, batch=37, seed=3)
    with pytest.MonkeyPatch.context() as patch:
        plant(patch)
        run_in_process(store, run_id, step_us=step_us)
    store.close()
    return workspace.digest(run_id)


@pytest.mark.parametrize("scenario", ["classic-demo", "rate-limited"])
@pytest.mark.parametrize("step_us", [STEP_US, NEVER_US])
def test_control_without_a_fault_repeats_the_digest(workspace, scenario, step_us):
    first = digest_with(workspace, nothing, scenario, 61_000_000)

    assert digest_with(workspace, nothing, scenario, step_us) == first


@pytest.mark.parametrize(
    ("fault", "scenario", "step_us"),
    [
        (key_from_the_row_id, "classic-demo", NEVER_US),
        (batch_in_reading_order, "rate-limited", NEVER_US),
        (frontier_ignored, "classic-demo", NEVER_US),
        (frontier_ignored, "rate-limited", NEVER_US),
        (connections_forgotten, "classic-demo", STEP_US),
    ],
)
def test_planted_fault_changes_the_digest(workspace, fault, scenario, step_us):
    sound = digest_with(workspace, nothing, scenario, step_us)

    assert digest_with(workspace, fault, scenario, step_us) != sound


class Zombie(Queue):
    """A worker's queue that loses its lease to another between reading and committing."""

    def __init__(self, store, rival: Callable[[], None]) -> None:
        super().__init__(store)
        self._rival = rival
        self._struck = False

    def commit(
        self, lease: Lease, batch: Batch, next_start_us: int, lease_ms: int = 90_000
    ) -> None:
        if not self._struck:
            self._struck = True
            self._rival()
        super().commit(lease, batch, next_start_us, lease_ms)


class Unfenced(Zombie):
    """The same without the fence: the planted fault."""

    def _fence(self, connection, lease, fence) -> None:
        """Let everybody commit."""


def zombie_run(workspace: Workspace, kind: type[Zombie]) -> int:
    """Carry a run out while one worker is taken over in the middle of its batch."""
    store, other = workspace.store(), workspace.store()
    run_id = workspace.launch(workspace.add_list(addresses(400)), shards=1, batch=50, seed=3)
    plan(store, run_id)

    def rival() -> None:
        workspace.execute("UPDATE shards SET lease_until_ms = 0")
        work_until(other, run_id, 15_000_000, ShardWorker(other, Queue(other), "rival"))

    with store.write() as connection:
        connection.exec_driver_sql("UPDATE runs SET horizon_us = 15000000 WHERE id = ?", (run_id,))
    worker = ShardWorker(store, kind(store, rival), "zombie")
    try:
        worker.work_once()
    finally:
        finish(store, run_id)
        store.close()
        other.close()
    return run_id


def test_zombie_fails_at_the_fence_and_the_log_stays_that_of_an_undisturbed_run(workspace):
    with pytest.raises(LeaseLostError):
        zombie_run(workspace, Zombie)

    run_id = workspace.sql("SELECT MAX(id) FROM runs")[0][0]
    store = workspace.store()
    undisturbed = workspace.launch(1, seed=3)
    run_in_process(store, undisturbed)
    assert workspace.digest(run_id) == workspace.digest(undisturbed)
    assert checks.violations(store) == []
    assert workspace.sql("SELECT COUNT(*) FROM run_events WHERE kind = 'takeover'") == [(1,)]
    store.close()


def test_without_the_fence_the_log_itself_refuses_the_zombie(workspace):
    with pytest.raises(sqlite.IntegrityError, match="email_logs"):
        zombie_run(workspace, Unfenced)


def test_lost_answer_of_a_commit_is_not_applied_twice(workspace):
    """The token still holds, so the number of commits must tell: the batch is void."""
    store = workspace.store()
    run_id = workspace.launch(workspace.add_list(addresses(200)), shards=1, seed=3)
    plan(store, run_id)
    workspace.execute("UPDATE runs SET horizon_us = 20000000 WHERE id = ?", run_id)
    queue = Queue(store)
    lease = queue.lease("worker")
    assert lease is not None
    queue.commit(lease, Batch(), 0)
    lease.commit_no -= 1  # the worker never heard that it was applied

    with pytest.raises(LeaseLostError):
        queue.commit(lease, Batch(), 0)

    store.close()
