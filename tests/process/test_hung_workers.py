"""Workers that are stopped, anywhere, are noticed and replaced; suspended trees are left alone."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator

import multiprocess
import pytest

from mailsim_desktop import clock
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
