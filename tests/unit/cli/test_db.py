from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.workspace import Workspace
from tests.unit.cli.conftest import Typing


def test_upgrade_makes_the_database_that_is_named(typed: Typing, folder: Path):
    ended = typed(f"--database {folder}/new.sqlite3 db upgrade")

    assert (ended.code, ended.out) == (0, f"{folder}/new.sqlite3 is up to date.\n")
    assert Workspace(folder / "new.sqlite3").sql("SELECT COUNT(*) FROM runs") == [(0,)]


@pytest.mark.usefixtures("completed")
def test_check_of_a_sound_database_counts_its_checks(typed: Typing, workspace: Workspace):
    ended = typed("--json db check")

    assert ended.code == 0
    assert ended.data["checks"] > 10
    assert ended.data["violations"] == []
    assert f"checks of {workspace.path}: all hold." in typed("db check").out


@pytest.mark.usefixtures("completed")
def test_check_tells_each_violation_and_comes_out_negative(typed: Typing, workspace: Workspace):
    workspace.execute("UPDATE runs SET planned = planned + 1")

    ended = typed("db check")
    data = typed("--json db check").data

    assert ended.code == 6
    assert "run 1: planned jobs (121) differ from the jobs written (120)" in ended.out
    assert f"{len(data['violations'])} violations" in ended.out
    assert ended.err == f"Error: {workspace.path} does not hold all invariants.\n"


@pytest.mark.usefixtures("completed")
def test_backup_is_a_database_of_its_own(typed: Typing, workspace: Workspace, folder: Path):
    assert typed("db backup copy.sqlite3").code == 0
    workspace.execute("UPDATE runs SET seed = 99")

    assert typed("--json --database copy.sqlite3 runs show 1").data["seed"] == 1
    assert typed("--database copy.sqlite3 db check").code == 0
    assert (folder / "copy.sqlite3").stat().st_mode & 0o077 == 0


def test_backup_overwrites_nothing(typed: Typing, folder: Path):
    (folder / "kept").write_text("precious")

    assert typed("db backup kept").code == 3
    assert typed("db backup no/such/copy").code == 3
    assert (folder / "kept").read_text() == "precious"
