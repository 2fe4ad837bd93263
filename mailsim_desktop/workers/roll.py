"""The roll of one supervisor: rows that say who works, renewed about once a second.

For screens and metrics alone. It never waits for the database longer than a look may: what
could not be written is written a second later. While nothing is driven nobody is on it, so
that an idle program leaves the disk alone.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import suppress

import psutil

from mailsim_desktop import clock
from mailsim_desktop.domain.worker import WorkerState
from mailsim_desktop.errors import MailSimError, StoreBusyError
from mailsim_desktop.store import workers
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.workers import WorkerRow
from mailsim_desktop.workers.watched_child import WatchedChild

PERIOD_S = 1.0
_log = logging.getLogger(__name__)


class Roll:
    """Keeps the rows of the workers of one host."""

    def __init__(self, host: str) -> None:
        self._host = host
        self._next_s = 0.0
        self._is_empty = True

    def keep(
        self,
        store: Store,
        working: Mapping[str, WatchedChild],
        leaving: Mapping[str, WatchedChild],
        *,
        driven: bool,
    ) -> None:
        """Write who works, when it is time to; nobody does while nothing is driven."""
        now = clock.monotonic_s()
        if not driven:
            self._next_s = now
            self.clear(store)
            return
        if now < self._next_s:
            return
        self._next_s = now + PERIOD_S
        rows = [self._row(name, one, one.state()) for name, one in working.items()]
        rows += [self._row(name, one, WorkerState.ENDING) for name, one in leaving.items()]
        self._write(store, rows)

    def clear(self, store: Store) -> None:
        """Nobody works here any more."""
        if not self._is_empty:
            self._write(store, [])

    def _write(self, store: Store, rows: list[WorkerRow]) -> None:
        try:
            with store.write() as connection:
                workers.tell(connection, self._host, rows)
        except StoreBusyError:
            return  # a second later will do
        except MailSimError as error:
            _log.warning("who works could not be told: %s", error)
            return
        self._is_empty = not rows

    def _row(self, name: str, one: WatchedChild, state: WorkerState) -> WorkerRow:
        return WorkerRow(
            name=name,
            host=self._host,
            pid=one.process.pid,
            state=state,
            attempts=one.pulse.vitals.attempts,
            memory_bytes=_memory(one.process.pid),
            started_utc_ms=one.started_utc_ms,
            seen_utc_ms=clock.now_utc_ms(),
        )


def _memory(pid: int) -> int | None:
    """Resident memory of a process; None where it has ended or may not be asked."""
    with suppress(psutil.Error):
        return int(psutil.Process(pid).memory_info().rss)
    return None
