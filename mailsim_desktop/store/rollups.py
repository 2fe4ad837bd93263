"""Rollups: attempts counted by simulated second, provider group and outcome.

Written in the transaction of the attempts they count; read by screens and reports. A
bucket that ends at or before the horizon never changes again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from mailsim_desktop.domain import histogram
from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.store.rows import execute_all, insert_rows

BUCKET_US = SECOND_US
STARTED = "started"
REQUEUED = "requeued"
"""Jobs that had expired and are due again, by the second in which they are: no attempts."""

_SELECT = """
SELECT bucket, outcome, count, latency_sum_us, histogram, retries FROM rollups
WHERE run_id = ? AND provider_group = ? AND bucket >= ? AND bucket <= ?
"""
_HEAD = (
    "INSERT INTO rollups"
    " (run_id, provider_group, bucket, outcome, count, latency_sum_us, histogram, retries)"
)
_AGAIN = (
    "ON CONFLICT (run_id, provider_group, bucket, outcome) DO UPDATE SET count = excluded.count,"
    " latency_sum_us = excluded.latency_sum_us, histogram = excluded.histogram,"
    " retries = excluded.retries"
)

Cell = tuple[int, str, int, int, bytes | None, int]
"""(bucket, outcome, count, latency_sum_us, packed histogram, retries among those started)."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one batch adds to the rollups of one provider group."""

    provider_group: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Rollup:
    """One stored row."""

    provider_group: str
    bucket: int
    outcome: str
    count: int
    latency_sum_us: int
    histogram: bytes | None
    retries: int = 0


def merge(connection: Connection, run_id: int, part: Part) -> None:
    """Add `part` to what is stored, within the caller's writing transaction."""
    buckets = [cell[0] for cell in part.cells]
    if not buckets:
        return
    group = part.provider_group
    stored = {
        (row[0], row[1]): row
        for row in connection.exec_driver_sql(_SELECT, (run_id, group, min(buckets), max(buckets)))
    }
    rows = []
    for bucket, outcome, count, latency_sum, packed, retries in part.cells:
        old = stored.get((bucket, outcome))
        if old is None:
            rows.append((run_id, group, bucket, outcome, count, latency_sum, packed, retries))
            continue
        both = None if packed is None else histogram.add(old[4], packed)
        sums = count + old[2], latency_sum + old[3], both, retries + old[5]
        rows.append((run_id, group, bucket, outcome, *sums))
    execute_all(connection, insert_rows(_HEAD, rows, _AGAIN))


def results_before(connection: Connection, run_id: int, until: int) -> dict[str, int]:
    """Attempts of a run by outcome, and jobs requeued, of all buckets below `until`."""
    rows = connection.exec_driver_sql(
        "SELECT outcome, SUM(count) FROM rollups WHERE run_id = ? AND bucket < ?"
        " AND outcome != ? GROUP BY outcome",
        (run_id, until, STARTED),
    )
    return {row[0]: row[1] for row in rows}


def finished_between(
    connection: Connection, run_id: int, group_ids: Sequence[str], first: int, until: int
) -> dict[str, int]:
    """Attempts that finished in ``first <= bucket < until``, by provider group."""
    marks = ",".join("?" * len(group_ids))
    rows = connection.exec_driver_sql(
        f"SELECT provider_group, SUM(count) FROM rollups WHERE run_id = ?"
        f" AND provider_group IN ({marks}) AND bucket >= ? AND bucket < ?"
        " AND outcome IN ('delivered', 'deferred', 'bounced', 'expired') GROUP BY provider_group",
        (run_id, *group_ids, first, until),
    )
    return {row[0]: row[1] for row in rows}


def between(connection: Connection, run_id: int, first: int, until: int) -> list[Rollup]:
    """Rows of a run with ``first <= bucket < until``, in order of bucket."""
    rows = connection.exec_driver_sql(
        "SELECT r.provider_group, r.bucket, r.outcome, r.count, r.latency_sum_us, r.histogram,"
        " r.retries"
        " FROM (SELECT DISTINCT provider_group FROM lanes WHERE run_id = ?) AS g"
        " JOIN rollups AS r ON r.run_id = ? AND r.provider_group = g.provider_group"
        " AND r.bucket >= ? AND r.bucket < ? ORDER BY r.bucket",
        (run_id, run_id, first, until),
    )
    return [Rollup(*row) for row in rows]
