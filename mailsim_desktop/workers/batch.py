"""Turns what a lane did into the rows of one commit: log, exceptions, rollups, lane.

Pure bookkeeping on arrays; the same attempts give the same rows, however they were
batched.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mailsim_desktop.domain import histogram
from mailsim_desktop.simulation.job_batch import BatchResult, JobBatch
from mailsim_desktop.simulation.replies import BOUNCED, DEFERRED, DELIVERED, EXPIRED, OUTCOMES
from mailsim_desktop.store import rollups
from mailsim_desktop.store.batches import Batch
from mailsim_desktop.workers.lane_rows import LeasedLane

_STATES = {DEFERRED: "deferred", BOUNCED: "bounced", EXPIRED: "expired"}
_SENDING_IP = 0  # one sending IP; pools of them come as columns inside the lane


@dataclass(frozen=True, slots=True)
class LaneOutput:
    """One lane's part of a commit.

    Attributes
    ----------
    ids : (n, 2) int64, job id and contact id of each job in `jobs`.
    poisoned : job id, contact id and attempts made of a job that cannot be simulated, or None.
    """

    lane: LeasedLane
    run_id: int
    ids: NDArray[np.int64]
    jobs: JobBatch
    result: BatchResult
    poisoned: tuple[int, int, int] | None = None


def add_to_batch(batch: Batch, output: LaneOutput) -> None:
    """Append everything that `output` must write; its lane counts the latencies."""
    latencies = _Latencies.of(output.result)
    latencies.count_in(output.lane)
    batch.lanes.append(_lane(output))
    if output.poisoned is not None:
        job_id, contact_id, attempts = output.poisoned
        row = (job_id, output.lane.row.id, contact_id, "poisoned", attempts, 0, None)
        batch.exceptions.append(row)
    if not len(output.result.slot):
        return
    batch.log += _log(output)
    _add_exceptions(batch, output)
    cells = _cells(output.result, latencies)
    batch.rollups.append(rollups.Part(output.lane.row.provider_group, cells))


@dataclass(frozen=True, slots=True)
class _Latencies:
    """Of each attempt of a batch: in microseconds, and its bucket; (n,) int64."""

    us: NDArray[np.int64]
    bucket: NDArray[np.int64]

    @classmethod
    def of(cls, result: BatchResult) -> _Latencies:
        us = result.finish_us - result.start_us
        lower = np.array(histogram.LOWER_US, dtype=np.int64)
        return cls(us, np.maximum(np.searchsorted(lower, us, side="right") - 1, 0))

    def count_in(self, lane: LeasedLane) -> None:
        """Add them to those of the whole lane."""
        lane.latencies += np.bincount(self.bucket, minlength=histogram.BUCKETS)
        lane.longest_us = max(lane.longest_us, int(self.us.max(initial=0)))


def _log(output: LaneOutput) -> list[tuple[int, ...]]:
    result = output.result
    number = len(result.slot)
    return list(
        zip(
            output.ids[result.slot, 0].tolist(),
            [output.run_id] * number,
            [output.lane.row.id] * number,
            result.attempt.tolist(),
            result.start_us.tolist(),
            result.finish_us.tolist(),
            result.reply_id.tolist(),
            [_SENDING_IP] * number,
            strict=True,
        )
    )


def _add_exceptions(batch: Batch, output: LaneOutput) -> None:
    """Write the last attempt of each job, where the job is not a fresh delivery."""
    result = output.result
    last = np.full(len(output.jobs.seq), -1, dtype=np.int64)
    last[result.slot] = np.arange(len(result.slot))  # of repeated slots the last one stays
    last = last[last >= 0]
    outcome = result.outcome[last]
    slot = result.slot[last]
    was_retry = ~output.jobs.fresh[slot]
    batch.delivered_retries += output.ids[slot[was_retry & (outcome == DELIVERED)], 0].tolist()
    for event in last[outcome != DELIVERED].tolist():
        job_id, contact_id = output.ids[result.slot[event]].tolist()
        deferred = int(result.outcome[event]) == DEFERRED
        due = int(result.finish_us[event]) + (int(result.delay_us[event]) if deferred else 0)
        state = _STATES[int(result.outcome[event])]
        attempts, reply = int(result.attempt[event]), int(result.reply_id[event])
        batch.exceptions.append(
            (job_id, output.lane.row.id, contact_id, state, attempts, due, reply)
        )


def _lane(output: LaneOutput) -> tuple[object, ...]:
    lane, counts = output.lane, np.bincount(output.result.outcome, minlength=len(OUTCOMES))
    state = lane.state
    return (
        state.cursor,
        json.dumps(state.connections),
        state.ahead,
        state.last_start_us,
        state.last_finish_us,
        state.next_start_us,
        len(output.result.slot),
        int(counts[DELIVERED]),
        int(counts[DEFERRED]),
        int(counts[BOUNCED]),
        int(counts[EXPIRED]),
        int(output.poisoned is not None),
        histogram.pack(lane.latencies.tolist()) or None,
        lane.longest_us,
        lane.row.id,
    )


def _started(result: BatchResult) -> list[rollups.Cell]:
    buckets, place = np.unique(result.start_us // rollups.BUCKET_US, return_inverse=True)
    started = np.bincount(place, minlength=len(buckets)).tolist()
    retries = np.bincount(place[result.attempt > 1], minlength=len(buckets)).tolist()
    return [
        (bucket, rollups.STARTED, count, 0, None, again)
        for bucket, count, again in zip(buckets.tolist(), started, retries, strict=True)
    ]


def _cells(result: BatchResult, latencies: _Latencies) -> Sequence[rollups.Cell]:
    """Count attempts by second: starts by their start, results by their finish."""
    cells = _started(result)
    kinds = len(OUTCOMES)
    key, group = np.unique(
        result.finish_us // rollups.BUCKET_US * kinds + result.outcome, return_inverse=True
    )
    size = len(key) * histogram.BUCKETS
    counts = np.bincount(group * histogram.BUCKETS + latencies.bucket, minlength=size)
    sums = np.zeros(len(key), dtype=np.int64)
    np.add.at(sums, group, latencies.us)
    packed = _packed(counts.reshape(-1, histogram.BUCKETS))
    number = np.bincount(group, minlength=len(key)).tolist()
    names = [str(outcome) for outcome in OUTCOMES]
    rows = zip(key.tolist(), number, sums.tolist(), packed, strict=True)
    cells += [(key // kinds, names[key % kinds], *facts, 0) for key, *facts in rows]
    return cells


def _packed(table: NDArray[np.int64]) -> list[bytes]:
    """`histogram.pack` for each row of `table`, (n, 60) int64; every row has a count."""
    used = table > 0
    first = used.argmax(axis=1).tolist()
    end = (histogram.BUCKETS - used[:, ::-1].argmax(axis=1)).tolist()
    body, width = table.astype("<u4").tobytes(), 4 * histogram.BUCKETS
    spans = zip(range(0, len(body), width), first, end, strict=True)
    return [bytes((low,)) + body[at + 4 * low : at + 4 * high] for at, low, high in spans]
