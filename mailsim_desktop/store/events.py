"""Events of a run, for the activity feed. The engine writes them and never reads them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from mailsim_desktop import clock


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the activity feed.

    `at_us` is the horizon at that moment, or the run's end, in simulated microseconds.
    """

    id: int
    run_id: int
    at_utc_ms: int
    at_us: int
    kind: str
    data: dict[str, Any]


def record(connection: Connection, run_id: int, kind: str, data: dict[str, Any]) -> None:
    """Add an event within the caller's transaction."""
    connection.exec_driver_sql(
        "INSERT INTO run_events (run_id, at_utc_ms, at_us, kind, data)"
        " SELECT id, ?, COALESCE(simulated_us, horizon_us), ?, ? FROM runs WHERE id = ?",
        (clock.now_utc_ms(), kind, json.dumps(data), run_id),
    )


def after(connection: Connection, run_id: int, event_id: int, limit: int = 200) -> list[Event]:
    """Events of a run with a greater id, oldest first."""
    rows = connection.exec_driver_sql(
        "SELECT id, run_id, at_utc_ms, at_us, kind, data FROM run_events"
        " WHERE run_id = ? AND id > ? ORDER BY id LIMIT ?",
        (run_id, event_id, limit),
    )
    return [Event(*(*row[:5], json.loads(row[5]))) for row in rows]


def count(connection: Connection, run_id: int, kind: str) -> int:
    """How often an event of this kind happened in a run."""
    return int(
        connection.exec_driver_sql(
            "SELECT COUNT(*) FROM run_events WHERE run_id = ? AND kind = ?", (run_id, kind)
        ).scalar_one()
    )
