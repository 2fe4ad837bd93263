"""Interventions while workers are killed: the replay, undisturbed, has the same digest."""

from __future__ import annotations

import os
import signal
from contextlib import suppress

import pytest

from mailsim_desktop.domain.dead_letters import Selection
from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.services import interventions, launching, runs
from mailsim_desktop.store import checks
from mailsim_desktop.store.database import Store
from tests.helpers.workspace import Workspace, addresses

SECOND_US = 1_000_000
CHANGES = (
    lambda store, run_id: interventions.change_rate(store, run_id, "google", Rate(30, SECOND_US)),
    lambda store, run_id: interventions.requeue(store, run_id, Selection()),
    lambda store, run_id: interventions.change_rate(store, run_id, "other", None),
    lambda store, run_id: interventions.change_rate(store, run_id, "yahoo", Rate(1, SECOND_US)),
    lambda store, run_id: interventions.requeue(store, run_id, Selection(provider_group="google")),
)

pytestmark = [pytest.mark.process, pytest.mark.slow]


def kill_all_workers(engine: runs.Engine) -> None:
    for pid in engine.worker_pids().values():
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def disturbed(store: Store, run_id: int) -> None:
    """Drive a run live; after each change all workers are killed, wherever they are."""
    changes = list(CHANGES)
    with runs.make_engine(store) as engine:
        engine.drive(run_id)
        seen = 0
        while not engine.wait(run_id, 0.05):
            horizon_us = runs.get_run(store, run_id).horizon_us
            if changes and horizon_us > seen:
                seen = horizon_us
                changes.pop(0)(store, run_id)
                kill_all_workers(engine)
            if not changes:
                runs.set_control(store, run_id, speed=None, workers=2)


def test_replay_of_a_run_with_changes_and_killed_workers_is_identical(workspace: Workspace):
    list_id = workspace.add_list(addresses(2_500))
    run_id = workspace.launch(
        list_id, scenario="rate-limited", seed=5, batch=100, speed=2, workers=2
    )
    workspace.execute("UPDATE runs SET scenario = json_set(scenario, '$.policy.max_attempts', 2)")
    store = workspace.store()

    disturbed(store, run_id)
    again = launching.replay(store, run_id, workspace.drive)

    found = interventions.listed(store, run_id)
    assert len(found) == len(CHANGES)
    assert [one.at_us for one in interventions.listed(store, again)] == [one.at_us for one in found]
    assert workspace.digest(again) == workspace.digest(run_id)
    assert checks.violations(store) == []
    store.close()
