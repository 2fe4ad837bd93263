"""Huey on SQLite with two worker processes, its task one attempt: the same row writes.

Each task writes one log row, counts in its lane and adds to a rollup, in one transaction, into
the product's own tables. The tasks are in the queue before the clock starts; it runs from the
first task done to the last, so the start of the consumer is left out.
"""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from time import monotonic, perf_counter, sleep
from typing import Any

import pysqlite3.dbapi2 as sqlite
from huey import SqliteHuey

from mailsim_desktop.store.database import Store

WORKERS = 2
LIMIT_S = 60.0
LOOK_S = 0.005
_CONSUMER = "from benchmarks.huey_tasks import main; main()"  # its tasks know this module's name
_STATEMENTS = (
    "UPDATE lanes SET attempts = attempts + 1, last_start_us = :start WHERE id = :lane",
    """
    INSERT INTO email_logs (job_id, run_id, lane_id, attempt, start_us, finish_us, reply_id, ip)
    VALUES (:job, 1, :lane, 1, :start, :finish, 0, 0)
    """,
    """
    INSERT INTO rollups (run_id, provider_group, bucket, outcome, count, latency_sum_us)
    VALUES (1, :group, :bucket, 'delivered', 1, :latency)
    ON CONFLICT (run_id, provider_group, bucket, outcome)
    DO UPDATE SET count = count + 1, latency_sum_us = latency_sum_us + excluded.latency_sum_us
    """,
)


@cache
def _connection(path: str, _pid: int) -> Any:
    """One connection for each process, set up as the product's are."""
    connection = sqlite.connect(path, timeout=30, isolation_level=None)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA cache_size = -65536")
    return connection


def _attempt(path: str, row: dict[str, Any]) -> None:
    """The task."""
    connection = _connection(path, os.getpid())
    connection.execute("BEGIN IMMEDIATE")
    for sql in _STATEMENTS:
        connection.execute(sql, row)
    connection.execute("COMMIT")


def _queue(path: str) -> tuple[SqliteHuey, Any]:
    """The queue beside the database at `path`, and its task."""
    queue = SqliteHuey(filename=f"{path}-huey", results=False, fsync=False)
    return queue, queue.task(name="attempt")(_attempt)


def tasks_per_second(path: Path, number: int) -> float:
    """Carry out `number` jobs of the planned run in the database at `path`."""
    _, task = _queue(str(path))
    store = Store(path)
    with store.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT j.id, l.id, l.provider_group FROM email_jobs AS j"
            " JOIN lanes AS l ON l.id = j.lane_id WHERE j.run_id = 1 ORDER BY j.id LIMIT ?",
            (number,),
        ).all()
    for place, (job, lane, group) in enumerate(rows):
        start = place * 5_000
        bucket = (start + 275_000) // 1_000_000
        row = {"job": job, "lane": lane, "group": group, "bucket": bucket, "latency": 275_000}
        task(str(path), {**row, "start": start, "finish": start + 275_000})
    consumer = subprocess.Popen([sys.executable, "-c", _CONSUMER, str(path)])
    try:
        return _rate(store, len(rows))
    finally:
        consumer.terminate()
        consumer.wait()
        store.close()


def _rate(store: Store, number: int) -> float:
    """Tasks a second from the first that is seen done to the last."""
    begun, before = 0.0, 0
    latest = monotonic() + LIMIT_S
    while (done := _done(store)) < number:
        if done and not before:
            begun, before = perf_counter(), done
        if monotonic() > latest:
            raise TimeoutError(f"huey did {done:,} of {number:,} tasks in {LIMIT_S} s")
        sleep(LOOK_S)
    return (done - before) / (perf_counter() - begun)


def _done(store: Store) -> int:
    with store.read() as connection:
        return int(connection.exec_driver_sql("SELECT SUM(attempts) FROM lanes").scalar_one())


def main() -> None:
    """Be the consumer, until the signal to end."""
    queue, _ = _queue(sys.argv[1])
    queue.create_consumer(
        workers=WORKERS,
        worker_type="process",
        periodic=False,
        initial_delay=0.001,
        check_worker_health=False,
    ).run()
