from __future__ import annotations

import pytest

from mailsim_desktop.services import interventions, runs
from mailsim_desktop.store.database import Store
from tests.helpers.in_process import plan, run_in_process, work_until
from tests.helpers.workspace import Workspace, addresses
from tests.unit.cli.conftest import Typing


@pytest.fixture
def ended(workspace: Workspace, store: Store) -> int:
    run_id = workspace.launch(workspace.add_list(addresses(6_000)), seed=5)
    run_in_process(store, run_id)
    return run_id


def test_list_prints_the_dead_letters_and_their_number(typed: Typing, ended: int):
    data = typed(f"--json dead-letters list {ended}").data
    text = typed(f"dead-letters list {ended} --limit 1").out

    assert data["total"] == len(data["dead_letters"]) > 1
    assert set(data["dead_letters"][0]) == {
        "job", "email", "provider_group", "state", "attempts", "reply",
    }  # fmt: skip
    assert data["dead_letters"][0]["email"][:12] in text  # a narrow table folds it
    assert f"1 of {data['total']} dead letters" in text


def test_export_writes_a_file_and_says_so(typed: Typing, ended: int, workspace: Workspace):
    total = typed(f"--json dead-letters list {ended}").data["total"]

    told = typed(f"dead-letters export {ended} dead.csv").out

    assert told == f"{total} dead letters written to dead.csv.\n"
    assert len((workspace.path.parent / "dead.csv").read_text().splitlines()) == total + 1


@pytest.mark.process
def test_requeue_runs_them_again_and_names_the_parent(typed: Typing, ended: int, store: Store):
    total = typed(f"--json dead-letters list {ended}").data["total"]

    data = typed(f"--json dead-letters requeue {ended}").data

    assert (data["parent"], data["recipients"], data["state"]) == (ended, total, "completed")
    assert runs.get_run(store, data["run"]).parent_run_id == ended


def test_an_unknown_reply_is_exit_code_3_and_names_those_there_are(typed: Typing, ended: int):
    failed = typed(f"dead-letters list {ended} --reply nope")

    assert (failed.code, failed.out) == (3, "")
    assert "demo_421" in failed.err


def test_requeue_while_the_run_goes_on_is_an_intervention(
    typed: Typing, workspace: Workspace, store: Store
):
    run_id = workspace.launch(workspace.add_list(addresses(50)))
    plan(store, run_id)
    work_until(store, run_id, 3_000_000)

    told = typed(f"dead-letters requeue {run_id}").out
    data = typed(f"--json dead-letters requeue {run_id} --reply demo_421 --job 3").data

    assert told.startswith(f"Such dead letters of run {run_id} are due again from 00:00:03.000")
    assert data == {
        "run": run_id, "at_us": 3_000_000, "kind": "requeue",
        "reply": "demo_421", "provider_group": None, "jobs": [3],
    }  # fmt: skip
    assert [one.at_us for one in interventions.listed(store, run_id)] == [3_000_000, 3_000_000]
