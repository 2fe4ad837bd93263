"""Runs: launch, pause, resume, cancel, and what came of them."""

from __future__ import annotations

import platform
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from mailsim_desktop.domain.dead_letters import Selection
from mailsim_desktop.domain.digest import digest_of
from mailsim_desktop.domain.intervention import Intervention
from mailsim_desktop.domain.priority import Priority
from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.domain.scenario import Scenario
from mailsim_desktop.domain.transitions import RunState, require_run_transition
from mailsim_desktop.errors import UserError
from mailsim_desktop.messages.templates import require_known_fields
from mailsim_desktop.simulation import catalogue
from mailsim_desktop.store import campaigns, contacts, interventions, log, plan, runs
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.dialect import sqlite_version
from mailsim_desktop.store.runs import RunRow, Totals
from mailsim_desktop.version import version
from mailsim_desktop.workers.engine import Engine, driven_elsewhere, host_name
from mailsim_desktop.workers.governor import cancel_run

__all__ = ["Engine", "GroupSummary", "RunRow", "RunSummary", "Totals"]


@dataclass(frozen=True, slots=True)
class GroupSummary:
    """What came of the recipients of one provider group."""

    provider_group: str
    name: str
    recipients: int
    totals: Totals


@dataclass(frozen=True, slots=True)
class RunSummary:
    """A run and its exact counters."""

    run: RunRow
    totals: Totals
    excluded: dict[str, int]
    groups: list[GroupSummary]
    wall_s: float | None
    interventions: list[Intervention] = field(default_factory=list)

    @property
    def terminal(self) -> int:
        """Recipients whose job has ended."""
        done = self.totals
        return done.delivered + done.bounced + done.expired + done.poisoned + done.cancelled

    def to_json(self) -> dict[str, Any]:
        """Form of ``--json``: see the command-line reference."""
        counts = {name: getattr(self.totals, name) for name in Totals.__slots__}
        return {
            "run": self.run.id,
            "campaign": self.run.campaign_id,
            "scenario": self.run.scenario.id,
            "seed": self.run.seed,
            "state": str(self.run.state),
            "recipients": self.run.recipients,
            "excluded": sum(self.excluded.values()),
            "excluded_by_reason": self.excluded,
            **counts,
            "unplanned": self.run.recipients - self.run.planned,
            "digest": self.run.digest,
            "simulated_us": self.run.simulated_us,
            "wall_s": self.wall_s,
            "groups": [
                {
                    "provider_group": group.provider_group,
                    "name": group.name,
                    "recipients": group.recipients,
                    **{name: getattr(group.totals, name) for name in Totals.__slots__},
                }
                for group in self.groups
            ],
            "interventions": [
                {"at_us": one.at_us, "kind": one.change.kind, **one.change.to_json()}
                for one in self.interventions
            ],
        }


def is_driven_elsewhere(run: RunRow) -> bool:
    """A living process drives it, and it is not this one."""
    return run.hosted and run.host != host_name()


def make_engine(store: Store) -> Engine:
    """Make an engine for the store's database; close it when done."""
    return Engine(store.path, catalogue.load_domain_table())


def launch(
    store: Store,
    campaign_id: int,
    scenario_id: str,
    options: RunOptions,
    policy_id: str | None = None,
) -> int:
    """Snapshot everything a run needs and create it in state planning; returns its id.

    Parameters
    ----------
    policy_id : a preset in place of the scenario's own retry policy.

    Raises
    ------
    UserError : the campaign has no list, its list is empty, or its message is wrong.
    InvalidTransitionError : a run of this campaign has not ended.
    """
    return _launch(store, campaign_id, catalogue.load_scenario(scenario_id, policy_id), options)


def _launch(
    store: Store,
    campaign_id: int,
    scenario: Scenario,
    options: RunOptions,
    replayed_id: int | None = None,
) -> int:
    with store.write() as connection:
        campaign = campaigns.get(connection, campaign_id)
        if campaign.list_id is None:
            raise UserError(
                f"The campaign {campaign.name!r} has no list.", "Choose a list for it first."
            )
        if not contacts.count_members(connection, campaign.list_id):
            raise UserError(
                f"The list {campaign.list_name!r} has no contacts.", "Import a file into it first."
            )
        require_known_fields(campaign.subject, "subject")
        require_known_fields(campaign.content, "content")
        runs.require_none_active(connection, campaign_id)
        campaigns.activate(connection, campaign_id)
        run_id = runs.create(connection, campaign_id, scenario, options, _versions())
        if replayed_id is not None:
            interventions.copy(connection, replayed_id, run_id)
        return run_id


def launch_child(
    store: Store,
    parent: RunRow,
    selection: Selection,
    options: RunOptions,
    replayed_id: int | None = None,
) -> int:
    """Create a run that tries dead letters of `parent` again; returns its id.

    Parameters
    ----------
    replayed_id : run whose interventions it has too.

    Raises
    ------
    InvalidTransitionError : a run of this campaign has not ended.
    """
    with store.write() as connection:
        runs.require_none_active(connection, parent.campaign_id)
        campaigns.activate(connection, parent.campaign_id)
        child = parent.id, selection
        run_id = runs.create(
            connection, parent.campaign_id, parent.scenario, options, _versions(), parent=child
        )
        if replayed_id is not None:
            interventions.copy(connection, replayed_id, run_id)
        return run_id


def _versions() -> dict[str, str]:
    return {
        "mailsim": version(),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "sqlite": sqlite_version(),
    }


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
        runs.set_control(connection, run_id, speed=speed, wanted_workers=workers, priority=priority)


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


def summarise(store: Store, run_id: int) -> RunSummary:
    """Counters of a run as committed; once it is completed, with its digest."""
    if get_run(store, run_id).state is RunState.COMPLETED:
        digest(store, run_id)
    with store.read() as connection:
        run = runs.get(connection, run_id)
        by_group = runs.totals_by_group(connection, run_id)
        return RunSummary(
            run=run,
            totals=runs.totals(connection, run_id),
            excluded=plan.exclusions(connection, run_id),
            groups=[
                GroupSummary(group, run.scenario.group(group).name, jobs, totals)
                for group, (jobs, totals) in by_group.items()
            ],
            wall_s=run.wall_s,
            interventions=interventions.of_run(connection, run_id),
        )


def recipients_by_group(store: Store, run_id: int) -> dict[str, int]:
    """Recipients of each provider group, by id, in the order of the lanes.

    Empty until the planner has counted them; the same ever after.
    """
    with store.read() as connection:
        by_group = runs.totals_by_group(connection, run_id)
    return {group: jobs for group, (jobs, _) in by_group.items()}


def digest(store: Store, run_id: int) -> str:
    """SHA-256 of a run's event log, kept once the run is completed.

    Raises
    ------
    UserError : the run is not completed; what was cancelled has no promised digest.
    """
    run = get_run(store, run_id)
    if run.digest is not None:
        return run.digest
    if run.state is not RunState.COMPLETED:
        raise UserError(
            f"Run {run_id} is {run.state}; only a completed run has a digest.",
            f"Look at it with: mailsim runs show {run_id}",
        )
    reply_ids = [reply.id for reply in run.scenario.replies]
    with store.read() as connection:
        found = digest_of(log.digest_rows(connection, run_id, reply_ids))
    with store.write() as connection:
        runs.store_digest(connection, run_id, found)
    return found


def replay(store: Store, run_id: int, drive: Callable[[int], object]) -> int:
    """Launch the campaign of a completed run again with its snapshot; returns the new run.

    What was changed while it went on is changed at the same simulated instants. It runs as
    fast as possible, since speed never changes a log. `drive` carries the new run to its end.
    The two digests are equal unless the list changed since.
    """
    run = get_run(store, run_id)
    options = replace(run.options, speed=None)
    if run.parent_run_id is not None and run.selection is not None:
        parent = get_run(store, run.parent_run_id)
        new = launch_child(store, parent, run.selection, options, run_id)
    else:
        new = _launch(store, run.campaign_id, run.scenario, options, run_id)
    drive(new)
    return new
