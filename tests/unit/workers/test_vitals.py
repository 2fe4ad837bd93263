"""A worker's state and attempts are those of its calls to the queue."""

from __future__ import annotations

from typing import Any

import pytest

from mailsim_desktop import clock
from mailsim_desktop.domain.worker import WorkerState
from mailsim_desktop.errors import LeaseLostError
from mailsim_desktop.store.batches import Batch
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.leases import Lease
from mailsim_desktop.workers.shard_worker import ShardWorker
from mailsim_desktop.workers.vitals import Vitals, WatchedQueue
from tests.helpers.in_process import plan, work_until
from tests.helpers.workspace import Workspace, addresses


def test_vitals_come_out_of_a_beat_as_they_went_in():
    for state in WorkerState:
        assert Vitals.unpacked(Vitals(state, 123).packed()) == Vitals(state, 123)


def test_beat_tells_what_was_done_most_since_the_last_one(monkeypatch: pytest.MonkeyPatch):
    now = [100.0]
    monkeypatch.setattr(clock, "monotonic_s", lambda: now[0])
    vitals = Vitals()
    for state, seconds in (
        (WorkerState.IDLE, 0.2),
        (WorkerState.SIMULATING, 0.01),
        (WorkerState.COMMITTING, 0.03),
        (WorkerState.IDLE, 0.0),
    ):
        vitals.turn(state)
        now[0] += seconds

    assert Vitals.unpacked(vitals.packed()).state is WorkerState.COMMITTING
    now[0] += 0.25
    assert Vitals.unpacked(vitals.packed()).state is WorkerState.IDLE  # nothing else since


def test_every_attempt_that_was_committed_is_counted_and_no_other(
    workspace: Workspace, store: Store
):
    run_id = workspace.launch(workspace.add_list(addresses(80)))
    plan(store, run_id)
    seen: list[WorkerState] = []
    vitals = Vitals()

    class Looking(WatchedQueue):
        def _fence(self, connection: Any, lease: Lease, fence: tuple[Any, ...]) -> None:
            seen.append(vitals.state)  # within the commit
            super()._fence(connection, lease, fence)

    worker = ShardWorker(store, Looking(store, vitals), "w")
    work_until(store, run_id, 1 << 62, worker)

    assert vitals.attempts == workspace.sql("SELECT COUNT(*) FROM email_logs")[0][0] > 80
    assert set(seen) == {WorkerState.COMMITTING}
    assert vitals.state is WorkerState.IDLE  # nothing was left to lease


def test_a_batch_that_was_refused_is_not_counted(workspace: Workspace, store: Store):
    run_id = workspace.launch(workspace.add_list(addresses(8)))
    plan(store, run_id)
    workspace.execute("UPDATE runs SET horizon_us = 1 << 62")
    vitals = Vitals()
    queue = WatchedQueue(store, vitals)
    lease = queue.lease("w")
    assert isinstance(lease, Lease)
    assert vitals.state is WorkerState.SIMULATING
    workspace.execute("UPDATE shards SET token = token + 1")

    with pytest.raises(LeaseLostError):
        queue.commit(lease, Batch(log=[(1,) * 8]), 5)

    assert vitals.attempts == 0


def test_beat_never_undoes_a_turn_that_is_made_meanwhile(monkeypatch: pytest.MonkeyPatch):
    vitals = Vitals(WorkerState.SIMULATING)
    monotonic = clock.monotonic_s

    def turned() -> float:
        vitals.state = WorkerState.COMMITTING  # by the other thread
        return monotonic()

    monkeypatch.setattr(clock, "monotonic_s", turned)
    vitals.packed()

    assert vitals.state is WorkerState.COMMITTING
