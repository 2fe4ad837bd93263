"""Workers that are stopped, anywhere, are noticed and replaced; suspended trees are left alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import multiprocess
import psutil
import pytest

from mailsim_desktop import clock
from mailsim_desktop.errors import HostLostError
from mailsim_desktop.services import runs
from mailsim_desktop.store import checks
from mailsim_desktop.store.dialect import connect
from mailsim_desktop.workers import watched_child
from mailsim_desktop.workers.engine import Engine
from tests.helpers.workspace import Workspace, addresses

pytestmark = [pytest.mark.process, pytest.mark.slow]
LOOKS = 8


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Notice silence after about a second, so that the test need not wait for five."""
    monkeypatch.setattr(watched_child, "HUNG_LOOKS", LOOKS)


def is_locked(workspace: Workspace) -> bool:
    """Somebody is in a writing transaction."""
    connection = connect(workspace.path)
    try:
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except Exception:  # noqa: BLE001 # the driver's own "database is locked"
        return True
    finally:
        connection.close()
    return False


def is_stopped(pid: int) -> bool:
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:  # noqa: PTH123 # no such path on others
        return file.read().rpartition(")")[2].split()[0] == "T"


def commits(workspace: Workspace) -> int:
    return int(workspace.sql("SELECT SUM(commit_no) FROM shards")[0][0])


def stop(workspace: Workspace, *, when: Callable[[], bool]) -> int:
    """Stop the only worker at an instant at which `when` holds; returns its process id."""
    while True:
        (worker,) = multiprocess.active_children()
        before = commits(workspace)
        os.kill(worker.pid, signal.SIGSTOP)
        while not is_stopped(worker.pid):
            pass
        if when():
            return int(worker.pid)
        os.kill(worker.pid, signal.SIGCONT)
        while commits(workspace) == before:  # it needs time to work, and to be heard
            pass


def losses(workspace: Workspace) -> list[tuple[int, int]]:
    """(exit code, hung) of each worker that was lost."""
    return workspace.sql(
        "SELECT data ->> 'exit_code', data ->> 'hung' FROM run_events WHERE kind = 'worker_lost'"
    )


@pytest.fixture
def slow_run(workspace: Workspace) -> Iterator[tuple[Engine, int, str]]:
    """A run of small batches under way, with one worker; and the digest that it must have."""
    list_id = workspace.add_list(addresses(6_000))
    expected = workspace.digest(workspace.run_to_end(list_id, seed=5))
    run_id = workspace.launch(list_id, seed=5, batch=10, step_us=1_000_000, workers=1)
    store = workspace.store()
    with runs.make_engine(store) as engine:
        engine.drive(run_id)
        while not workspace.sql("SELECT SUM(attempts) FROM lanes WHERE run_id = ?", run_id)[0][0]:
            pass
        yield engine, run_id, expected
    assert multiprocess.active_children() == []
    assert checks.violations(store) == []
    store.close()


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("inside", [True, False], ids=["in a transaction", "outside"])
def test_worker_stopped_anywhere_is_killed_and_replaced(
    workspace: Workspace, slow_run: tuple[Engine, int, str], *, inside: bool
):
    engine, run_id, expected = slow_run

    stop(workspace, when=lambda: is_locked(workspace) is inside)

    assert engine.wait(run_id, 120)
    assert losses(workspace) == [(-signal.SIGKILL, 1)]
    assert workspace.digest(run_id) == expected


def test_worker_that_goes_on_after_its_lease_expired_writes_nothing(
    workspace: Workspace, slow_run: tuple[Engine, int, str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(watched_child, "HUNG_LOOKS", 10_000)  # nobody kills it
    engine, run_id, expected = slow_run

    def has_a_lease() -> bool:
        held = workspace.sql("SELECT COUNT(*) FROM shards WHERE owner IS NOT NULL")
        return not is_locked(workspace) and held != [(0,)]

    pid = stop(workspace, when=has_a_lease)
    workspace.execute("UPDATE shards SET lease_until_ms = 1 WHERE lease_until_ms > 0")
    workspace.execute("UPDATE runs SET wanted_workers = 2")  # the second one takes over
    takeovers = "SELECT COUNT(*) FROM run_events WHERE kind = 'takeover'"
    while workspace.sql(takeovers) == [(0,)]:
        pass
    os.kill(pid, signal.SIGCONT)

    assert engine.wait(run_id, 120)
    assert losses(workspace) == []
    assert workspace.digest(run_id) == expected


@pytest.mark.usefixtures("impatient")
def test_worker_is_not_killed_for_the_time_that_its_supervisor_slept(
    workspace: Workspace, slow_run: tuple[Engine, int, str], monkeypatch: pytest.MonkeyPatch
):
    """As after the suspension of the whole machine: clocks jump, looks do not."""
    engine, run_id, expected = slow_run
    real = time.monotonic
    monkeypatch.setattr(clock, "monotonic_s", lambda: real() + 3600)

    assert engine.wait(run_id, 120)
    assert losses(workspace) == []
    assert workspace.digest(run_id) == expected


def group_is_stopped(host: subprocess.Popen[str]) -> bool:
    tree = [host.pid, *(child.pid for child in psutil.Process(host.pid).children())]
    return all(is_stopped(pid) for pid in tree)


@pytest.fixture
def suspended(workspace: Workspace) -> Iterator[tuple[subprocess.Popen[str], int, str]]:
    """A run in a terminal whose whole tree stands still, longer than leases and heartbeats last.

    With the id of the run, and the digest that it must have.
    """
    list_id = workspace.add_list(addresses(4_000))
    expected = workspace.digest(workspace.run_to_end(list_id, seed=5))
    run_id = workspace.launch(list_id, seed=5, batch=10, step_us=1_000_000)
    command = [sys.executable, "-m", "mailsim_desktop", "--database", str(workspace.path)]
    host = subprocess.Popen(
        [*command, "campaigns", "resume", str(run_id)],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not workspace.sql("SELECT SUM(attempts) FROM lanes WHERE run_id = ?", run_id)[0][0]:
        assert host.poll() is None
    while True:
        os.killpg(host.pid, signal.SIGSTOP)
        while not group_is_stopped(host):
            pass
        if not is_locked(workspace):  # else only its going on can end the transaction
            break
        os.killpg(host.pid, signal.SIGCONT)
    workspace.execute("UPDATE shards SET lease_until_ms = 1 WHERE lease_until_ms > 0")
    workspace.execute("UPDATE runs SET host_seen_utc_ms = 0 WHERE host IS NOT NULL")
    yield host, run_id, expected
    assert workspace.digest(run_id) == expected
    store = workspace.store()
    assert checks.violations(store) == []
    store.close()


def test_whole_tree_that_was_suspended_goes_on_as_if_nothing_had_been(
    workspace: Workspace, suspended: tuple[subprocess.Popen[str], int, str]
):
    host, _, _ = suspended

    os.killpg(host.pid, signal.SIGCONT)

    _, said = host.communicate(timeout=60)
    assert host.returncode == 0, said
    assert losses(workspace) == []


def test_tree_whose_run_was_taken_over_while_it_was_suspended_says_so_and_leaves_it_alone(
    workspace: Workspace, suspended: tuple[subprocess.Popen[str], int, str]
):
    host, run_id, _ = suspended
    store = workspace.store()
    with runs.make_engine(store) as engine:
        runs.resume(store, engine, run_id)
        made = "SELECT SUM(attempts) FROM lanes WHERE run_id = ?"
        before = workspace.sql(made, run_id)
        while workspace.sql(made, run_id) == before:
            pass
        os.killpg(host.pid, signal.SIGCONT)

        assert engine.wait(run_id, 60)
    store.close()

    _, said = host.communicate(timeout=60)
    assert host.returncode == HostLostError.exit_code, said
    assert "is driven by another process now" in said
    assert "Traceback" not in said


def test_stopped_worker_is_told_to_be_silent_until_it_goes_on(workspace: Workspace):
    run_id = workspace.launch(workspace.add_list(addresses(200)), speed=1, workers=1)
    store = workspace.store()
    with runs.make_engine(store) as engine:
        engine.drive(run_id)

        def wait_for(wanted: str) -> None:
            while not workspace.sql(f"SELECT 1 FROM workers WHERE state {wanted}"):
                pass

        wait_for("NOT IN ('starting', 'silent')")
        (worker,) = multiprocess.active_children()
        os.kill(worker.pid, signal.SIGSTOP)
        wait_for("= 'silent'")
        os.kill(worker.pid, signal.SIGCONT)
        wait_for("NOT IN ('starting', 'silent')")

        assert engine.worker_pids() == {worker.name.rpartition(" ")[2]: worker.pid}
    assert workspace.sql("SELECT * FROM workers") == []
    store.close()
