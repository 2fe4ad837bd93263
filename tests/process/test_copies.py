"""Files copied while workers write: a copy is sound and goes on, or is said to be damaged."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mailsim_desktop.services import database, runs
from mailsim_desktop.services.runs import Engine
from tests.helpers.in_process import finish, plan, work_until
from tests.helpers.workspace import Workspace, addresses

pytestmark = [pytest.mark.process, pytest.mark.slow]
CONDITION, CHECK_FAILED = 4, 6
COPIES = 2
ORDERS = (("", "-wal"), ("-wal", "", "-shm"))
HOUR_US = 3_600_000_000
AS_LEFT = "UPDATE runs SET host_seen_utc_ms = 0, options = json_set(options, '$.batch', 2000)"
"""Five seconds later; and the copy is to be done soon."""


@pytest.fixture
def expected(workspace: Workspace) -> str:
    """Digest of an undisturbed run of the list 1."""
    return workspace.digest(workspace.run_to_end(workspace.add_list(addresses(3_000)), seed=5))


@pytest.fixture
def under_way(workspace: Workspace, expected: str) -> Iterator[tuple[Engine, int]]:
    """A run of small batches that workers carry out meanwhile."""
    run_id = workspace.launch(1, seed=5, batch=10, step_us=1_000_000)
    store = workspace.store()
    with runs.make_engine(store) as engine:
        engine.drive(run_id)
        while not workspace.sql("SELECT SUM(attempts) FROM lanes WHERE run_id = ?", run_id)[0][0]:
            pass
        yield engine, run_id
        assert engine.wait(run_id, 60)  # whoever copies harms nobody
    store.close()
    assert workspace.digest(run_id) == expected


def copy(workspace: Workspace, name: str, suffixes: tuple[str, ...]) -> Path:
    """Copy the files of the database one after the other, as a person might."""
    folder = workspace.path.with_name(name)
    folder.mkdir()
    for suffix in suffixes:
        shutil.copyfile(f"{workspace.path}{suffix}", folder / f"copy.sqlite3{suffix}")
    return folder / "copy.sqlite3"


def check(path: Path) -> tuple[int, str]:
    """Exit code of ``mailsim db check``, which must end plainly, and all that it said."""
    done = subprocess.run(
        [sys.executable, "-m", "mailsim_desktop", "--database", str(path), "db", "check"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    said = done.stdout + done.stderr
    assert done.returncode in {0, CONDITION, CHECK_FAILED}, said
    assert "Traceback" not in said
    assert bool(done.stderr) is bool(done.returncode)
    return done.returncode, said


def require_sound_or_damaged(path: Path, run_id: int, expected: str) -> None:
    """A copy without violations can be carried to its end, and its log is the right one."""
    code, said = check(path)
    if code:
        assert "damaged" in said or "violations" in said, said
        return
    copied = Workspace(path)
    copied.execute(AS_LEFT)
    copied.drive(run_id)
    assert copied.digest(run_id) == expected
    assert check(path)[0] == 0


@pytest.mark.parametrize("order", ORDERS, ids=" ".join)
def test_copy_of_the_files_of_a_run_under_way_goes_on_or_is_said_to_be_damaged(
    workspace: Workspace, under_way: tuple[Engine, int], expected: str, order: tuple[str, ...]
):
    _, run_id = under_way
    copies = [copy(workspace, f"copy {number}", order) for number in range(COPIES)]

    for path in copies:
        require_sound_or_damaged(path, run_id, expected)


def test_backup_of_a_run_under_way_is_sound_and_goes_on(
    workspace: Workspace, under_way: tuple[Engine, int], expected: str
):
    _, run_id = under_way
    store = workspace.store()
    target = database.back_up(store, workspace.path.with_name("backup.sqlite3"))
    store.close()

    assert check(target)[0] == 0
    require_sound_or_damaged(target, run_id, expected)


@pytest.mark.parametrize("torn", ["old database, new log", "new database alone", "half a database"])
def test_copy_that_is_torn_for_certain_is_found(workspace: Workspace, torn: str):
    """The log was moved into the database, and begun anew, between the copies of the two."""
    run_id = workspace.launch(workspace.add_list(addresses(2_000)), seed=5, batch=50)
    store = workspace.store()
    plan(store, run_id)
    store.checkpoint()
    path = copy(workspace, "torn", ("",))
    work_until(store, run_id, 20_000_000)
    if torn == "old database, new log":
        store.checkpoint()
        work_until(store, run_id, 21_000_000)
        shutil.copyfile(f"{workspace.path}-wal", f"{path}-wal")
    elif torn == "new database alone":
        work_until(store, run_id, HOUR_US)
        store.checkpoint(wait=False)
        shutil.copyfile(workspace.path, path)
    else:
        store.checkpoint()
        whole = workspace.path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2])

    code, said = check(path)

    sound = torn == "new database alone"  # everything of the log was in it
    assert (code == 0) is sound, said
    finish(store, run_id)
    store.close()
