"""Commits whose answer is lost, that are forgotten, or that are made twice: hooks for tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import Connection, event

from mailsim_desktop.errors import LeaseLostError
from mailsim_desktop.store import plan
from mailsim_desktop.store.batches import Batch
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.leases import Lease
from mailsim_desktop.store.queue import Queue


class Fault(StrEnum):
    """What becomes of a COMMIT."""

    LOST = "lost"  # it is done, and its answer is an error
    FORGOTTEN = "forgotten"  # its answer is that it is done, and nothing was written


class FaultyStore(Store):
    """Its n-th writing commits have a fault, for each n (from 0 on) that `faulty` picks.

    Attributes
    ----------
    commits : how many were asked for.
    """

    def __init__(self, path: Path, fault: Fault, faulty: Callable[[int], bool]) -> None:
        super().__init__(path)
        self.commits = 0
        self._fault = fault
        self._faulty = faulty
        self._is_writing = False
        self._commit = self._writer.dialect.do_commit
        event.listen(self._writer, "commit", self._note)
        self._writer.dialect.do_commit = self._do_commit  # type: ignore[method-assign]

    def _note(self, _connection: Connection) -> None:
        self._is_writing = True  # reading transactions end with a COMMIT too, but not with this

    def _do_commit(self, connection: Any) -> None:
        counted, self._is_writing = self._is_writing, False
        number, self.commits = self.commits, self.commits + counted
        if not (counted and self._faulty(number)):
            self._commit(connection)
        elif self._fault is Fault.FORGOTTEN:
            connection.rollback()
        else:
            self._commit(connection)
            raise driver_error("SQLITE_IOERR")


def driver_error(code: str) -> Exception:
    """An error of the driver, as SQLite makes it with this code."""
    error: Exception = sqlite.OperationalError(code)
    error.sqlite_errorname = code  # type: ignore[attr-defined]
    return error


class RepeatingQueue(Queue):
    """Makes every commit twice: the lease's, and the one of a batch.

    Attributes
    ----------
    refused : how many batches the fence refused the second time.
    """

    refused = 0

    def lease(self, owner: str, lease_ms: int = 90_000) -> Lease | None:
        super().lease(owner, lease_ms)
        return super().lease(owner, lease_ms)

    def commit(
        self, lease: Lease, batch: Batch, next_start_us: int, lease_ms: int = 90_000
    ) -> None:
        again = replace(lease)
        super().commit(lease, batch, next_start_us, lease_ms)
        try:
            super().commit(again, batch, next_start_us, lease_ms)
        except LeaseLostError:
            self.refused += 1


def repeat_chunks(patch: Callable[[object, str, object], None], other: Store) -> list[bool]:
    """Write each chunk of a plan twice; the list collects the answers to the second time.

    Parameters
    ----------
    patch : as `monkeypatch.setattr`.
    other : another connection, for the second time.
    """
    once: Callable[..., bool] = plan.add_jobs
    answers: list[bool] = []

    def twice(connection: Connection, *arguments: Any, **options: Any) -> bool:
        written = once(connection, *arguments, **options)
        connection.commit()
        with other.write() as again:
            answers.append(once(again, *arguments, **options))
        return written

    patch(plan, "add_jobs", twice)
    return answers
