"""Workers with a planted fault, which a crash drill has to find. Each is a worker's entry."""

# ruff: noqa: SLF001 # a fault is planted where nobody else may reach
from __future__ import annotations

from pathlib import Path
from typing import Any

from mailsim_desktop.errors import StoreBusyError
from mailsim_desktop.store import batches, dialect, queue, rollups
from mailsim_desktop.store import database as database_module
from mailsim_desktop.store.batches import Batch, statements
from mailsim_desktop.store.leases import Lease
from mailsim_desktop.store.queue import Queue
from mailsim_desktop.store.rows import execute_all
from mailsim_desktop.workers import child
from tests.helpers.faulty_commits import Fault, FaultyStore, driver_error

UNLUCKY = 7
LOG_BYTES = 1_000_000


def fence_removed(database: Path, name: str, pulse: Any) -> None:
    """Commit without asking whether the shard was taken over."""
    Queue._fence = lambda *_: None  # type: ignore[method-assign]
    child.main(database, name, pulse)


def transaction_split(database: Path, name: str, pulse: Any) -> None:
    """Write the log first, then the lanes in a transaction of their own."""

    def commit(self: Queue, lease: Lease, batch: Batch, next_start_us: int, _ms: int) -> None:
        release = next_start_us >= lease.horizon_us
        with self._store.write() as connection:
            execute_all(connection, statements(batch)[: -len(batch.lanes)])
        with self._store.write() as connection:
            applied = lease.applied
            fence = (applied, next_start_us, applied, release, release, 90_000)
            self._fence(connection, lease, fence)
            execute_all(connection, statements(batch)[-len(batch.lanes) :])
            for part in batch.rollups:
                rollups.merge(connection, lease.run_id, part)
        lease.commit_no += 1

    Queue.commit = commit  # type: ignore[assignment, method-assign]
    child.main(database, name, pulse)


def cursor_not_saved(database: Path, name: str, pulse: Any) -> None:
    """Leave the lane's cursor where it was."""
    assert "SET cursor = ?," in batches._LANE
    batches._LANE = batches._LANE.replace("SET cursor = ?,", "SET cursor = cursor + 0 * ?,")
    child.main(database, name, pulse)


def retry_forgotten(database: Path, name: str, pulse: Any) -> None:
    """Lose what was deferred."""

    def without(batch: Batch) -> Any:
        batch.exceptions = [row for row in batch.exceptions if row[3] != "deferred"]
        return statements(batch)

    queue.statements = without  # type: ignore[assignment]
    child.main(database, name, pulse)


def short_log(database: Path, name: str, pulse: Any) -> None:
    """No fault: a worker that takes the write-ahead log for full at a megabyte."""
    database_module.MOST_LOG_BYTES = LOG_BYTES
    child.main(database, name, pulse)


def commits_lost(database: Path, name: str, pulse: Any) -> None:
    """No fault of ours: the answer to every seventh commit is lost."""
    _unlucky(Fault.LOST, database, name, pulse)


def commits_forgotten(database: Path, name: str, pulse: Any) -> None:
    """No fault of ours: every seventh commit is forgotten."""
    _unlucky(Fault.FORGOTTEN, database, name, pulse)


def _unlucky(fault: Fault, database: Path, name: str, pulse: Any) -> None:
    def make(path: Path) -> FaultyStore:
        return FaultyStore(path, fault, lambda number: number % UNLUCKY == UNLUCKY - 1)

    child.Store = make  # type: ignore[assignment, misc]
    child.main(database, name, pulse)


def no_room(database: Path, name: str, pulse: Any) -> None:
    """No fault of ours: there is no room for any batch."""
    _commit_fails("SQLITE_FULL", database, name, pulse)


def failing_disk(database: Path, name: str, pulse: Any) -> None:
    """No fault of ours: no batch can be written."""
    _commit_fails("SQLITE_IOERR", database, name, pulse)


def _commit_fails(code: str, database: Path, name: str, pulse: Any) -> None:
    def fail(*_: object) -> None:
        raise driver_error(code)

    Queue._fence = fail  # type: ignore[method-assign]
    child.main(database, name, pulse)


def impatient(database: Path, name: str, pulse: Any) -> None:
    """No fault: waits a tenth of a second for the lock, and notes a batch that got none."""
    dialect.BUSY_MS = 100
    once = Queue.commit

    def commit(self: Queue, *arguments: Any) -> None:
        try:
            once(self, *arguments)
        except StoreBusyError:
            refused(database).touch()
            raise

    Queue.commit = commit  # type: ignore[assignment, method-assign]
    child.main(database, name, pulse)


def refused(database: Path) -> Path:
    """File that an `impatient` worker makes."""
    return database.with_name("refused")
