"""The horizon moves at the exact barrier alone, and control arrives through rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest

from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.errors import HostLostError, InvalidTransitionError
from mailsim_desktop.store import checks
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.queue import Queue
from mailsim_desktop.workers.governor import Governor, cancel_run
from mailsim_desktop.workers.shard_worker import ShardWorker
from tests.helpers.in_process import plan, run_in_process, work_until
from tests.helpers.workspace import Workspace, addresses


class Worker:
    """The product's worker in a thread of this process, as long as the context lasts."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._stop = Event()
        self._thread = Thread(target=self._work)

    def _work(self) -> None:
        store = self._workspace.store()
        worker = ShardWorker(store, Queue(store), "w")
        while not self._stop.is_set():
            if not worker.work_once():
                self._stop.wait(0.001)
        store.close()

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()


@contextmanager
def governed(workspace: Workspace, run_id: int, stop: Event) -> Iterator[Thread]:
    """A governor in a thread of its own; it is stopped in the end."""
    workspace.execute("UPDATE runs SET host = 'host' WHERE id = ?", run_id)

    def body() -> None:
        store = workspace.store()
        Governor(store, run_id, "host", stop).drive()
        store.close()

    thread = Thread(target=body)
    thread.start()
    yield thread
    stop.set()
    thread.join()


@pytest.mark.parametrize("options", [{}, {"step_us": 0}, {"step_us": 700_000}, {"speed": 1000}])
def test_a_run_is_driven_to_its_end_with_the_log_of_any_other(
    workspace: Workspace, store: Store, options: dict[str, int]
):
    list_id = workspace.add_list(addresses(150))
    other = workspace.launch(list_id)
    run_in_process(store, other)
    run_id = workspace.launch(list_id, **options)
    plan(store, run_id)
    workspace.execute("UPDATE runs SET host = 'host' WHERE id = ?", run_id)

    with Worker(workspace):
        Governor(store, run_id, "host", Event()).drive()

    assert workspace.sql("SELECT state, ended_utc_ms > 0 FROM runs WHERE id = ?", run_id) == [
        ("completed", 1)
    ]
    assert workspace.digest(run_id) == workspace.digest(other)
    assert workspace.sql("SELECT horizon_us > simulated_us FROM runs WHERE id = ?", run_id) == [
        (1,)
    ]
    assert checks.violations(store) == []


def test_the_horizon_stands_while_an_attempt_before_it_is_open(workspace: Workspace):
    run_id = workspace.launch(workspace.add_list(addresses(50)), step_us=1_000_000)
    store = workspace.store()
    plan(store, run_id)
    store.close()

    with governed(workspace, run_id, Event()):  # and no worker
        while workspace.sql("SELECT horizon_us FROM runs") == [(0,)]:
            pass
        first = workspace.sql("SELECT horizon_us FROM runs")
        assert workspace.sql("SELECT MIN(next_start_us) < 1000000 FROM shards") == [(1,)]
        later = {workspace.sql("SELECT horizon_us FROM runs")[0] for _ in range(200)}

    assert first == [(1_000_000,)]
    assert later == {(1_000_000,)}


def test_the_horizon_never_passes_what_is_planned(workspace: Workspace, store: Store):
    run_id = workspace.launch(workspace.add_list(addresses(50)), step_us=0)
    plan(store, run_id)
    workspace.execute("UPDATE runs SET state = 'planning', planned_until_us = 5000")

    with Worker(workspace), governed(workspace, run_id, Event()):
        while workspace.sql("SELECT SUM(attempts) FROM lanes") == [(0,)]:
            pass
        seen = {workspace.sql("SELECT state, horizon_us FROM runs")[0] for _ in range(200)}

    assert seen == {("planning", 5000)}


def test_a_pause_waits_for_the_last_lease(workspace: Workspace, store: Store):
    run_id = workspace.launch(workspace.add_list(addresses(50)))
    plan(store, run_id)
    workspace.execute("UPDATE runs SET horizon_us = 1000000")
    lease = Queue(store).lease("w")
    assert lease is not None
    workspace.execute("UPDATE runs SET state = 'pausing'")

    with governed(workspace, run_id, Event()) as thread:
        seen = {workspace.sql("SELECT state FROM runs")[0] for _ in range(200)}
        Queue(store).release(lease)
        thread.join(30)

    assert seen == {("pausing",)}
    assert workspace.sql("SELECT state FROM runs") == [("paused",)]


def test_a_closing_engine_leaves_the_run_as_it_is(workspace: Workspace, store: Store):
    run_id = workspace.launch(workspace.add_list(addresses(50)))
    plan(store, run_id)
    stop = Event()
    stop.set()

    Governor(store, run_id, "host", stop).drive()

    assert workspace.sql("SELECT state, horizon_us FROM runs") == [("running", 0)]


def test_cancelling_closes_what_is_pending_and_voids_the_leases(workspace: Workspace, store: Store):
    run_id = workspace.launch(workspace.add_list(addresses(300)), seed=3)
    plan(store, run_id)
    work_until(store, run_id, 5_000_000)
    workspace.execute("UPDATE runs SET horizon_us = ?", NEVER_US)
    lease = Queue(store).lease("w")
    workspace.execute("UPDATE runs SET state = 'cancelling'")
    before = workspace.sql("SELECT SUM(delivered) FROM lanes")

    cancel_run(store, run_id)

    assert lease is not None
    assert workspace.sql("SELECT state, ended_utc_ms > 0 FROM runs") == [("cancelled", 1)]
    assert workspace.sql("SELECT SUM(delivered) FROM lanes") == before
    assert workspace.sql("SELECT COUNT(*) FROM job_states WHERE state = 'pending'") == [(0,)]
    assert workspace.sql("SELECT SUM(cancelled) > 0 FROM lanes") == [(1,)]
    assert workspace.sql("SELECT COUNT(*) FROM shards WHERE owner IS NOT NULL") == [(0,)]
    assert checks.violations(store) == []
    with pytest.raises(InvalidTransitionError):
        cancel_run(store, run_id)


def test_a_beat_keeps_the_host_alive_in_the_run_s_row(workspace: Workspace, store: Store):
    run_id = workspace.launch(workspace.add_list(addresses(50)), speed=1)
    plan(store, run_id)
    workspace.execute("UPDATE runs SET host = 'host', host_seen_utc_ms = 0")

    with governed(workspace, run_id, Event()):
        while workspace.sql("SELECT host_seen_utc_ms FROM runs") == [(0,)]:
            pass

    assert workspace.sql(
        "SELECT unixepoch('subsec') * 1000 - host_seen_utc_ms < 60000 FROM runs"
    ) == [(1,)]


def test_a_host_that_lost_its_run_steps_back_and_the_run_goes_on(
    workspace: Workspace, store: Store
):
    run_id = workspace.launch(workspace.add_list(addresses(50)))
    plan(store, run_id)
    workspace.execute("UPDATE runs SET host = 'another' WHERE id = ?", run_id)

    with pytest.raises(HostLostError):
        Governor(store, run_id, "host", Event()).drive()

    assert workspace.sql("SELECT state, host FROM runs") == [("running", "another")]
