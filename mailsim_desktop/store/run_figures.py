"""What the metrics for outsiders read: figures of runs by provider group, shards and workers.

Attempts come from the rollups before an instant, never from the log. Functions join the
caller's transaction, so that all figures are of one state of the database.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection

from mailsim_desktop import clock
from mailsim_desktop.domain import histogram
from mailsim_desktop.store import rollups
from mailsim_desktop.store.dialect import NOW_MS

SEEN_MS = 15_000
"""A worker that its supervisor has not looked at for so long is gone."""


class GroupFigures(NamedTuple):
    """Jobs of one provider group as committed.

    `backlog` are those without a result; `next_start_us` is the earliest instant at which an
    attempt of them may start.
    """

    provider_group: str
    jobs: int
    backlog: int
    poisoned: int
    cancelled: int
    next_start_us: int


class Attempts(NamedTuple):
    """Attempts of one provider group and outcome; `retries` are those started again."""

    provider_group: str
    outcome: str
    number: int
    latency_us: int
    retries: int


class Shards(NamedTuple):
    """How many shards a run has, and how many are leased now."""

    number: int
    leased: int


class WorkerFigures(NamedTuple):
    """A worker as its supervisor last saw it; `memory_bytes` is None where nobody could tell."""

    name: str
    host: str
    pid: int
    state: str
    attempts: int
    memory_bytes: int | None
    started_utc_ms: int


def runs_by_state(connection: Connection) -> dict[str, int]:
    """How many runs are in each state; states without any are left out."""
    rows = connection.exec_driver_sql("SELECT state, COUNT(*) FROM runs GROUP BY state")
    return {row[0]: row[1] for row in rows}


def watched_runs(connection: Connection) -> list[int]:
    """Ids of the runs that have not ended, and of the one that ended last."""
    rows = connection.exec_driver_sql(
        "SELECT id FROM runs WHERE ended_utc_ms IS NULL UNION SELECT * FROM"
        " (SELECT id FROM runs WHERE ended_utc_ms IS NOT NULL"
        " ORDER BY ended_utc_ms DESC, id DESC LIMIT 1) ORDER BY 1"
    )
    return list(rows.scalars())


def groups(connection: Connection, run_id: int) -> list[GroupFigures]:
    """Figures of each provider group, in the order of the lanes."""
    rows = connection.exec_driver_sql(
        "SELECT provider_group, SUM(jobs),"
        " SUM(jobs - delivered - bounced - expired - poisoned - cancelled),"
        " SUM(poisoned), SUM(cancelled), MIN(next_start_us)"
        " FROM lanes WHERE run_id = ? GROUP BY provider_group ORDER BY MIN(id)",
        (run_id,),
    )
    return [GroupFigures(*row) for row in rows]


def attempts(connection: Connection, run_id: int, until: int) -> list[Attempts]:
    """Attempts of all buckets below `until`; outcomes are those of the rollups."""
    rows = connection.exec_driver_sql(
        "SELECT provider_group, outcome, SUM(count), SUM(latency_sum_us), SUM(retries)"
        " FROM rollups WHERE run_id = ? AND bucket < ? GROUP BY 1, 2",
        (run_id, until),
    )
    return [Attempts(*row) for row in rows]


def latencies(connection: Connection, run_id: int, until: int) -> dict[str, list[int]]:
    """Latency histogram of each provider group, 60 counts, of all buckets below `until`."""
    rows = connection.exec_driver_sql(
        "SELECT provider_group, histogram, COUNT(*) FROM rollups"
        " WHERE run_id = ? AND bucket < ? AND outcome NOT IN (?, ?)"
        " GROUP BY 1, 2",  # most seconds of a slow lane are alike: each is read once
        (run_id, until, rollups.STARTED, rollups.REQUEUED),
    )
    found: dict[str, list[int]] = {}
    for group, packed, times in rows:
        sums = found.setdefault(group, [0] * histogram.BUCKETS)
        for bucket, count in enumerate(histogram.unpack(packed)):
            sums[bucket] += count * times
    return found


def shards(connection: Connection, run_id: int) -> Shards:
    """Count the shards of a run."""
    row = connection.exec_driver_sql(
        f"SELECT COUNT(*), COALESCE(SUM(lease_until_ms > {NOW_MS}), 0) FROM shards"
        " WHERE run_id = ?",
        (run_id,),
    ).one()
    return Shards(*row)


def workers(connection: Connection) -> list[WorkerFigures]:
    """Workers that their supervisor has seen lately, by name."""
    rows = connection.exec_driver_sql(
        "SELECT name, host, pid, state, attempts, memory_bytes, started_utc_ms FROM workers"
        " WHERE seen_utc_ms >= ? ORDER BY name",
        (clock.now_utc_ms() - SEEN_MS,),
    )
    return [WorkerFigures(*row) for row in rows]
