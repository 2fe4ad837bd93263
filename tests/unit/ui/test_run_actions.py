from __future__ import annotations

from dataclasses import replace

import pytest

from mailsim_desktop import clock
from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.services import runs
from mailsim_desktop.services.campaigns import create_campaign, list_campaigns
from mailsim_desktop.services.runs import RunRow
from mailsim_desktop.ui.run_actions import (
    START_MS,
    RunAction,
    allowed,
    is_interrupted,
    is_moving,
    run_allowed,
)
from tests.helpers.workspace import Workspace, addresses

pytestmark = pytest.mark.ui


@pytest.fixture
def run(workspace: Workspace) -> RunRow:
    run_id = workspace.launch(workspace.add_list(addresses(3)))
    store = workspace.store()
    found = runs.get_run(store, run_id)
    store.close()
    return found


def driven(run: RunRow, state: RunState) -> RunRow:
    return replace(run, state=state, host="here:1", host_seen_utc_ms=clock.now_utc_ms())


def left(run: RunRow, state: RunState) -> RunRow:
    return replace(run, state=state, host=None, created_utc_ms=run.created_utc_ms - 2 * START_MS)


def test_running_run_can_be_paused_and_cancelled(run: RunRow):
    assert run_allowed(driven(run, RunState.RUNNING)) == {RunAction.PAUSE, RunAction.CANCEL}


def test_run_whose_process_has_gone_is_interrupted_and_can_be_resumed(run: RunRow):
    gone = left(run, RunState.RUNNING)

    assert is_interrupted(gone)
    assert not is_moving(gone)
    assert run_allowed(gone) == {RunAction.RESUME, RunAction.CANCEL}


def test_run_launched_before_the_clock_was_set_back_can_be_resumed(run: RunRow):
    assert is_interrupted(replace(run, created_utc_ms=run.created_utc_ms + 2 * START_MS))


def test_run_that_was_just_launched_is_not_called_interrupted(run: RunRow):
    assert not is_interrupted(run)


@pytest.mark.parametrize("state", [RunState.COMPLETED, RunState.CANCELLED])
def test_ended_run_offers_nothing(run: RunRow, state: RunState):
    assert run_allowed(left(run, state)) == frozenset()


def test_campaign_with_a_run_under_way_cannot_be_launched(workspace: Workspace, run: RunRow):
    store = workspace.store()
    row = list_campaigns(store)[0]
    store.close()

    assert RunAction.LAUNCH not in allowed(row)
    assert RunAction.LAUNCH in allowed(replace(row, run=left(run, RunState.COMPLETED)))
    assert allowed(replace(row, run=None)) == {
        RunAction.LAUNCH,
        RunAction.EDIT,
        RunAction.DUPLICATE,
        RunAction.DELETE,
    }


def test_campaign_without_a_list_cannot_be_launched(workspace: Workspace):
    store = workspace.store()
    create_campaign(store, name="n", subject="s", content="c", list_id=None)
    row = list_campaigns(store)[0]
    store.close()

    assert allowed(row) == {RunAction.EDIT, RunAction.DUPLICATE, RunAction.DELETE}
