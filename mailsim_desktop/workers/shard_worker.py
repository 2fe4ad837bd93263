"""One worker's round: lease a shard, read, simulate, commit, go on or release.

Everything it computes is void until the fenced commit; a worker that dies between any
two lines loses nothing and repeats nothing. It owns no rule of simulation (`simulation`)
and no statement (`store.queue`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.domain.schedule import Schedule
from mailsim_desktop.errors import LeaseLostError
from mailsim_desktop.simulation.due import due_times
from mailsim_desktop.simulation.lane import (
    NO_LIMIT,
    BatchResult,
    JobBatch,
    LaneState,
    run_batch,
    skip_job,
)
from mailsim_desktop.simulation.replies import ReplyModel
from mailsim_desktop.store import runs
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.queue import Batch, JobRows, LaneRow, Lease, Queue
from mailsim_desktop.workers.batch import LaneOutput, add_to_batch

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Lane:
    row: LaneRow
    state: LaneState


class ShardWorker:
    """Works on leases one after the other, for any run.

    Parameters
    ----------
    queue : the operations on the database; tests put a watching one in its place.
    """

    def __init__(self, store: Store, queue: Queue, name: str) -> None:
        self._store = store
        self._queue = queue
        self._name = name
        self._models: dict[int, tuple[ReplyModel, int]] = {}

    def work_once(self, stopped: Callable[[], bool] = lambda: False) -> bool:
        """Lease a shard and bring it to the horizon; False when there is nothing to do for now.

        Parameters
        ----------
        stopped : asked after each commit; when true, the shard is released early.

        Raises
        ------
        LeaseLostError : another worker took over; what was computed is forgotten.
        """
        lease = None if self._store.log_is_full() else self._queue.lease(self._name)
        if lease is None:
            return False
        try:
            self._work(lease, stopped)
        except LeaseLostError:
            raise
        except Exception:
            self._queue.release(lease)  # or everybody would wait for its expiry
            raise
        return True

    def _work(self, lease: Lease, stopped: Callable[[], bool]) -> None:
        model, batch_size = self._settings(lease.run_id)
        lanes = [_Lane(row, _state(row)) for row in self._queue.read_lanes(lease)]
        while True:
            batch = self._simulate(lease, lanes, model, batch_size)
            next_start = min((lane.state.next_start_us for lane in lanes), default=NEVER_US)
            self._queue.commit(lease, batch, next_start)
            if next_start >= lease.horizon_us:
                return
            if stopped() or self._store.log_is_full() or not self._queue.wanted(lease):
                self._queue.release(lease)
                return

    def _settings(self, run_id: int) -> tuple[ReplyModel, int]:
        """Reply model and batch size of a run, from its snapshot; they never change."""
        if run_id not in self._models:
            with self._store.read() as connection:
                run = runs.get(connection, run_id)
            self._models[run_id] = (ReplyModel(run.scenario, run.seed), run.options.batch)
        return self._models[run_id]

    def _simulate(
        self, lease: Lease, lanes: list[_Lane], model: ReplyModel, batch_size: int
    ) -> Batch:
        """Carry out up to about `batch_size` attempts, earliest lane first."""
        batch = Batch()
        # Each lane once: what a first visit deferred is not in the database before the commit.
        for lane in sorted(lanes, key=lambda lane: lane.state.next_start_us):
            room = batch_size - len(batch.log)
            if room <= 0 or lane.state.next_start_us >= lease.horizon_us:
                break
            add_to_batch(batch, self._visit(lane, lease, model, room))
        return batch

    def _visit(self, lane: _Lane, lease: Lease, model: ReplyModel, limit: int) -> LaneOutput:
        """Carry out up to about `limit` jobs of a lane.

        An error in the simulation is isolated by halving; the one job that raises it alone
        becomes a dead letter, poisoned.
        """
        while True:
            ids, jobs = self._read(lane, lease.horizon_us, limit)
            if limit == 1:
                jobs = jobs.first()
            before = replace(lane.state, connections=list(lane.state.connections))
            try:
                result = run_batch(lane.state, jobs, model, lease.horizon_us)
            except Exception as error:  # noqa: BLE001 # whatever it is, one job brings it
                lane.state = before
                if limit == 1:
                    return _poison(lane, lease, ids, jobs, error)
                limit //= 2
            else:
                return LaneOutput(lane.row, lane.state, lease.run_id, ids, jobs, result)

    def _read(self, lane: _Lane, horizon_us: int, limit: int) -> tuple[NDArray[np.int64], JobBatch]:
        """Read a lane's next jobs; returns job and contact ids, (n, 2) int64, and the batch."""
        row, state = lane.row, lane.state
        until = min(state.cursor + limit, state.jobs)
        place = (state.schedule.due_us(until), until) if until < state.jobs else NO_LIMIT
        found = self._queue.read_jobs(
            row.id,
            fresh=(row.first_job_id + state.cursor, row.first_job_id + until),
            before=(place[0], row.first_job_id + place[1]),
            horizon_us=horizon_us,
            limit=limit,
        )
        have = state.cursor + len(found.fresh)
        if have < until:  # the planner has not written the rest yet
            place = (state.schedule.due_us(have), have)
        if found.more_deferred is not None:
            due, job_id = found.more_deferred
            place = min(place, (due, job_id - row.first_job_id))
        return _job_batch(row, state, found, place)


def _poison(
    lane: _Lane, lease: Lease, ids: NDArray[np.int64], jobs: JobBatch, error: Exception
) -> LaneOutput:
    """Take the one job of `jobs` out of its lane as a dead letter."""
    job_id, contact_id = ids[0].tolist()
    _log.error("job %d is poisoned", job_id, exc_info=error, extra={"run": lease.run_id})
    skip_job(lane.state, jobs)
    poisoned = (job_id, contact_id, int(jobs.attempt[0]) - 1)
    nothing = BatchResult.nothing()
    return LaneOutput(lane.row, lane.state, lease.run_id, ids, jobs, nothing, poisoned)


def _state(row: LaneRow) -> LaneState:
    return LaneState(
        jobs=row.jobs,
        schedule=Schedule.from_json(row.schedule),
        connections=row.connections,
        rate=Rate.from_json(row.rate),
        cursor=row.cursor,
        tat=row.tat,
        last_start_us=row.last_start_us,
        last_finish_us=row.last_finish_us,
        next_start_us=row.next_start_us,
    )


def _job_batch(
    row: LaneRow, state: LaneState, found: JobRows, limit: tuple[int, int]
) -> tuple[NDArray[np.int64], JobBatch]:
    """Merge fresh and deferred jobs in the order (due, seq), up to `limit`."""
    fresh = np.array(found.fresh, dtype=np.int64).reshape(-1, 3)  # id, contact, key
    deferred = np.array(found.deferred, dtype=np.int64).reshape(-1, 5)  # …, due, attempts made
    due = np.concatenate(
        (due_times(state.schedule, fresh[:, 0] - row.first_job_id), deferred[:, 3])
    )
    made = np.concatenate((np.zeros(len(fresh), dtype=np.int64), deferred[:, 4]))
    table = np.concatenate((fresh, deferred[:, :3]))
    seq = table[:, 0] - row.first_job_id
    order = _merge_order(due, seq)
    kept = order[(due[order] < limit[0]) | ((due[order] == limit[0]) & (seq[order] < limit[1]))]
    jobs = JobBatch(
        due_us=due[kept],
        seq=seq[kept],
        key=table[kept, 2],
        attempt=made[kept] + 1,
        limit=limit,
        later_due_us=found.later_due_us,
    )
    return table[kept, :2], jobs


def _merge_order(due: NDArray[np.int64], seq: NDArray[np.int64]) -> NDArray[np.int64]:
    """Indices that put jobs in the order (due, seq)."""
    return np.lexsort((seq, due))
