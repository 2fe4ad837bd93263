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

from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.domain.scenario import Scenario
from mailsim_desktop.errors import LeaseLostError
from mailsim_desktop.simulation.job_batch import NO_LIMIT, BatchResult, JobBatch
from mailsim_desktop.simulation.lane import run_batch, skip_job
from mailsim_desktop.simulation.replies import ReplyModel
from mailsim_desktop.store import runs
from mailsim_desktop.store.batches import Batch
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.leases import Lease
from mailsim_desktop.store.queue import Queue
from mailsim_desktop.workers.batch import LaneOutput, add_to_batch
from mailsim_desktop.workers.crossing import cross
from mailsim_desktop.workers.lane_rows import LeasedLane, job_batch, leased

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Settings:
    """What never changes in a run: its snapshot."""

    scenario: Scenario
    model: ReplyModel
    batch: int


@dataclass(frozen=True, slots=True)
class _Span:
    """What one batch works on: up to about `batch` attempts that start before `until_us`."""

    run_id: int
    model: ReplyModel
    batch: int
    until_us: int


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
        self._runs: dict[int, _Settings] = {}

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
            return self._work(lease, stopped)
        except LeaseLostError:
            raise
        except Exception:
            self._queue.release(lease)  # or everybody would wait for its expiry
            raise

    def _work(self, lease: Lease, stopped: Callable[[], bool]) -> bool:
        """Bring the shard to the horizon; False where the planner has to write first."""
        run = self._settings(lease.run_id)
        lanes = [leased(row) for row in self._queue.read_lanes(lease)]
        pending = self._queue.read_interventions(lease)  # the horizon was read before them
        while True:
            until = pending[0].at_us if pending else lease.horizon_us
            size = max(1, run.batch >> min(lease.deaths, 20))  # one of its jobs may be deadly
            before = _next_start(lanes)
            batch = self._simulate(lanes, _Span(lease.run_id, run.model, size, until))
            if pending and _next_start(lanes) >= until:
                cross(batch, lanes, pending.pop(0), run.scenario)
                lease.applied += 1
            elif not batch.log and not batch.exceptions and _next_start(lanes) == before < until:
                self._queue.release(lease)
                return False
            next_start = min(_next_start(lanes), *(one.at_us for one in pending[:1]), NEVER_US)
            self._queue.commit(lease, batch, next_start)
            lease.deaths = 0
            if next_start >= lease.horizon_us:
                return True
            if stopped() or self._store.log_is_full() or not self._queue.wanted(lease):
                self._queue.release(lease)
                return True

    def _settings(self, run_id: int) -> _Settings:
        if run_id not in self._runs:
            with self._store.read() as connection:
                run = runs.get(connection, run_id)
            model = ReplyModel(run.scenario, run.seed)
            self._runs[run_id] = _Settings(run.scenario, model, run.options.batch)
        return self._runs[run_id]

    def _simulate(self, lanes: list[LeasedLane], span: _Span) -> Batch:
        """Carry out the attempts of a span, earliest lane first."""
        batch = Batch()
        # Each lane once: what a first visit deferred is not in the database before the commit.
        for lane in sorted(lanes, key=lambda lane: lane.state.next_start_us):
            room = span.batch - len(batch.log)
            if room <= 0 or lane.state.next_start_us >= span.until_us:
                break
            add_to_batch(batch, self._visit(lane, span, room))
        return batch

    def _visit(self, lane: LeasedLane, span: _Span, limit: int) -> LaneOutput:
        """Carry out up to about `limit` jobs of a lane.

        An error in the simulation is isolated by halving; the one job that raises it alone
        becomes a dead letter, poisoned.
        """
        while True:
            ids, jobs = self._read(lane, span.until_us, limit)
            if limit == 1:
                jobs = jobs.first()
            before = replace(lane.state, connections=list(lane.state.connections))
            try:
                result = run_batch(lane.state, jobs, span.model, span.until_us)
            except Exception as error:  # noqa: BLE001 # whatever it is, one job brings it
                lane.state = before
                if limit == 1:
                    return _poison(lane, span.run_id, ids, jobs, error)
                limit //= 2
            else:
                return LaneOutput(lane, span.run_id, ids, jobs, result)

    def _read(
        self, lane: LeasedLane, horizon_us: int, limit: int
    ) -> tuple[NDArray[np.int64], JobBatch]:
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
        return job_batch(lane, found, place)


def _next_start(lanes: list[LeasedLane]) -> int:
    return min((lane.state.next_start_us for lane in lanes), default=NEVER_US)


def _poison(
    lane: LeasedLane, run_id: int, ids: NDArray[np.int64], jobs: JobBatch, error: Exception
) -> LaneOutput:
    """Take the one job of `jobs` out of its lane as a dead letter."""
    job_id, contact_id = ids[0].tolist()
    _log.error("job %d is poisoned", job_id, exc_info=error, extra={"run": run_id})
    skip_job(lane.state, jobs)
    poisoned = (job_id, contact_id, int(jobs.attempt[0]) - 1)
    nothing = BatchResult.nothing()
    return LaneOutput(lane, run_id, ids, jobs, nothing, poisoned)
