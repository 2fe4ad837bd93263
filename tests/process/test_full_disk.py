"""No room to write: said plainly, nothing committed is lost, and the run goes on once there is."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mailsim_desktop.store import checks
from tests.helpers.in_process import plan, work_until
from tests.helpers.small_disk import SmallDisk, may_mount
from tests.helpers.workspace import Workspace, addresses

pytestmark = [
    pytest.mark.process,
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="limits and mounts are those of Linux"),
]
CONDITION = 4
FULL, LIMITED = "is full", "a quota, a limit on sizes"
DRIVEN_ELSEWHERE = 5
WITHIN_S = 30
STEP_US = 1_000_000
ROOM = 300_000  # for a claim and a heartbeat, and for little more


def mailsim(
    database: Path, *arguments: str, prefix: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    """Run a command as a person does; it has to end soon."""
    return subprocess.run(
        [*prefix, sys.executable, "-m", "mailsim_desktop", "--database", str(database), *arguments],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=WITHIN_S,
    )


def limit(size: int) -> tuple[str, ...]:
    """Prefix that lets no file of the command and its workers grow beyond `size` bytes."""
    return ("prlimit", f"--fsize={size}:")


@pytest.fixture
def expected(workspace: Workspace) -> str:
    """Digest of an undisturbed run of the list 1."""
    return workspace.digest(workspace.run_to_end(workspace.add_list(addresses(3_000)), seed=5))


def prepare(workspace: Workspace, *, planned: bool) -> int:
    """A run of small batches that is about to be planned, or has begun to send."""
    run_id = workspace.launch(1, seed=5, batch=10, step_us=STEP_US)
    store = workspace.store()
    if planned:
        plan(store, run_id)
        work_until(store, run_id, STEP_US)
    store.checkpoint()
    store.close()
    return run_id


def require_plain(ended: subprocess.CompletedProcess[str], said: str) -> None:
    """It says what it could not do, and what to do then."""
    assert ended.returncode == CONDITION, ended
    assert said in ended.stderr
    assert "What was committed is safe." in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stdout == ""


def require_resumed(database: Path, *resume: str, prefix: tuple[str, ...] = ()) -> None:
    """It goes on to its end, after five seconds where its last host could write no farewell."""
    code = DRIVEN_ELSEWHERE
    while code == DRIVEN_ELSEWHERE:
        code = mailsim(database, *resume, prefix=prefix).returncode
    assert code == 0


STAGES = pytest.mark.parametrize("planned", [False, True], ids=["planning", "running"])


@STAGES
@pytest.mark.skipif(not may_mount(), reason="only root may mount a small disk")
def test_run_on_a_full_disk_ends_plainly_and_goes_on_when_there_is_room(
    workspace: Workspace, tmp_path: Path, expected: str, *, planned: bool
):
    run_id = prepare(workspace, planned=planned)
    folder = tmp_path / "small"
    folder.mkdir()
    with SmallDisk(folder, megabytes=64) as disk:
        shutil.copy(workspace.path, disk.root / "it.sqlite3")
        database = folder / "it.sqlite3"
        disk.fill(ROOM)
        resume = ("campaigns", "resume", str(run_id))

        require_plain(mailsim(database, *resume, prefix=disk.inside), FULL)
        disk.free()

        assert mailsim(database, "db", "check", prefix=disk.inside).returncode == 0
        require_resumed(database, *resume, prefix=disk.inside)
        shown = mailsim(database, "runs", "digest", str(run_id), prefix=disk.inside)
        assert shown.stdout.strip() == expected
        assert mailsim(database, "db", "check", prefix=disk.inside).returncode == 0


@STAGES
def test_run_with_a_limit_on_the_size_of_files_ends_plainly_and_goes_on_without(
    workspace: Workspace, expected: str, *, planned: bool
):
    """The log cannot grow; or, where it can, the database cannot take it in."""
    run_id = prepare(workspace, planned=planned)
    resume = ("campaigns", "resume", str(run_id))

    require_plain(mailsim(workspace.path, *resume, prefix=limit(ROOM)), LIMITED)

    assert mailsim(workspace.path, "db", "check").returncode == 0
    require_resumed(workspace.path, *resume)
    assert workspace.digest(run_id) == expected
    store = workspace.store()
    assert checks.violations(store) == []
    store.close()


def test_checkpoint_for_which_there_is_no_room_ends_the_run_plainly(
    workspace: Workspace, expected: str
):
    """The log of this run is the shorter of the two files: only the database reaches the limit."""
    run_id = prepare(workspace, planned=True)
    store = workspace.store()
    with store.write() as connection:  # a great table that is not the run's
        connection.exec_driver_sql("CREATE TABLE ballast AS SELECT zeroblob(12000000) AS room")
    store.checkpoint()
    store.close()
    size = workspace.path.stat().st_size
    resume = ("campaigns", "resume", str(run_id))

    require_plain(mailsim(workspace.path, *resume, prefix=limit(size + 20_000)), LIMITED)

    workspace.execute("DROP TABLE ballast")
    require_resumed(workspace.path, *resume)
    assert workspace.digest(run_id) == expected
