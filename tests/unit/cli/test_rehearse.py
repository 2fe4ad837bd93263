from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.workspace import Workspace, addresses
from tests.unit.cli.conftest import Typing

pytestmark = pytest.mark.process


def write_list(path: Path, number: int) -> None:
    path.write_text("email\n" + "\n".join(addresses(number)) + "\nbad\n")


def test_rehearse_imports_runs_and_reports_in_one(
    typed: Typing, workspace: Workspace, folder: Path
):
    write_list(folder / "people.csv", 80)

    ended = typed("--json rehearse people.csv --seed 4 --workers 1")

    data = ended.data
    assert ended.code == 0
    assert data["import"] == {"read": 81, "imported": 80}
    assert (data["state"], data["recipients"], data["seed"]) == ("completed", 80, 4)
    assert data["digest"] == workspace.digest(data["run"])
    assert {kind: Path(path).stat().st_size > 0 for kind, path in data["reports"].items()} == {
        "html": True,
        "csv": True,
    }
    assert "Read 81 rows of people.csv: 80 imported" in ended.err


def test_the_same_file_and_seed_give_the_same_digest_again(
    typed: Typing, workspace: Workspace, folder: Path
):
    write_list(folder / "people.csv", 80)

    digests = {
        typed(f"--json rehearse people.csv --workers 1 {knobs}").data["digest"]
        for knobs in ("", "--batch 3 --step 1", "--shards 1 --step 0")
    }

    assert len(digests) == 1
    assert workspace.sql("SELECT name FROM campaigns ORDER BY id") == [
        ("people",),
        ("people 2",),
        ("people 3",),
    ]


def test_demo_invents_a_list_and_leaves_no_file(typed: Typing, workspace: Workspace, folder: Path):
    before = set(folder.glob("*.csv"))

    ended = typed("demo --size 200 --seed 3")

    assert ended.code == 0
    assert "Made a list of 200 invented people." in ended.err
    assert ended.out.count("Report: ") == 2
    assert workspace.sql("SELECT state, seed FROM runs") == [("completed", 3)]
    assert set(folder.glob("*.csv")) == before
