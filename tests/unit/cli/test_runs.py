from __future__ import annotations

import re

import pytest

from mailsim_desktop.services import runs
from tests.helpers.in_process import plan, work_until
from tests.helpers.workspace import Workspace, addresses
from tests.unit.cli.conftest import Typing


def test_list_has_the_newest_run_first(typed: Typing, workspace: Workspace, completed: int):
    newer = workspace.launch(workspace.add_list(addresses(3), name="few"), seed=8)

    first, second = typed("--json runs list").data["runs"]

    assert (first["run"], first["state"], first["seed"]) == (newer, "planning", 8)
    assert first["simulated_us"] is None
    assert (second["run"], second["state"], second["recipients"]) == (completed, "completed", 120)
    ((end,),) = workspace.sql("SELECT MAX(finish_us) FROM email_logs")
    assert second["simulated_us"] == end
    assert "completed" in typed("runs list").out


def test_show_tells_a_run_under_way_as_far_as_it_is(typed: Typing, workspace: Workspace):
    run_id = workspace.launch(workspace.add_list(addresses(200)))
    store = workspace.store()
    plan(store, run_id)
    work_until(store, run_id, 1_000_000)
    store.close()

    data = typed(f"--json runs show {run_id}").data

    ((attempts, delivered),) = workspace.sql("SELECT SUM(attempts), SUM(delivered) FROM lanes")
    assert (data["attempts"], data["delivered"]) == (attempts, delivered)
    assert data["state"] == "running"
    assert data["digest"] is None
    assert sum(group["recipients"] for group in data["groups"]) == 200


def test_digest_is_printed_alone_and_kept(typed: Typing, workspace: Workspace, completed: int):
    ended = typed(f"runs digest {completed}")

    assert re.fullmatch(r"[0-9a-f]{64}\n", ended.out)
    assert workspace.sql("SELECT digest FROM runs") == [(ended.out.strip(),)]
    assert typed(f"--json runs show {completed}").data["digest"] == ended.out.strip()


def test_a_run_that_is_not_completed_has_no_digest(typed: Typing, workspace: Workspace):
    run_id = workspace.launch(workspace.add_list(addresses(3)))

    ended = typed(f"runs digest {run_id}")

    assert (ended.code, ended.out) == (3, "")
    assert "only a completed run has a digest" in ended.err


@pytest.mark.process
def test_replay_of_an_unchanged_list_equals_the_run(typed: Typing, completed: int):
    ended = typed(f"--json runs replay {completed}")

    assert ended.code == 0
    assert (ended.data["run"], ended.data["replayed"], ended.data["equal"]) == (2, 1, True)


@pytest.mark.process
def test_replay_that_differs_comes_out_negative(
    typed: Typing, workspace: Workspace, completed: int
):
    workspace.execute("UPDATE email_logs SET finish_us = finish_us + 1 WHERE job_id = 1")

    ended = typed(f"runs replay {completed}")

    assert (ended.code, ended.out) == (6, "")
    assert "Run 2 differs from run 1" in ended.err


@pytest.mark.process
def test_replay_over_a_changed_list_is_no_comparison(
    typed: Typing, workspace: Workspace, completed: int
):
    workspace.execute("DELETE FROM list_members WHERE contact_id = 1")

    ended = typed(f"runs replay {completed}")

    assert ended.code == 3
    assert "The list changed since run 1" in ended.err


@pytest.mark.parametrize("verb", ["show", "digest", "replay"])
def test_a_run_that_does_not_exist_is_told(typed: Typing, verb: str):
    ended = typed(f"runs {verb} 7")

    assert (ended.code, ended.out) == (3, "")
    assert "There is no run 7." in ended.err


def test_set_changes_only_what_is_named(typed: Typing, workspace: Workspace):
    run_id = workspace.launch(workspace.add_list(["a@gmail.com"]), workers=3, speed=60)

    first = typed(f"--json runs set {run_id} --priority high").data
    second = typed(f"runs set {run_id} --workers 5 --speed max").out

    assert first == {"run": run_id, "workers": 3, "speed": 60, "priority": "high"}
    assert second == f"Run {run_id}: 5 workers, as fast as possible, priority high.\n"


def test_set_refuses_what_has_ended_and_what_cannot_work(typed: Typing, completed: int):
    ended = typed(f"runs set {completed} --workers 3")
    wrong = typed(f"runs set {completed} --priority urgent")

    assert (ended.code, wrong.code) == (5, 2)
    assert "is completed; nothing of it can be changed" in ended.err


def test_watch_of_a_run_that_nobody_drives_says_how_to_go_on(typed: Typing, workspace: Workspace):
    run_id = workspace.launch(workspace.add_list(["a@gmail.com"]))

    failed = typed(f"runs watch {run_id}")

    assert failed.code == 5
    assert "no process drives it" in failed.err
    assert "mailsim campaigns resume 1" in failed.err


@pytest.mark.process
def test_watch_follows_a_run_of_another_process_to_its_end(typed: Typing, workspace: Workspace):
    run_id = workspace.launch(workspace.add_list(addresses(3_000)), speed=60)
    store = workspace.store()
    with runs.make_engine(store) as engine:  # as good as another process: only rows are read
        engine.drive(run_id)
        data = typed(f"--json runs watch {run_id}").data
    store.close()

    assert (data["run"], data["state"]) == (run_id, "completed")
