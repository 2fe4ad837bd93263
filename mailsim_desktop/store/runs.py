"""Rows of runs: creation, state changes, horizon, and what the governor asks.

Every state change names the states it may come from and checks that one row changed.
Functions join the caller's transaction.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from mailsim_desktop import clock
from mailsim_desktop.domain.dead_letters import Selection
from mailsim_desktop.domain.priority import Priority
from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.domain.scenario import Scenario
from mailsim_desktop.domain.transitions import TERMINAL_RUN_STATES, RunState, sources_of
from mailsim_desktop.errors import InvalidTransitionError, NotFoundError
from mailsim_desktop.store import events

_log = logging.getLogger(__name__)

HOST_LOST_MS = 5_000
"""A host whose heartbeat is older has gone; so has one of so far ahead: clocks are set back too."""

_COLUMNS = (
    "r.id, r.campaign_id, c.name, r.state, r.seed, r.scenario, r.options, r.versions,"
    " r.settings_hash, r.wanted_workers, r.speed, r.audience, r.recipients, r.planned,"
    " r.planned_until_us, r.horizon_us, r.simulated_us, r.created_utc_ms, r.started_utc_ms,"
    " r.ended_utc_ms, r.host, r.host_seen_utc_ms, r.digest, r.error, r.priority,"
    " r.parent_run_id, r.selection"
)


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run as stored; the columns are described in `schema.runs`."""

    id: int
    campaign_id: int
    campaign_name: str
    state: RunState
    seed: int
    scenario: Scenario
    options: RunOptions
    versions: dict[str, str]
    settings_hash: str | None
    wanted_workers: int
    speed: int | None
    audience: int
    recipients: int
    planned: int
    planned_until_us: int
    horizon_us: int
    simulated_us: int | None
    created_utc_ms: int
    started_utc_ms: int | None
    ended_utc_ms: int | None
    host: str | None
    host_seen_utc_ms: int | None
    digest: str | None
    error: str | None
    priority: Priority = Priority.NORMAL
    parent_run_id: int | None = None
    selection: Selection | None = None

    @property
    def hosted(self) -> bool:
        """A living process drives this run."""
        seen = self.host_seen_utc_ms
        return self.host is not None and abs(clock.now_utc_ms() - (seen or 0)) <= HOST_LOST_MS

    @property
    def wall_s(self) -> float | None:
        """Real seconds from start to end; None before it ended, or where the clock was set back."""
        if self.started_utc_ms is None or self.ended_utc_ms is None:
            return None
        took_ms = self.ended_utc_ms - self.started_utc_ms
        return took_ms / 1000 if took_ms >= 0 else None


def create(
    connection: Connection,
    campaign_id: int,
    scenario: Scenario,
    options: RunOptions,
    versions: dict[str, str],
    *,
    parent: tuple[int, Selection] | None = None,
) -> int:
    """Add a run in state planning and return its id.

    Parameters
    ----------
    parent : run whose dead letters it tries again, and which of them.
    """
    parent_id, selection = parent or (None, None)
    return int(
        connection.exec_driver_sql(
            "INSERT INTO runs (campaign_id, state, seed, scenario, options, versions,"
            " wanted_workers, speed, audience, recipients, planned, planned_until_us, horizon_us,"
            " created_utc_ms, priority, parent_run_id, selection)"
            " VALUES (?, 'planning', ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, ?, ?, ?, ?) RETURNING id",
            (
                campaign_id,
                options.seed,
                json.dumps(scenario.to_json()),
                json.dumps(options.to_json()),
                json.dumps(versions),
                options.workers,
                options.speed,
                clock.now_utc_ms(),
                options.priority,
                parent_id,
                None if selection is None else json.dumps(selection.to_json()),
            ),
        ).scalar_one()
    )


def get(connection: Connection, run_id: int) -> RunRow:
    """One run, or `NotFoundError`."""
    row = connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM runs AS r JOIN campaigns AS c ON c.id = r.campaign_id"
        " WHERE r.id = ?",
        (run_id,),
    ).first()
    if row is None:
        raise NotFoundError(f"There is no run {run_id}.", "List them with: mailsim runs list")
    return _row(row)


def listed(connection: Connection, campaign_id: int | None = None) -> list[RunRow]:
    """All runs, or those of one campaign, newest first."""
    rows = connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM runs AS r JOIN campaigns AS c ON c.id = r.campaign_id"
        " WHERE ? IS NULL OR r.campaign_id = ? ORDER BY r.id DESC",
        (campaign_id, campaign_id),
    )
    return [_row(row) for row in rows]


def require_none_active(connection: Connection, campaign_id: int) -> None:
    """Raise `InvalidTransitionError` where a run of this campaign has not ended."""
    for earlier in listed(connection, campaign_id):
        if earlier.state not in TERMINAL_RUN_STATES:
            raise InvalidTransitionError(
                f"Run {earlier.id} of the campaign {earlier.campaign_name!r} is {earlier.state}.",
                f"Resume or cancel it first: mailsim campaigns resume {campaign_id}",
            )


def latest_by_campaign(connection: Connection) -> dict[int, RunRow]:
    """Newest run of each campaign that was ever launched, by the campaign's id."""
    rows = connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM runs AS r JOIN campaigns AS c ON c.id = r.campaign_id"
        " WHERE r.id IN (SELECT MAX(id) FROM runs GROUP BY campaign_id)"
    )
    return {run.campaign_id: run for run in map(_row, rows)}


def _row(row: Any) -> RunRow:
    return RunRow(
        *(
            *row[:3],
            RunState(row[3]),
            row[4],
            Scenario.from_json(json.loads(row[5])),
            RunOptions.from_json(json.loads(row[6])),
            json.loads(row[7]),
            *row[8:-3],
            Priority(row[-3]),
            row[-2],
            None if row[-1] is None else Selection.from_json(json.loads(row[-1])),
        )
    )


def set_state(
    connection: Connection, run_id: int, target: RunState, *, error: str | None = None
) -> None:
    """Move a run to `target` and tell the activity feed.

    Raises
    ------
    InvalidTransitionError : its present state does not allow that.
    """
    allowed = sorted(sources_of(target))
    ended = clock.now_utc_ms() if target in TERMINAL_RUN_STATES else None
    changed = connection.exec_driver_sql(
        f"UPDATE runs SET state = ?, ended_utc_ms = ?, error = COALESCE(?, error) WHERE id = ?"
        f" AND state IN ({','.join('?' * len(allowed))})",
        (target, ended, error, run_id, *allowed),
    ).rowcount
    if changed != 1:
        state = get(connection, run_id).state
        raise InvalidTransitionError(
            f"Run {run_id} is {state}; it cannot become {target}.",
            f"Look at it with: mailsim runs show {run_id}",
        )
    events.record(connection, run_id, target, {} if error is None else {"error": error})
    _log.info("run is %s", target, extra={"run": run_id})


def store_digest(connection: Connection, run_id: int, digest: str) -> None:
    """Keep the digest of a completed run."""
    connection.exec_driver_sql("UPDATE runs SET digest = ? WHERE id = ?", (digest, run_id))
