"""Launching runs: everything that decides their log is frozen, and a replay gets the same again."""

from __future__ import annotations

import platform
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from mailsim_desktop.domain.dead_letters import Selection
from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.domain.scenario import Scenario
from mailsim_desktop.errors import UserError
from mailsim_desktop.messages.templates import require_known_fields
from mailsim_desktop.services.runs import get_run
from mailsim_desktop.simulation import catalogue
from mailsim_desktop.store import campaigns, contacts, interventions, runs
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.dialect import sqlite_version
from mailsim_desktop.store.runs import RunRow
from mailsim_desktop.version import version


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
