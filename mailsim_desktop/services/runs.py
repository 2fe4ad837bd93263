"""Runs: look at them, and drive, pause, resume, cancel them."""

from __future__ import annotations

from mailsim_desktop.domain.priority import Priority
from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.domain.transitions import RunState, require_run_transition
from mailsim_desktop.errors import UserError
from mailsim_desktop.simulation import catalogue
from mailsim_desktop.store import campaigns, hosts, run_control, runs
from mailsim_desktop.store.counters import Totals
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.runs import RunRow
from mailsim_desktop.workers.engine import Engine, driven_elsewhere, host_name
from mailsim_desktop.workers.governor import cancel_run

__all__ = ["Engine", "RunRow", "Totals"]


def is_driven_elsewhere(run: RunRow) -> bool:
    """A living process drives it, and it is not this one."""
    return run.hosted and run.host != host_name()


def make_engine(store: Store) -> Engine:
    """Make an engine for the store's database; close it when done."""
    return Engine(store.path, catalogue.load_domain_table())


def pause(store: Store, run_id: int) -> RunState:
    """Ask a run to pause; returns its state: pausing, or paused where nobody drives it."""
    with store.write() as connection:
        runs.set_state(connection, run_id, RunState.PAUSING)
        if not runs.get(connection, run_id).hosted:
            runs.set_state(connection, run_id, RunState.PAUSED)
        return runs.get(connection, run_id).state


def resume(store: Store, engine: Engine, run_id: int) -> None:
    """Go on with a run that is paused or whose process has gone, in `engine`.

    Raises
    ------
    InvalidTransitionError : it has ended, or is being cancelled.
    ConflictError : a living process drives it.
    """
    with store.write() as connection:
        run = runs.get(connection, run_id)
        if run.hosted and run.host != engine.host:
            raise driven_elsewhere(run_id, run.host)
        # Before its audience is counted, a run has no recipients: all is yet to be planned.
        is_planned = run.settings_hash is not None and run.planned == run.recipients
        target = RunState.RUNNING if is_planned else RunState.PLANNING
        if run.state is RunState.PAUSING and not run.hosted:
            runs.set_state(connection, run_id, RunState.PAUSED)
            runs.set_state(connection, run_id, target)
        elif run.state is RunState.PAUSED:
            runs.set_state(connection, run_id, target)
        elif run.state not in {RunState.PLANNING, RunState.RUNNING}:
            require_run_transition(run.state, target)
    engine.drive(run_id)


def cancel(store: Store, run_id: int) -> RunState:
    """Cancel a run for good; results so far are kept. Returns cancelling or cancelled.

    Asked again, it finishes a cancelling whose process has gone.
    """
    with store.write() as connection:
        if runs.get(connection, run_id).state is not RunState.CANCELLING:
            runs.set_state(connection, run_id, RunState.CANCELLING)
        hosted = runs.get(connection, run_id).hosted
    if not hosted:
        cancel_run(store, run_id)
    with store.read() as connection:
        return runs.get(connection, run_id).state


def set_control(
    store: Store,
    run_id: int,
    *,
    speed: int | None,
    workers: int,
    priority: Priority | None = None,
) -> None:
    """Change how a run that goes on is carried out; the log stays the same.

    Parameters
    ----------
    priority : None leaves it as it is.
    """
    RunOptions(speed=speed, workers=workers)  # the same limits as at launch
    with store.write() as connection:
        if runs.get(connection, run_id).speed != speed:  # who waited for the clock has no credit
            hosts.join(connection, run_id)
        run_control.set_control(
            connection, run_id, speed=speed, wanted_workers=workers, priority=priority
        )


def get_run(store: Store, run_id: int) -> RunRow:
    """One run as stored."""
    with store.read() as connection:
        return runs.get(connection, run_id)


def list_runs(store: Store, campaign_id: int | None = None) -> list[RunRow]:
    """All runs, or those of one campaign, newest first."""
    with store.read() as connection:
        return runs.listed(connection, campaign_id)


def latest_run(store: Store, campaign_id: int) -> RunRow:
    """Newest run of a campaign; `UserError` when it was never launched."""
    with store.read() as connection:
        campaigns.get(connection, campaign_id)
        found = runs.listed(connection, campaign_id)
    if not found:
        raise UserError(
            f"Campaign {campaign_id} was never launched.",
            f"Launch it with: mailsim campaigns launch {campaign_id}",
        )
    return found[0]
