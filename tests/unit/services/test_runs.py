"""Runs as people handle them: launch, pause, resume, cancel, digest, replay."""

from __future__ import annotations

import pytest

from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.domain.transitions import ACTIVE_RUN_STATES, RunState
from mailsim_desktop.errors import (
    InvalidTransitionError,
    NotFoundError,
    ScenarioError,
    SettingsError,
    TemplateError,
    UserError,
)
from mailsim_desktop.services import campaigns, launching, results, runs
from mailsim_desktop.store.database import Store
from tests.helpers.in_process import finish, plan, run_in_process, work_until
from tests.helpers.workspace import Workspace, addresses


class Garage:
    """In the place of an engine: notes which runs it is told to drive."""

    def __init__(self) -> None:
        self.driven: list[int] = []

    def drive(self, run_id: int) -> None:
        """Note the run."""
        self.driven.append(run_id)


@pytest.fixture
def run_id(workspace: Workspace) -> int:
    """A run that was launched and never driven."""
    return workspace.launch(workspace.add_list(addresses(200)), seed=5)


def state_of(store: Store, run_id: int) -> RunState:
    return runs.get_run(store, run_id).state


def test_launch_keeps_a_snapshot_that_later_edits_do_not_reach(store: Store, run_id: int):
    run = runs.get_run(store, run_id)

    campaigns.update_campaign(
        store, run.campaign_id, name="other", subject="s", content="c", list_id=None
    )

    assert (run.state, run.seed, run.scenario.id) == (RunState.PLANNING, 5, "classic-demo")
    assert sorted(run.versions) == ["mailsim", "numpy", "python", "sqlite"]
    assert runs.get_run(store, run_id).scenario == run.scenario


@pytest.mark.parametrize(
    ("change", "error", "told"),
    [
        ("UPDATE campaigns SET list_id = NULL", UserError, "has no list"),
        ("DELETE FROM list_members", UserError, "has no contacts"),
        ("UPDATE campaigns SET subject = '{x}'", TemplateError, "subject"),
        ("UPDATE campaigns SET content = '{x}'", TemplateError, "content"),
    ],
)
def test_launch_that_cannot_work_makes_no_run(
    workspace: Workspace, store: Store, change, error, told
):
    list_id = workspace.add_list(addresses(3))
    campaigns.create_campaign(store, name="a", subject="s", content="c", list_id=list_id)
    workspace.execute(change)

    with pytest.raises(error, match=told):
        launching.launch(store, 1, "classic-demo", RunOptions())

    assert runs.list_runs(store) == []
    assert workspace.sql("SELECT state FROM campaigns") == [("draft",)]


def test_unknown_scenario_is_not_launched(workspace: Workspace, store: Store):
    list_id = workspace.add_list(addresses(3))
    campaigns.create_campaign(store, name="a", subject="s", content="c", list_id=list_id)

    with pytest.raises(ScenarioError, match="classic-dem'") as caught:
        launching.launch(store, 1, "classic-dem", RunOptions())

    assert caught.value.hint == "Did you mean classic-demo?"
    assert runs.list_runs(store) == []


@pytest.mark.parametrize("state", RunState)
def test_campaign_runs_once_at_a_time(workspace: Workspace, store: Store, run_id: int, state):
    ended = None if state in ACTIVE_RUN_STATES else 1
    workspace.execute("UPDATE runs SET state = ?, ended_utc_ms = ?", state, ended)
    campaign_id = runs.get_run(store, run_id).campaign_id

    if state in ACTIVE_RUN_STATES:
        with pytest.raises(InvalidTransitionError, match=f"Run {run_id} .* is {state}"):
            launching.launch(store, campaign_id, "classic-demo", RunOptions())
        assert len(runs.list_runs(store)) == 1
    else:
        new = launching.launch(store, campaign_id, "classic-demo", RunOptions())
        assert runs.latest_run(store, campaign_id).id == new


@pytest.mark.parametrize(("host_age_ms", "expected"), [(0, "pausing"), (60_000, "paused")])
def test_pause_waits_for_a_living_process_only(
    workspace: Workspace, store: Store, run_id: int, host_age_ms, expected
):
    workspace.execute(
        "UPDATE runs SET host = 'x', host_seen_utc_ms = unixepoch('subsec') * 1000 - ?",
        host_age_ms,
    )

    assert runs.pause(store, run_id) == expected
    assert state_of(store, run_id) == expected


@pytest.mark.parametrize("planned", [False, True])
def test_resumed_run_goes_on_where_it_was(store: Store, run_id: int, planned: bool):  # noqa: FBT001 # two cases
    if planned:
        plan(store, run_id)
    before = state_of(store, run_id)
    runs.pause(store, run_id)
    garage = Garage()

    runs.resume(store, garage, run_id)

    assert garage.driven == [run_id]
    assert state_of(store, run_id) is before is (RunState.RUNNING if planned else RunState.PLANNING)


def test_run_that_was_interrupted_is_resumed_as_it_stands(store: Store, run_id: int):
    garage = Garage()

    runs.resume(store, garage, run_id)

    assert (garage.driven, state_of(store, run_id)) == ([run_id], RunState.PLANNING)


def test_pause_that_nobody_finished_is_finished_by_resuming(
    workspace: Workspace, store: Store, run_id: int
):
    plan(store, run_id)
    workspace.execute("UPDATE runs SET state = 'pausing'")
    garage = Garage()

    runs.resume(store, garage, run_id)

    assert (garage.driven, state_of(store, run_id)) == ([run_id], RunState.RUNNING)


@pytest.mark.parametrize("state", ["cancelling", "cancelled", "completed", "failed"])
def test_ended_run_is_not_resumed(workspace: Workspace, store: Store, run_id: int, state):
    ended = None if state == "cancelling" else 1
    workspace.execute("UPDATE runs SET state = ?, ended_utc_ms = ?", state, ended)
    garage = Garage()

    with pytest.raises(InvalidTransitionError):
        runs.resume(store, garage, run_id)

    assert garage.driven == []


@pytest.mark.parametrize("horizon_us", [None, 5_000_000, 12_000_000])
def test_cancelled_run_keeps_its_results_and_has_nothing_pending(
    workspace: Workspace, store: Store, run_id: int, horizon_us
):
    plan(store, run_id)
    if horizon_us is not None:
        work_until(store, run_id, horizon_us)
    logged = workspace.sql("SELECT COUNT(*) FROM email_logs")

    assert runs.cancel(store, run_id) is RunState.CANCELLED

    summary = results.summarise(store, run_id)
    states = dict(workspace.sql("SELECT state, COUNT(*) FROM job_states GROUP BY state"))
    assert workspace.sql("SELECT COUNT(*) FROM email_logs") == logged
    assert summary.terminal == 200 == sum(states.values())
    assert states.get("delivered", 0) == summary.totals.delivered
    assert states.get("cancelled", 0) == summary.totals.cancelled > 0
    with pytest.raises(UserError, match="only a completed run has a digest"):
        results.digest(store, run_id)


def test_control_changes_pace_and_workers_within_the_limits_of_a_launch(store: Store, run_id: int):
    runs.set_control(store, run_id, speed=60, workers=3)

    with pytest.raises(SettingsError):
        runs.set_control(store, run_id, speed=0, workers=3)

    run = runs.get_run(store, run_id)
    assert (run.speed, run.wanted_workers) == (60, 3)


def test_unknown_run_and_campaign_without_one_are_told(store: Store):
    campaign_id = campaigns.create_campaign(store, name="a", subject="", content="", list_id=None)

    with pytest.raises(NotFoundError, match="run 9"):
        runs.get_run(store, 9)
    with pytest.raises(NotFoundError, match="campaign 9"):
        runs.latest_run(store, 9)
    with pytest.raises(UserError, match="never launched"):
        runs.latest_run(store, campaign_id)


def test_summary_accounts_for_every_member_of_the_list(workspace: Workspace, store: Store):
    list_id = workspace.add_list(addresses(300))
    workspace.execute("UPDATE contacts SET state = 'unsubscribed' WHERE id <= 7")
    workspace.execute("UPDATE contacts SET state = 'invalid' WHERE id BETWEEN 8 AND 10")
    run_id = workspace.launch(list_id, scenario="rate-limited", seed=2)
    run_in_process(store, run_id)

    summary = results.summarise(store, run_id)
    data = summary.to_json()

    assert summary.excluded == {"invalid": 3, "unsubscribed": 7}
    assert summary.run.audience == 300
    assert data["recipients"] == summary.terminal == 290
    assert sum(group.recipients for group in summary.groups) == 290
    for name in ("attempts", "delivered", "deferrals", "bounced", "expired"):
        assert data[name] == sum(group[name] for group in data["groups"])
    logged = workspace.sql("SELECT COUNT(*), MAX(finish_us) FROM email_logs")[0]
    assert (data["attempts"], data["simulated_us"]) == logged


def test_digest_is_kept_once_the_run_is_completed(workspace: Workspace, store: Store, run_id: int):
    plan(store, run_id)
    with pytest.raises(UserError, match="is running"):
        results.digest(store, run_id)
    finish(store, run_id)

    found = results.digest(store, run_id)

    assert len(found) == 64
    assert workspace.sql("SELECT digest FROM runs") == [(found,)]
    workspace.execute("UPDATE email_logs SET finish_us = finish_us + 1")
    assert results.digest(store, run_id) == found


def test_replay_repeats_the_settings_and_the_digest(store: Store, run_id: int):
    run_in_process(store, run_id)

    new = launching.replay(store, run_id, lambda new: run_in_process(store, new))

    first, second = runs.get_run(store, run_id), runs.get_run(store, new)
    assert new != run_id
    assert (second.seed, second.options, second.settings_hash) == (
        first.seed,
        first.options,
        first.settings_hash,
    )
    assert results.digest(store, new) == results.digest(store, run_id)


def test_recipients_by_group_are_empty_until_counted_and_add_up_then(store: Store, run_id: int):
    assert results.recipients_by_group(store, run_id) == {}

    plan(store, run_id)

    found = results.recipients_by_group(store, run_id)
    assert sum(found.values()) == 200
    groups = results.summarise(store, run_id).groups
    assert found == {row.provider_group: row.recipients for row in groups}
