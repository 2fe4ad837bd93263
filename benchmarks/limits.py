"""The two limits that a run is measured against, in the product's own tables.

Both are one process and one connection, WAL, 2,000 attempts a transaction, with every
parameter prepared outside the clock, and both end with the rows that the product leaves.

Lrow
    What a good engineer writes first: `executemany` of one update, one log insert and one
    rollup upsert for each attempt, and one write for each exception.
Ltight
    The product's own statement forms: multi-row inserts, no update of delivered fresh jobs.
"""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import Any

from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.store import rollups
from mailsim_desktop.store.batches import Batch
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.leases import Lease
from mailsim_desktop.store.queue import Queue
from mailsim_desktop.store.rows import Statement
from mailsim_desktop.workers.shard_worker import ShardWorker

Transaction = list[tuple[str, list[tuple[Any, ...]]]]
"""Statements in order, each with its parameter tuples."""

_LOG = (
    "INSERT INTO email_logs (job_id, run_id, lane_id, attempt, start_us, finish_us, reply_id, ip)"
    " VALUES (?,?,?,?,?,?,?,?)"
)
_UPDATE = "UPDATE lanes SET attempts = attempts + 1, last_start_us = ? WHERE id = ?"
_ROLLUP = (
    "INSERT INTO rollups (run_id, provider_group, bucket, outcome, count, latency_sum_us,"
    " histogram) VALUES (?,?,?,?,?,?,?) ON CONFLICT (run_id, provider_group, bucket, outcome)"
    " DO UPDATE SET count = count + excluded.count, latency_sum_us = latency_sum_us +"
    " excluded.latency_sum_us, histogram = excluded.histogram"
)
_EXCEPTION = (
    "INSERT INTO job_exceptions (job_id, lane_id, contact_id, state, attempts, due_us, reply_id)"
    " VALUES (?,?,?,?,?,?,?) ON CONFLICT (job_id) DO UPDATE SET state = excluded.state,"
    " attempts = excluded.attempts, due_us = excluded.due_us, reply_id = excluded.reply_id"
)
_DELETE = "DELETE FROM job_exceptions WHERE job_id = ?"
_LANE = (
    "UPDATE lanes SET cursor = ?, connections = ?, tat = ?, last_start_us = ?, last_finish_us = ?,"
    " next_start_us = ?, attempts = ? + attempts, delivered = delivered + ?,"
    " deferrals = deferrals + ?, bounced = bounced + ?, expired = expired + ?,"
    " poisoned = poisoned + ?, histogram = ?, longest_us = ? WHERE id = ?"
)


class _Recorder(Queue):
    """Commits as the product does, and keeps what it committed."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.batches: list[Batch] = []

    def commit(
        self, lease: Lease, batch: Batch, next_start_us: int, lease_ms: int = 90_000
    ) -> None:
        super().commit(lease, batch, next_start_us, lease_ms)
        self.batches.append(batch)


ROWS = 2_000
"""Attempts in a transaction of both limits."""


def record(path: Path, run_id: int, rows: int) -> list[Batch]:
    """Carry the run in the database at `path` out in this process; returns its batches.

    Parameters
    ----------
    rows : attempts in one of them, about.
    """
    store = Store(path)
    queue = _Recorder(store)
    with store.write() as connection:
        connection.exec_driver_sql(
            "UPDATE runs SET horizon_us = ?, options = json_set(options, '$.batch', ?)"
            " WHERE id = ?",
            (NEVER_US, rows, run_id),
        )
    worker = ShardWorker(store, queue, "recorder")
    while worker.work_once():
        pass
    store.close()
    return queue.batches


def final_rollups(path: Path) -> dict[tuple[str, int, str], bytes | None]:
    """Histogram of every rollup row as the product left it."""
    store = Store(path)
    with store.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT provider_group, bucket, outcome, histogram FROM rollups"
        ).all()
    store.close()
    return {(row[0], row[1], row[2]): row[3] for row in rows}


def row_transactions(
    batches: list[Batch],
    run_id: int,
    final: dict[tuple[str, int, str], bytes | None],
    outcomes: list[str],
) -> list[Transaction]:
    """Prepare Lrow.

    Parameters
    ----------
    final : histograms to end with; SQL alone cannot add to one.
    outcomes : outcome of each reply id.
    """
    made: list[Transaction] = []
    for batch in batches:
        group_of = {lane[-1]: part.provider_group for lane, part in _pairs(batch)}
        results, started = [], []
        expired = {row[0]: row[4] for row in batch.exceptions if row[3] == "expired"}
        for job, _, lane, attempt, start, finish, reply, _ in batch.log:
            outcome = "expired" if expired.get(job) == attempt else outcomes[reply]
            cell = (group_of[lane], finish // rollups.BUCKET_US, outcome)
            results.append((run_id, *cell, 1, finish - start, final[cell]))
        for part in batch.rollups:
            started += [
                (run_id, part.provider_group, cell[0], cell[1], cell[2], 0, None)
                for cell in part.cells
                if cell[1] == rollups.STARTED
            ]
        made.append(
            [
                (_UPDATE, [(row[4], row[2]) for row in batch.log]),
                (_LOG, list(batch.log)),
                (_ROLLUP, results + started),
                (_EXCEPTION, list(batch.exceptions)),
                (_DELETE, [(job,) for job in batch.delivered_retries]),
                (_LANE, [(*lane[:6], 0, *lane[7:]) for lane in batch.lanes]),
            ]
        )
    return made


def _pairs(batch: Batch) -> list[tuple[tuple[Any, ...], rollups.Part]]:
    """Each lane's update with its rollups; lanes that made no attempt have none."""
    return list(zip([lane for lane in batch.lanes if lane[6]], batch.rollups, strict=True))


def run_rows(path: Path, transactions: list[Transaction]) -> float:
    """Seconds that Lrow takes on the database at `path`."""
    store = Store(path)
    with store.read() as connection:
        driver = connection.connection.driver_connection
    begun = perf_counter()
    for transaction in transactions:
        driver.execute("BEGIN IMMEDIATE")
        for sql, rows in transaction:
            driver.executemany(sql, rows)
        driver.execute("COMMIT")
    seconds = perf_counter() - begun
    store.checkpoint()
    store.close()
    return seconds


def run_tight(path: Path, run_id: int, transactions: list[tuple[list[Statement], Batch]]) -> float:
    """Seconds that Ltight takes on the database at `path`."""
    store = Store(path)
    begun = perf_counter()
    for statements, batch in transactions:
        with store.write() as connection:
            for sql, parameters in statements:
                connection.exec_driver_sql(sql, parameters)
            for part in batch.rollups:
                rollups.merge(connection, run_id, part)
    seconds = perf_counter() - begun
    store.checkpoint()
    store.close()
    return seconds


def contents(path: Path) -> dict[str, int]:
    """Rows of the tables that a run writes, and the size of the file in bytes."""
    store = Store(path)
    with store.read() as connection:
        found = {
            table: connection.exec_driver_sql(f"SELECT COUNT(*) FROM {table}").scalar_one()
            for table in ("email_logs", "job_exceptions", "rollups")
        }
    store.close()
    return {**found, "bytes": path.stat().st_size}
