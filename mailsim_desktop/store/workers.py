"""Rows of the worker processes, for screens and metrics; the engine never reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass

from sqlalchemy import Connection

from mailsim_desktop import clock
from mailsim_desktop.domain.worker import WorkerState
from mailsim_desktop.store.rows import execute_all, insert_rows

GONE_MS = 5_000
"""Whoever was not seen for so long has gone, with its supervisor."""
FORGOTTEN_MS = 60_000
"""And its row is of no use to anybody after this."""
_COLUMNS = "name, host, pid, state, attempts, memory_bytes, started_utc_ms, seen_utc_ms"


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """One worker as its supervisor saw it last; the columns are described in `schema.workers`."""

    name: str
    host: str
    pid: int
    state: WorkerState
    attempts: int
    memory_bytes: int | None
    started_utc_ms: int
    seen_utc_ms: int

    @property
    def number(self) -> int:
        """How many workers its host had begun with it, from 1."""
        return int(self.name.rpartition("-")[2])

    def is_gone(self, now_utc_ms: int) -> bool:
        """Nobody has seen it for too long."""
        return now_utc_ms - self.seen_utc_ms > GONE_MS


def tell(connection: Connection, host: str, rows: Sequence[WorkerRow]) -> None:
    """Let these be the workers of a host; those of any host that are long forgotten go too."""
    connection.exec_driver_sql(
        "DELETE FROM workers WHERE host = ? OR seen_utc_ms < ?",
        (host, clock.now_utc_ms() - FORGOTTEN_MS),
    )
    execute_all(
        connection, insert_rows(f"INSERT INTO workers ({_COLUMNS})", list(map(astuple, rows)))
    )


def listed(connection: Connection) -> list[WorkerRow]:
    """All that were seen lately, host by host, the eldest first."""
    rows = connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM workers WHERE seen_utc_ms >= ?"
        " ORDER BY host, started_utc_ms, LENGTH(name), name",
        (clock.now_utc_ms() - FORGOTTEN_MS,),
    )
    return [WorkerRow(*(*row[:3], WorkerState(row[3]), *row[4:])) for row in rows]
