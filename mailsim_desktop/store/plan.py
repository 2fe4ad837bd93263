"""Writing the plan of a run: its audience, lanes, shards and jobs.

The planner (in `workers`) decides; these functions only read and write. Each joins the
caller's transaction, and each write is guarded so that a planner that was killed can
start again without doing anything twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from mailsim_desktop.store import dead_letters
from mailsim_desktop.store.rows import execute_all, insert_rows
from mailsim_desktop.store.runs import RunRow

_JOBS = "INSERT INTO email_jobs (id, run_id, lane_id, contact_id, contact_key)"
_CHUNK = 10_000


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


def audience(connection: Connection, list_id: int) -> Iterator[Sequence[tuple[int, int, str, str]]]:
    """Members of a list as (contact_id, contact_key, domain, state), in chunks."""
    result = connection.exec_driver_sql(
        "SELECT c.id, c.contact_key, c.domain, c.state FROM list_members AS m"
        " JOIN contacts AS c ON c.id = m.contact_id WHERE m.list_id = ? ORDER BY m.contact_id",
        (list_id,),
    )
    while rows := result.fetchmany(_CHUNK):
        yield [tuple(row) for row in rows]


def run_audience(
    connection: Connection, run: RunRow, list_id: int | None
) -> Iterable[Sequence[tuple[int, int, str, str]]]:
    """Members of the run's list, or the dead letters of another run that it tries again."""
    if run.parent_run_id is not None and run.selection is not None:
        reply = run.selection.reply_index(run.scenario)
        return dead_letters.audience(connection, run.parent_run_id, run.selection, reply)
    return () if list_id is None else audience(connection, list_id)


def exclude(connection: Connection, run_id: int, excluded: Sequence[tuple[int, str]]) -> None:
    """Note which contacts are left out, each with its reason."""
    rows = [(run_id, contact_id, reason) for contact_id, reason in excluded]
    execute_all(
        connection,
        insert_rows("INSERT OR IGNORE INTO run_exclusions (run_id, contact_id, reason)", rows),
    )


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
            " schedule, connections, rate, cursor, tat, last_start_us, last_finish_us,"
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


def add_jobs(
    connection: Connection,
    run_id: int,
    rows: Sequence[tuple[int, int, int, int, int]],
    *,
    planned: int,
    planned_until_us: int,
) -> bool:
    """Write the next chunk of the plan; False when the run no longer wants it.

    Parameters
    ----------
    rows : (job id, run id, lane id, contact id, contact key), in due order.
    planned : jobs that must have been written before this chunk.
    planned_until_us : due time of the first job after this chunk.
    """
    changed = connection.exec_driver_sql(
        "UPDATE runs SET planned = planned + ?, planned_until_us = ? WHERE id = ?"
        " AND planned = ? AND state IN ('planning', 'pausing', 'paused')",
        (len(rows), planned_until_us, run_id, planned),
    ).rowcount
    if changed != 1:
        return False
    execute_all(connection, insert_rows(_JOBS, rows))
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
