"""A lane between the store and the simulation: rows in, state and batches out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mailsim_desktop.domain import histogram
from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.domain.schedule import Schedule
from mailsim_desktop.simulation.due import due_times
from mailsim_desktop.simulation.job_batch import JobBatch, Place
from mailsim_desktop.simulation.lane_state import LaneState
from mailsim_desktop.store.batches import JobRows, LaneRow


@dataclass(slots=True)
class LeasedLane:
    """A lane of a leased shard: as it was read, and as it stands since.

    Attributes
    ----------
    latencies : (60,) int64, attempts by bucket of `domain.histogram`.
    longest_us : the longest latency.
    """

    row: LaneRow
    state: LaneState
    latencies: NDArray[np.int64]
    longest_us: int


def leased(row: LaneRow) -> LeasedLane:
    """A lane as it was committed last."""
    rate = Rate.from_json(row.rate)
    state = LaneState(
        jobs=row.jobs,
        schedule=Schedule.from_json(row.schedule),
        connections=row.connections,
        rate=rate,
        cursor=row.cursor,
        tat=0 if rate is None else row.last_start_us * rate.q + row.ahead,
        last_start_us=row.last_start_us,
        last_finish_us=row.last_finish_us,
        next_start_us=row.next_start_us,
    )
    latencies = np.array(histogram.unpack(row.histogram), dtype=np.int64)
    return LeasedLane(row, state, latencies, row.longest_us)


def job_batch(lane: LeasedLane, found: JobRows, limit: Place) -> tuple[NDArray[np.int64], JobBatch]:
    """Merge fresh and deferred jobs in the order (due, seq), up to `limit`.

    Returns job and contact ids, (n, 2) int64, and the batch.
    """
    fresh = found.fresh  # id, contact, key
    # id, contact, key, due, attempts made, earlier ones, instant of the requeue
    deferred = np.array(found.deferred, dtype=np.int64).reshape(-1, 7)
    first, schedule = lane.row.first_job_id, lane.state.schedule
    due = np.concatenate((due_times(schedule, fresh[:, 0] - first), deferred[:, 3]))
    made = np.concatenate((np.zeros(len(fresh), dtype=np.int64), deferred[:, 4]))
    table = np.concatenate((fresh, deferred[:, :3]))
    seq = table[:, 0] - first
    order = merge_order(due, seq)
    kept = order[(due[order] < limit[0]) | ((due[order] == limit[0]) & (seq[order] < limit[1]))]
    jobs = JobBatch(
        due_us=due[kept],
        seq=seq[kept],
        key=table[kept, 2],
        attempt=made[kept] + 1,
        fresh=kept < len(fresh),
        limit=limit,
        later_due_us=found.later_due_us,
    )
    if (deferred[:, 6] >= 0).any():
        jobs.earlier = _behind(fresh, deferred[:, 5], 0)[kept]
        jobs.requeued_us = _behind(fresh, deferred[:, 6], -1)[kept]
    return table[kept, :2], jobs


def merge_order(due: NDArray[np.int64], seq: NDArray[np.int64]) -> NDArray[np.int64]:
    """Indices that put jobs in the order (due, seq)."""
    return np.lexsort((seq, due))


def _behind(fresh: NDArray[np.int64], column: NDArray[np.int64], value: int) -> NDArray[np.int64]:
    """A column of the deferred jobs behind that of the fresh ones, which is all `value`."""
    return np.concatenate((np.full(len(fresh), value, dtype=np.int64), column))
