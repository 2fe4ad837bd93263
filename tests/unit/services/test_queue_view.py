"""One reading of the queue: whole, cheap, and of the run's own workers alone."""

from __future__ import annotations

import pytest

from mailsim_desktop import clock
from mailsim_desktop.domain.worker import WorkerState
from mailsim_desktop.services.metrics import Meter
from mailsim_desktop.services.queue_view import QueueView
from mailsim_desktop.store import hosts, workers
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.workers import WorkerRow
from tests.helpers.in_process import plan, work_until
from tests.helpers.workspace import Workspace, addresses

SECOND_US = 1_000_000
ME, OTHER = "here:7", "there:8"


@pytest.fixture
def run_id(workspace: Workspace, store: Store) -> int:
    found = workspace.launch(workspace.add_list(addresses(400)), scenario="rate-limited", seed=2)
    plan(store, found)
    work_until(store, found, 12 * SECOND_US)
    return found


def seen(name: str, host: str, state: WorkerState = WorkerState.IDLE) -> WorkerRow:
    now = clock.now_utc_ms()
    return WorkerRow(name, host, 5, state, 0, None, now, now)


def test_only_the_workers_of_the_process_that_drives_the_run_are_shown(store: Store, run_id: int):
    with store.write() as connection:
        workers.tell(connection, ME, [seen("7-1", ME), seen("7-2", ME, WorkerState.SILENT)])
        workers.tell(connection, OTHER, [seen("8-1", OTHER)])
        hosts.claim(connection, run_id, ME)

    found = QueueView(run_id).read(store, Meter(run_id).read(store))

    assert [one.name for one in found.workers] == ["7-1", "7-2"]
    assert found.alive == 1


def test_reading_tells_lanes_shards_and_waves(workspace: Workspace, store: Store, run_id: int):
    reading = Meter(run_id).read(store)
    found = QueueView(run_id).read(store, reading)

    lanes = workspace.sql("SELECT COUNT(*) FROM lanes")[0][0]
    assert len(found.lanes) == lanes
    assert found.shards == workspace.sql("SELECT COUNT(*) FROM shards")[0][0]
    waiting = workspace.sql("SELECT COUNT(*) FROM job_exceptions WHERE state = 'deferred'")[0][0]
    assert found.waves is not None
    assert found.waves.total == waiting
    per_s = sum(lane.per_s or 0 for lane in found.lanes)
    seconds = reading.visible_us // SECOND_US
    assert per_s == pytest.approx(reading.counts.finished / seconds)
    assert (found.dead_letters, found.restarts) == (0, 0)


def test_run_that_was_just_launched_has_an_empty_queue(workspace: Workspace, store: Store):
    run_id = workspace.launch(workspace.add_list(addresses(5)))

    found = QueueView(run_id).read(store, Meter(run_id).read(store))

    assert (found.lanes, found.waves, found.shards) == ((), None, 0)
