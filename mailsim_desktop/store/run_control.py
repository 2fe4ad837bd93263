"""What steers a run: its horizon, pace and workers, and what decides the next step.

Functions join the caller's transaction.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from mailsim_desktop import clock
from mailsim_desktop.domain.priority import Priority
from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.domain.transitions import TERMINAL_RUN_STATES, RunState
from mailsim_desktop.store.runs import set_state


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
