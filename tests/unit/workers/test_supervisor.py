"""The pool has the wanted size, and gives up where replacing workers does not help."""

from __future__ import annotations

from threading import Event, Thread

import multiprocess
import pytest

from mailsim_desktop.errors import WorkerLostError
from mailsim_desktop.store.database import Store
from mailsim_desktop.workers import supervisor
from mailsim_desktop.workers.supervisor import Supervisor
from tests.helpers.in_process import plan
from tests.helpers.workspace import Workspace, addresses

pytestmark = pytest.mark.process


def wait_for_children(number: int) -> None:
    """Wait until so many worker processes live; the suite's time-out bounds the loop."""
    while len(multiprocess.active_children()) != number:
        pass


def test_the_pool_follows_the_wanted_number_and_drains_in_the_end(workspace: Workspace):
    run_id = workspace.launch(workspace.add_list(addresses(5)), workers=2)
    stop = Event()
    thread = Thread(target=Supervisor(workspace.path, lambda: [run_id], stop, "host:1").supervise)
    thread.start()

    wait_for_children(2)
    workspace.execute("UPDATE runs SET wanted_workers = 3")
    wait_for_children(3)
    workspace.execute("UPDATE runs SET wanted_workers = 1")
    wait_for_children(1)
    stop.set()
    thread.join()

    assert multiprocess.active_children() == []
    assert workspace.sql("SELECT * FROM run_events") == []  # whoever is stopped is not lost


def test_roll_follows_the_pool_and_is_empty_in_the_end(workspace: Workspace):
    run_id = workspace.launch(workspace.add_list(addresses(5)), workers=2)
    stop = Event()
    thread = Thread(target=Supervisor(workspace.path, lambda: [run_id], stop, "host:1").supervise)
    thread.start()
    told = (
        "SELECT host, pid, memory_bytes > 1000000 FROM workers WHERE state = 'idle' ORDER BY name"
    )

    while len(rows := workspace.sql(told)) != 2:
        assert thread.is_alive()
    pids = sorted(child.pid for child in multiprocess.active_children())
    stop.set()
    thread.join()

    assert sorted(rows) == [("host:1", pid, 1) for pid in pids]
    assert workspace.sql("SELECT * FROM workers") == []


def test_looks_that_follow_each_other_at_once_count_nobody_silent(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
):
    """While a killed process is dying, its sentinel is ready and it is not yet dead."""
    run_id = workspace.launch(workspace.add_list(addresses(5)), workers=1)
    stop = Event()
    pids: set[int] = set()
    looks = iter(range(3_000))

    def at_once(sentinels: list[int], timeout: float) -> list[int]:
        assert timeout > 0
        pids.update(child.pid for child in multiprocess.active_children())
        if next(looks, None) is None:
            stop.set()
        return sentinels

    monkeypatch.setattr(supervisor, "wait", at_once)
    Supervisor(workspace.path, lambda: [run_id], stop, "host:1").supervise()

    assert len(pids) == 1
    assert workspace.sql("SELECT * FROM run_events") == []


def test_workers_that_keep_dying_without_progress_end_in_an_error(
    workspace: Workspace, store: Store, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(supervisor, "PATIENCE", 2)
    run_id = workspace.launch(workspace.add_list(addresses(5)), workers=1)
    plan(store, run_id)
    workspace.execute("UPDATE runs SET horizon_us = 1000000")
    workspace.execute("ALTER TABLE email_jobs RENAME TO hidden")  # no worker gets past this

    with pytest.raises(WorkerLostError, match="last exit code 1"):
        Supervisor(workspace.path, lambda: [run_id], Event(), "host:1").supervise()

    assert multiprocess.active_children() == []
    assert workspace.sql(
        "SELECT data ->> 'exit_code', data ->> 'leases' FROM run_events WHERE kind = 'worker_lost'"
    ) == ([(1, 0)] * 3)  # each gave its lease back before it ended
    assert workspace.sql("SELECT MAX(lease_until_ms) FROM shards") == [(0,)]
