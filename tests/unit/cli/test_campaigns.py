from __future__ import annotations

import pytest

from tests.helpers.in_process import plan, work_until
from tests.helpers.workspace import Workspace, addresses
from tests.unit.cli.conftest import Typing


@pytest.mark.parametrize("reference", ["people", "1"])
def test_create_adds_a_draft_on_the_list_and_says_how_to_launch_it(
    typed: Typing, workspace: Workspace, reference: str
):
    workspace.add_list(["ana@b.es"], name="people")

    ended = typed(f"campaigns create spring --list {reference} --subject 'Hola {{nombre}}'")

    assert ended.code == 0
    assert "mailsim campaigns launch 1" in ended.out
    assert workspace.sql("SELECT name, subject, list_id, state FROM campaigns") == [
        ("spring", "Hola {nombre}", 1, "draft")
    ]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("spring --list nowhere", "nowhere"),
        ("spring --list people --subject {nombr}", "nombr"),
        ("taken --list people", "already a campaign 'taken'"),
        ("' ' --list people", "needs a name"),
    ],
)
def test_create_refuses_what_cannot_be_sent(
    typed: Typing, workspace: Workspace, arguments: str, says: str
):
    workspace.add_list(["ana@b.es"], name="people")
    typed("campaigns create taken --list people")

    ended = typed(f"campaigns create {arguments}")

    assert (ended.code, ended.out) == (3, "")
    assert says in ended.err
    assert workspace.sql("SELECT name FROM campaigns") == [("taken",)]


@pytest.mark.usefixtures("completed")
def test_list_shows_the_figures_of_the_latest_run(typed: Typing, workspace: Workspace):
    ((sent, failed),) = workspace.sql(
        "SELECT SUM(delivered), SUM(bounced + expired + poisoned) FROM lanes"
    )

    (row,) = typed("--json campaigns list").data["campaigns"]

    assert row == {
        "campaign": 1,
        "name": "spring",
        "list": "people",
        "state": "active",
        "state_words": "Completed",
        "run": 1,
        "recipients": 120,
        "sent": sent,
        "failed": failed,
        "queued": 0,
        "progress": 1.0,
    }
    text = typed("campaigns list").out
    assert "Completed" in text
    assert "100.0%" in text


@pytest.mark.usefixtures("completed")
def test_show_tells_message_list_and_runs(typed: Typing):
    data = typed("--json campaigns show 1").data
    text = typed("campaigns show 1").out

    assert (data["subject"], data["list"]) == ("Hola {nombre}", "people")
    assert data["runs"] == [{"run": 1, "state": "completed", "seed": 1}]
    assert "Hola {nombre}" in text
    assert "classic-demo" in text


@pytest.mark.process
def test_launch_carries_the_run_to_its_end_with_the_given_options(
    typed: Typing, workspace: Workspace
):
    workspace.add_list(addresses(60), name="people")
    typed("campaigns create spring --list people")

    ended = typed("--json campaigns launch 1 --seed 9 --batch 7 --shards 2 --step 5 --workers 1")

    assert ended.code == 0
    assert (ended.data["seed"], ended.data["state"]) == (9, "completed")
    assert ended.data["digest"] == workspace.digest(1)
    assert workspace.sql("SELECT COUNT(DISTINCT shard_id) FROM lanes") == [(2,)]
    assert workspace.sql(
        "SELECT options ->> 'batch', options ->> 'step_us', wanted_workers FROM runs"
    ) == [(7, 5_000_000, 1)]


@pytest.mark.process
def test_pause_resume_and_cancel_of_a_run_that_nobody_drives(typed: Typing, workspace: Workspace):
    list_id = workspace.add_list(addresses(100), name="people")
    run_id = workspace.launch(list_id)
    store = workspace.store()
    plan(store, run_id)
    work_until(store, run_id, 2_000_000)
    store.close()

    assert typed("--json campaigns pause 1").data == {"run": run_id, "state": "paused"}
    assert typed("campaigns launch 1").code == 5
    resumed = typed("--json campaigns resume 1")
    assert (resumed.code, resumed.data["state"]) == (0, "completed")
    assert [typed(f"campaigns {verb} 1").code for verb in ("pause", "resume", "cancel")] == [5] * 3

    other = workspace.launch(list_id)
    cancelled = typed("campaigns cancel 2")
    assert cancelled.out == f"Run {other} is cancelled; its results so far are kept.\n"


@pytest.mark.parametrize("verb", ["show", "launch", "pause", "resume", "cancel"])
def test_a_campaign_that_does_not_exist_is_told(typed: Typing, verb: str):
    ended = typed(f"campaigns {verb} 7")

    assert (ended.code, ended.out) == (3, "")
    assert "There is no campaign 7." in ended.err


@pytest.mark.parametrize("verb", ["pause", "resume", "cancel"])
def test_a_campaign_that_was_never_launched_has_nothing_to_stop(
    typed: Typing, workspace: Workspace, verb: str
):
    workspace.add_list(["ana@b.es"], name="people")
    typed("campaigns create spring --list people")

    ended = typed(f"campaigns {verb} 1")

    assert ended.code == 3
    assert "never launched" in ended.err
