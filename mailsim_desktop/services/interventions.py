"""Interventions: change the limit of a lane, or requeue dead letters, while a run goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mailsim_desktop.domain.dead_letters import Selection
from mailsim_desktop.domain.intervention import Change, Intervention, RateChange, Requeue
from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.errors import InvalidTransitionError, NotFoundError
from mailsim_desktop.store import interventions, plan, runs
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.runs import RunRow

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["Intervention", "RateChange", "Requeue", "change_rate", "listed", "requeue"]

OPEN = (RunState.PLANNING, RunState.RUNNING, RunState.PAUSING, RunState.PAUSED)
"""States in which a run can be intervened in."""


def change_rate(store: Store, run_id: int, lane: str, rate: Rate | None) -> Intervention:
    """Put another rate in force in a lane from the run's horizon on; None takes the limit away.

    Raises
    ------
    InvalidTransitionError : the run has ended, or its horizon lies past everything.
    NotFoundError : it has no such lane, or none yet.
    """
    with store.write() as connection:
        run = _open_run(connection, run_id)
        names = [one.name for one in plan.lanes(connection, run_id)]
        if lane not in names:
            known = f"It has: {', '.join(names)}" if names else "Its recipients are being counted."
            raise NotFoundError(f"Run {run_id} has no lane {lane!r}.", known)
        return _add(connection, run, RateChange(lane, rate))


def requeue(store: Store, run_id: int, selection: Selection) -> Intervention:
    """Let dead letters of a run that goes on be due again from its horizon on.

    Those that fit then, whether they are dead letters already or become so before it.

    Raises
    ------
    InvalidTransitionError : the run has ended, or its horizon lies past everything.
    NotFoundError : it has no such reply, provider group or job.
    """
    with store.write() as connection:
        run = _open_run(connection, run_id)
        selection.reply_index(run.scenario)
        _require_jobs(connection, run_id, selection)
        return _add(connection, run, Requeue(selection))


def listed(store: Store, run_id: int) -> list[Intervention]:
    """All interventions of a run, in the order in which they take effect."""
    with store.read() as connection:
        return interventions.of_run(connection, run_id)


def _open_run(connection: Connection, run_id: int) -> RunRow:
    run = runs.get(connection, run_id)
    if run.state not in OPEN:
        raise InvalidTransitionError(
            f"Run {run_id} is {run.state}; only a run that goes on can be intervened in.",
            f"Look at it with: mailsim runs show {run_id}",
        )
    return run


def _require_jobs(connection: Connection, run_id: int, selection: Selection) -> None:
    lanes = plan.lanes(connection, run_id)
    for job in selection.jobs:
        if not any(0 <= job - lane.first_job_id < lane.jobs for lane in lanes):
            raise NotFoundError(
                f"Run {run_id} has no job {job}.",
                f"List its dead letters with: mailsim dead-letters list {run_id}",
            )


def _add(connection: Connection, run: RunRow, change: Change) -> Intervention:
    if run.horizon_us >= NEVER_US:
        raise InvalidTransitionError(
            f"Run {run.id} goes to its end in a single step, so nothing can be changed on the way.",
            "Launch it without --step 0.",
        )
    return interventions.add(connection, run.id, change)
