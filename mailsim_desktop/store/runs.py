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
from mailsim_desktop.domain.run import NEVER_US, RunOptions
from mailsim_desktop.domain.scenario import Scenario
from mailsim_desktop.domain.simulated_time import SECOND_US
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


@dataclass(frozen=True, slots=True)
class Control:
    """What the governor looks at before each step, in one state of the database."""

    state: RunState
    horizon_us: int
    next_start_us: int  # least over the shards; NEVER_US when nothing is left
    recipients: int
    planned: int
    planned_until_us: int
    speed: int | None
    attempts: int
    shards: int
    last_finish_us: int

    @property
    def visible_us(self) -> int:
        """Everything before this instant is committed and final, to the end of its second."""
        end_us = (self.last_finish_us // SECOND_US + 1) * SECOND_US
        if self.state in TERMINAL_RUN_STATES:
            return end_us  # nothing will be added, also where the horizon stopped earlier
        if self.next_start_us >= NEVER_US:
            return min(self.horizon_us, end_us)
        return min(self.horizon_us, self.next_start_us)


@dataclass(frozen=True, slots=True)
class Totals:
    """Counters of a run, summed over its lanes; they include what finishes past the horizon."""

    attempts: int = 0
    delivered: int = 0
    deferrals: int = 0
    bounced: int = 0
    expired: int = 0
    poisoned: int = 0
    cancelled: int = 0


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


def control(connection: Connection, run_id: int) -> Control:
    """Read what decides the next step of the horizon."""
    row = connection.exec_driver_sql(
        "SELECT state, horizon_us,"
        " (SELECT MIN(next_start_us) FROM shards WHERE run_id = r.id),"
        " recipients, planned, planned_until_us, speed,"
        " (SELECT COALESCE(SUM(attempts), 0) FROM lanes WHERE run_id = r.id),"
        " (SELECT COUNT(*) FROM shards WHERE run_id = r.id),"
        " (SELECT COALESCE(MAX(last_finish_us), 0) FROM lanes WHERE run_id = r.id)"
        " FROM runs AS r WHERE id = ?",
        (run_id,),
    ).one()
    least = NEVER_US if row[2] is None else row[2]
    return Control(RunState(row[0]), row[1], least, *row[3:])


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


def advance(connection: Connection, run_id: int, expected_us: int, horizon_us: int) -> bool:
    """Move the horizon, if the run still works and nobody moved it meanwhile."""
    changed = connection.exec_driver_sql(
        "UPDATE runs SET horizon_us = ?, started_utc_ms = COALESCE(started_utc_ms, ?)"
        " WHERE id = ? AND horizon_us = ? AND state IN ('planning', 'running')",
        (horizon_us, clock.now_utc_ms(), run_id, expected_us),
    ).rowcount
    return changed == 1


def complete(connection: Connection, run_id: int) -> None:
    """End a run whose last attempt is committed; the horizon moves past its last finish."""
    last = connection.exec_driver_sql(
        "SELECT COALESCE(MAX(last_finish_us), 0) FROM lanes WHERE run_id = ?", (run_id,)
    ).scalar_one()
    connection.exec_driver_sql(
        "UPDATE runs SET simulated_us = ?, horizon_us = MAX(horizon_us * (horizon_us < ?), ?)"
        " WHERE id = ?",
        (last, NEVER_US, (last // SECOND_US + 1) * SECOND_US, run_id),
    )
    set_state(connection, run_id, RunState.COMPLETED)


def claim_host(connection: Connection, run_id: int, host: str) -> bool:
    """Make `host` the process that drives a run, unless a living one does.

    Beside the runs that are being driven it gets its share from now on, and no more for what
    it missed before. Leases that the workers of an earlier host left behind are voided: the
    fence refuses whoever still holds one.
    """
    now = clock.now_utc_ms()
    before = connection.exec_driver_sql("SELECT host FROM runs WHERE id = ?", (run_id,)).scalar()
    changed = connection.exec_driver_sql(
        "UPDATE runs SET host = ?, host_seen_utc_ms = ? WHERE id = ?"
        " AND (host IS NULL OR host = ? OR host_seen_utc_ms NOT BETWEEN ? AND ?)",
        (host, now, run_id, host, now - HOST_LOST_MS, now + HOST_LOST_MS),
    ).rowcount
    if changed == 1:
        connection.exec_driver_sql(
            "UPDATE runs SET stride_pass = MAX(stride_pass, (SELECT COALESCE(MAX(stride_pass), 0)"
            " FROM runs WHERE host IS NOT NULL AND ended_utc_ms IS NULL)) WHERE id = ?",
            (run_id,),
        )
    if changed == 1 and before != host:
        connection.exec_driver_sql(
            "UPDATE shards SET token = token + 1, lease_until_ms = 0"
            " WHERE run_id = ? AND lease_until_ms > 0",
            (run_id,),
        )
    return changed == 1


def beat(connection: Connection, run_id: int, host: str) -> bool:
    """Renew the heartbeat of the process that drives a run; False when it no longer does."""
    changed = connection.exec_driver_sql(
        "UPDATE runs SET host_seen_utc_ms = ? WHERE id = ? AND host = ?",
        (clock.now_utc_ms(), run_id, host),
    ).rowcount
    return changed == 1


def leave_host(connection: Connection, run_id: int, host: str) -> None:
    """Say that `host` no longer drives a run."""
    connection.exec_driver_sql(
        "UPDATE runs SET host = NULL WHERE id = ? AND host = ?", (run_id, host)
    )


def set_control(
    connection: Connection,
    run_id: int,
    *,
    speed: int | None,
    wanted_workers: int,
    priority: Priority | None = None,
) -> None:
    """Change pace, number of workers and, if given, priority of a run that has not ended."""
    connection.exec_driver_sql(
        "UPDATE runs SET speed = ?, wanted_workers = ?, priority = COALESCE(?, priority)"
        " WHERE id = ? AND ended_utc_ms IS NULL",
        (speed, wanted_workers, priority, run_id),
    )


def wanted_workers(connection: Connection, run_ids: list[int]) -> int:
    """Greatest number of workers that any of these runs asks for."""
    marks = ",".join("?" * len(run_ids))
    return int(
        connection.exec_driver_sql(
            f"SELECT COALESCE(MAX(wanted_workers), 0) FROM runs WHERE id IN ({marks})",
            tuple(run_ids),
        ).scalar_one()
    )


def totals(connection: Connection, run_id: int) -> Totals:
    """Counters of a run, as committed."""
    row = connection.exec_driver_sql(
        "SELECT SUM(attempts), SUM(delivered), SUM(deferrals), SUM(bounced), SUM(expired),"
        " SUM(poisoned), SUM(cancelled) FROM lanes WHERE run_id = ?",
        (run_id,),
    ).one()
    return Totals(*(value or 0 for value in row))


def totals_by_group(connection: Connection, run_id: int) -> dict[str, tuple[int, Totals]]:
    """Jobs and counters per provider group, in the order of the lanes."""
    rows = connection.exec_driver_sql(
        "SELECT provider_group, SUM(jobs), SUM(attempts), SUM(delivered), SUM(deferrals),"
        " SUM(bounced), SUM(expired), SUM(poisoned), SUM(cancelled) FROM lanes"
        " WHERE run_id = ? GROUP BY provider_group ORDER BY MIN(id)",
        (run_id,),
    )
    return {row[0]: (row[1], Totals(*row[2:])) for row in rows}


def store_digest(connection: Connection, run_id: int, digest: str) -> None:
    """Keep the digest of a completed run."""
    connection.exec_driver_sql("UPDATE runs SET digest = ? WHERE id = ?", (digest, run_id))
