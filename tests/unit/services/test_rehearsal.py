"""The short road: one file in, one run ready to be driven."""

from __future__ import annotations

from pathlib import Path

import pytest

from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.errors import ImportFileError, ScenarioError, UserError
from mailsim_desktop.services import campaigns, runs
from mailsim_desktop.services.rehearsal import prepare
from mailsim_desktop.store.database import Store
from tests.helpers.in_process import run_in_process
from tests.helpers.workspace import Workspace


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text("email,nombre\nana@gmail.com,Ana\nbad,B\nbob@web.de,Bob\nANA@gmail.com,A\n")
    return path


def test_file_becomes_list_campaign_and_run_of_one_name(store: Store, file: Path):
    account, run_id = prepare(
        store, file, scenario_id="rate-limited", options=RunOptions(seed=9, batch=5)
    )

    run = runs.get_run(store, run_id)
    assert (account.read, account.imported, account.invalid, account.duplicate) == (4, 2, 1, 1)
    assert (run.campaign_name, run.state, run.seed) == ("people", RunState.PLANNING, 9)
    assert (run.scenario.id, run.options.batch) == ("rate-limited", 5)
    campaign = campaigns.get_campaign(store, run.campaign_id)
    assert (campaign.list_id, campaign.list_name) == (account.list_id, "people")
    assert campaign.subject == "Hello {nombre}"


def test_second_rehearsal_of_a_file_has_a_list_and_a_campaign_of_its_own(
    workspace: Workspace, store: Store, file: Path
):
    for _ in range(2):
        _, run_id = prepare(store, file, scenario_id="classic-demo", options=RunOptions())
        run_in_process(store, run_id)

    assert workspace.sql("SELECT name FROM lists") == [("people",), ("people 2",)]
    assert workspace.sql("SELECT name FROM campaigns") == [("people",), ("people 2",)]
    assert workspace.digest(1) == workspace.digest(2)


def test_progress_of_the_import_is_told(store: Store, file: Path):
    told = []

    prepare(store, file, scenario_id="classic-demo", options=RunOptions(), progress=told.append)

    assert told[-1].rows_written == told[-1].rows_read == 4


@pytest.mark.parametrize(
    ("text", "error"),
    [("", ImportFileError), ("email\nbad\n", UserError)],
    ids=["file", "nobody"],
)
def test_nothing_is_launched_where_it_cannot_work(
    workspace: Workspace, store: Store, file: Path, text: str, error
):
    file.write_text(text)

    with pytest.raises(error):
        prepare(store, file, scenario_id="classic-demo", options=RunOptions())

    assert workspace.sql("SELECT COUNT(*) FROM runs") == [(0,)]


def test_unknown_scenario_leaves_no_list_behind(workspace: Workspace, store: Store, file: Path):
    with pytest.raises(ScenarioError, match="moon"):
        prepare(store, file, scenario_id="moon", options=RunOptions())

    assert workspace.sql("SELECT COUNT(*) FROM lists") == [(0,)]
    assert workspace.sql("SELECT COUNT(*) FROM campaigns") == [(0,)]
