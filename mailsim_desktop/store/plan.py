"""Writing the plan of a run: its lanes, shards and jobs, from its sorted `audience`.

The planner (in `workers`) decides; these functions only read and write. Each joins the
caller's transaction, and each write is guarded so that a planner that was killed can
start again without doing anything twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from mailsim_desktop.store.rows import execute_all, insert_rows

_JOBS = (
    "INSERT INTO email_jobs (id, run_id, lane_id, contact_id, contact_key)"
    " SELECT rowid + ?, ?, ?, contact_id, contact_key FROM scratch.audience"
    " WHERE rowid >= ? AND rowid < ?"
)
_LONG_LOG = 16_384
"""Pages in the write-ahead log at which the planner moves them into the database, 64 MiB."""


@dataclass(frozen=True, slots=True)
class NewLane:
    """A lane to be created; `shard` is an index into the shards of the same plan."""

    name: str
    provider_group: str
    shard: int
    jobs: int
    schedule: str  # JSON
    connections: str  # JSON
    rate: str | None  # JSON


@dataclass(frozen=True, slots=True)
class PlannedLane:
    """A lane as created."""

    id: int
    name: str
    first_job_id: int
    jobs: int


def exclusions(connection: Connection, run_id: int) -> dict[str, int]:
    """How many contacts a run leaves out, by reason."""
    rows = connection.exec_driver_sql(
        "SELECT reason, COUNT(*) FROM run_exclusions WHERE run_id = ? GROUP BY reason"
        " ORDER BY reason",
        (run_id,),
    )
    return {row[0]: row[1] for row in rows}


def count(
    connection: Connection, run_id: int, *, audience: int, recipients: int, settings_hash: str
) -> None:
    """Store what was counted before the jobs are written."""
    connection.exec_driver_sql(
        "UPDATE runs SET audience = ?, recipients = ?, settings_hash = ? WHERE id = ?",
        (audience, recipients, settings_hash, run_id),
    )


def lanes(connection: Connection, run_id: int) -> list[PlannedLane]:
    """Lanes of a run in order of creation."""
    rows = connection.exec_driver_sql(
        "SELECT id, name, first_job_id, jobs FROM lanes WHERE run_id = ? ORDER BY id", (run_id,)
    )
    return [PlannedLane(*row) for row in rows]


def create_lanes(
    connection: Connection, run_id: int, shards: int, new_lanes: Sequence[NewLane]
) -> None:
    """Create shards and lanes, and reserve a contiguous range of job ids for each lane."""
    shard_ids = _create_shards(connection, run_id, shards)
    free = connection.exec_driver_sql(
        "SELECT COALESCE(MAX(first_job_id + jobs), 1) FROM lanes"
    ).scalar_one()
    rows: list[tuple[Any, ...]] = []
    for lane in new_lanes:
        rows.append(
            (
                run_id,
                shard_ids[lane.shard],
                lane.name,
                lane.provider_group,
                free,
                lane.jobs,
                lane.schedule,
                lane.connections,
                lane.rate,
                *([0] * 12),
            )
        )
        free += lane.jobs
    execute_all(
        connection,
        insert_rows(
            "INSERT INTO lanes (run_id, shard_id, name, provider_group, first_job_id, jobs,"
            " schedule, connections, rate, cursor, ahead, last_start_us, last_finish_us,"
            " next_start_us, attempts, delivered, deferrals, bounced, expired, poisoned,"
            " cancelled)",
            rows,
        ),
    )


def _create_shards(connection: Connection, run_id: int, count: int) -> list[int]:
    return [
        connection.exec_driver_sql(
            "INSERT INTO shards (run_id, token, lease_until_ms, commit_no, next_start_us)"
            " VALUES (?, 0, 0, 0, 0) RETURNING id",
            (run_id,),
        ).scalar_one()
        for _ in range(count)
    ]


@dataclass(frozen=True, slots=True)
class JobRange:
    """Jobs of one lane that follow each other in the sorted audience.

    Attributes
    ----------
    first_row : of the sorted audience.
    """

    lane_id: int
    first_job_id: int
    first_row: int
    jobs: int


def write_seldom(connection: Connection) -> None:
    """Move the log of this connection into the database less often, from now on.

    Every chunk of a plan changes nearly every page of the index over contacts: what several
    chunks changed is then written once.
    """
    connection.exec_driver_sql(f"PRAGMA wal_autocheckpoint = {_LONG_LOG}")


def add_jobs(
    connection: Connection,
    run_id: int,
    ranges: Sequence[JobRange],
    *,
    planned: int,
    planned_until_us: int,
) -> bool:
    """Write the next chunk of the plan; False when the run no longer wants it.

    Parameters
    ----------
    ranges : of the audience that this connection sorted, see `audience.sorted_once`.
    planned : jobs that must have been written before this chunk.
    planned_until_us : due time of the first job after this chunk.
    """
    changed = connection.exec_driver_sql(
        "UPDATE runs SET planned = planned + ?, planned_until_us = ? WHERE id = ?"
        " AND planned = ? AND state IN ('planning', 'pausing', 'paused')",
        (sum(part.jobs for part in ranges), planned_until_us, run_id, planned),
    ).rowcount
    if changed != 1:
        return False
    for part in ranges:
        first, shift = part.first_row, part.first_job_id - part.first_row
        rows = (shift, run_id, part.lane_id, first, first + part.jobs)
        connection.exec_driver_sql(_JOBS, rows)
    return True


def cancel_pending(connection: Connection, run_id: int, chunk: int) -> bool:
    """Close up to `chunk` pending jobs of a run as cancelled; False when none is left.

    Deferred jobs change their state; fresh ones get an exception, since absence below a
    lane's cursor means delivered, and the cursor moves over them.
    """
    _cancel_deferred(connection, run_id)
    return _cancel_fresh(connection, run_id, chunk)


def _cancel_deferred(connection: Connection, run_id: int) -> None:
    deferred = connection.exec_driver_sql(
        "UPDATE job_exceptions SET state = 'cancelled' WHERE state = 'deferred' AND lane_id IN"
        " (SELECT id FROM lanes WHERE run_id = ?) RETURNING lane_id",
        (run_id,),
    ).all()
    closed: dict[int, int] = {}
    for (lane_id,) in deferred:
        closed[lane_id] = closed.get(lane_id, 0) + 1
    for lane_id, number in closed.items():
        connection.exec_driver_sql(
            "UPDATE lanes SET cancelled = cancelled + ? WHERE id = ?", (number, lane_id)
        )


def _cancel_fresh(connection: Connection, run_id: int, chunk: int) -> bool:
    """Up to `chunk` jobs of one lane; False when no lane has any."""
    lane = connection.exec_driver_sql(
        "SELECT id, first_job_id + cursor FROM lanes AS l WHERE run_id = ? AND EXISTS"
        " (SELECT 1 FROM email_jobs WHERE id = l.first_job_id + l.cursor AND lane_id = l.id)"
        " ORDER BY id LIMIT 1",
        (run_id,),
    ).first()
    if lane is None:
        return False
    lane_id, first = lane
    number = connection.exec_driver_sql(
        "INSERT INTO job_exceptions (job_id, lane_id, contact_id, state, attempts, due_us)"
        " SELECT id, lane_id, contact_id, 'cancelled', 0, 0 FROM email_jobs"
        " WHERE id >= ? AND id < ? AND lane_id = ?",
        (first, first + chunk, lane_id),
    ).rowcount
    connection.exec_driver_sql(
        "UPDATE lanes SET cursor = cursor + ?, cancelled = cancelled + ? WHERE id = ?",
        (number, number, lane_id),
    )
    return True
