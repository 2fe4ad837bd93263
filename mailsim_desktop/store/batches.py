"""Rows that a worker reads of a shard, and those that one commit of it writes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mailsim_desktop.store import rollups
from mailsim_desktop.store.requeue import LaneRequeue
from mailsim_desktop.store.rows import Statement, delete_keys, insert_rows

_LOG = (
    "INSERT INTO email_logs (job_id, run_id, lane_id, attempt, start_us, finish_us, reply_id, ip)"
)
_EXCEPTION = (
    "INSERT INTO job_exceptions (job_id, lane_id, contact_id, state, attempts, due_us, reply_id)"
)
_EXCEPTION_AGAIN = (
    "ON CONFLICT (job_id) DO UPDATE SET state = excluded.state, attempts = excluded.attempts,"
    " due_us = excluded.due_us, reply_id = COALESCE(excluded.reply_id, reply_id)"
)
_LANE = """
UPDATE lanes SET cursor = ?, connections = ?, ahead = ?, last_start_us = ?, last_finish_us = ?,
    next_start_us = ?, attempts = attempts + ?, delivered = delivered + ?,
    deferrals = deferrals + ?, bounced = bounced + ?, expired = expired + ?,
    poisoned = poisoned + ?, histogram = ?, longest_us = ?
WHERE id = ?
"""
_CHANGED_LANE = """
UPDATE lanes SET schedule = ?, rate = ?, ahead = ?, last_start_us = ?, next_start_us = ?
WHERE id = ?
"""


@dataclass(frozen=True, slots=True)
class LaneRow:
    """A lane as stored; JSON columns decoded."""

    id: int
    name: str
    provider_group: str
    first_job_id: int
    jobs: int
    cursor: int
    schedule: list[list[int]]
    connections: list[int]
    rate: dict[str, Any] | None
    ahead: int
    last_start_us: int
    last_finish_us: int
    next_start_us: int
    histogram: bytes | None
    longest_us: int


@dataclass(frozen=True, slots=True)
class JobRows:
    """Jobs of one lane.

    Attributes
    ----------
    fresh : (n, 3) int64: id, contact id, key.
    deferred : the same three, and due_us, attempts made, earlier attempts, requeued_us or -1.
    more_deferred : the first deferred job that the limit cut off, or None.
    later_due_us : the least due time at or after the horizon, or `NEVER_US`.
    """

    fresh: NDArray[np.int64]
    deferred: list[tuple[int, ...]]
    more_deferred: tuple[int, int] | None
    later_due_us: int


@dataclass(slots=True)
class Batch:
    """What one commit writes.

    Attributes
    ----------
    log : (job_id, run_id, lane_id, attempt, start_us, finish_us, reply_id, ip).
    exceptions : (job_id, lane_id, contact_id, state, attempts, due_us, reply_id).
    delivered_retries : job ids whose exception ends with a delivery.
    lanes : values of the update of one lane, its id last.
    rollups : per provider group, see `rollups.Part`.
    changed_lanes : values of the update of a lane whose rate was changed, its id last.
    requeues : dead letters that are due again; after the exceptions of this batch.
    """

    log: list[tuple[int, ...]] = field(default_factory=list)
    exceptions: list[tuple[int, int, int, str, int, int, int | None]] = field(default_factory=list)
    delivered_retries: list[int] = field(default_factory=list)
    lanes: list[tuple[Any, ...]] = field(default_factory=list)
    rollups: list[rollups.Part] = field(default_factory=list)
    changed_lanes: list[tuple[Any, ...]] = field(default_factory=list)
    requeues: list[LaneRequeue] = field(default_factory=list)


def statements(batch: Batch) -> list[Statement]:
    """Flatten a batch into statements, before any transaction begins."""
    return [
        *insert_rows(_LOG, batch.log),
        *insert_rows(_EXCEPTION, batch.exceptions, _EXCEPTION_AGAIN),
        *delete_keys("DELETE FROM job_exceptions WHERE job_id", batch.delivered_retries),
        *((_LANE, lane) for lane in batch.lanes),
        *((_CHANGED_LANE, lane) for lane in batch.changed_lanes),
    ]
