"""One engine drives its runs to their ends, tells what went wrong, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

import multiprocess
import pytest

from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.errors import ConditionError, ConflictError, DiskFullError
from mailsim_desktop.services import runs
from mailsim_desktop.services.runs import make_engine
from mailsim_desktop.store import checks, hosts, plan
from mailsim_desktop.store.database import Store
from mailsim_desktop.workers import child, planner
from tests.helpers import planted_workers
from tests.helpers.workspace import Workspace, addresses

pytestmark = pytest.mark.process


def test_two_runs_share_the_workers_and_keep_their_logs(workspace: Workspace, store: Store):
    list_id = workspace.add_list(addresses(200))
    alone = workspace.run_to_end(list_id, seed=1)
    ids = [workspace.launch(list_id, seed=seed) for seed in (1, 2)]

    with make_engine(store) as engine:
        for run_id in ids:
            engine.drive(run_id)
            engine.drive(run_id)  # once more changes nothing
        assert [engine.wait(run_id, 120) for run_id in ids] == [True, True]
        assert engine.driven() == []

    assert workspace.digest(ids[0]) == workspace.digest(alone) != workspace.digest(ids[1])
    assert workspace.sql("SELECT DISTINCT state, host FROM runs") == [("completed", None)]
    assert multiprocess.active_children() == []
    assert checks.violations(store) == []


def test_a_planner_s_error_fails_the_run_and_reaches_whoever_waits(
    workspace: Workspace, store: Store
):
    run_id = workspace.launch(workspace.add_list(addresses(20)))
    workspace.execute("UPDATE runs SET settings_hash = 'of another list'")

    with make_engine(store) as engine:
        engine.drive(run_id)
        with pytest.raises(ConflictError, match="list changed"):
            engine.wait(run_id, 60)

    ((state, error, host),) = workspace.sql("SELECT state, error, host FROM runs")
    assert (state, host) == ("failed", None)
    assert "The list changed" in error
    assert workspace.sql("SELECT kind FROM run_events") == [("failed",)]


@pytest.mark.slow
def test_closing_in_the_middle_keeps_the_run_for_later(workspace: Workspace, store: Store):
    list_id = workspace.add_list(addresses(300))
    expected = workspace.digest(workspace.run_to_end(list_id))
    run_id = workspace.launch(list_id, speed=5)
    with make_engine(store) as engine:
        engine.drive(run_id)
        while not workspace.sql("SELECT 1 FROM email_logs WHERE run_id = ? LIMIT 1", run_id):
            pass
        assert not engine.wait(run_id, 0)
        assert engine.driven() == [run_id]

    assert workspace.sql("SELECT state, host FROM runs WHERE id = ?", run_id) == [("running", None)]
    assert multiprocess.active_children() == []
    workspace.execute("UPDATE runs SET speed = NULL")
    workspace.drive(run_id)
    assert workspace.digest(run_id) == expected


def test_a_run_that_a_living_process_drives_is_refused(workspace: Workspace, store: Store):
    run_id = workspace.launch(workspace.add_list(addresses(20)))
    seen = "UPDATE runs SET host = 'elsewhere:1', host_seen_utc_ms = unixepoch('subsec') * 1000 - ?"

    with make_engine(store) as engine:
        workspace.execute(seen, 0)
        with pytest.raises(ConflictError, match="elsewhere:1"):
            engine.drive(run_id)
        assert workspace.sql("SELECT state, horizon_us FROM runs") == [("planning", 0)]

        workspace.execute(seen, 10_000)  # its heartbeat has stopped
        engine.drive(run_id)
        assert engine.wait(run_id, 60)

    assert workspace.sql("SELECT state FROM runs") == [("completed",)]


def test_run_resumed_while_its_pause_is_being_finished_goes_on(
    workspace: Workspace, store: Store, monkeypatch: pytest.MonkeyPatch
):
    """A person may press Resume as soon as the window says Paused."""
    run_id = workspace.launch(workspace.add_list(addresses(400)), speed=5)
    leaving, resumed = Event(), Event()
    checkpoint = Store.checkpoint

    def checkpoint_late(of_run: Store, *, wait: bool = True) -> None:
        if wait:  # the one at the end of a drive, not the supervisor's own
            leaving.set()
            resumed.wait(30)
        checkpoint(of_run, wait=wait)

    monkeypatch.setattr(Store, "checkpoint", checkpoint_late)
    with make_engine(store) as engine:
        engine.drive(run_id)
        while not workspace.sql("SELECT 1 FROM email_logs LIMIT 1"):
            pass
        runs.pause(store, run_id)
        assert leaving.wait(30)
        assert runs.get_run(store, run_id).state is RunState.PAUSED
        runs.set_control(store, run_id, speed=None, workers=1)
        runs.resume(store, engine, run_id)
        resumed.set()

        assert engine.wait(run_id, 60)

    assert workspace.sql("SELECT state, host FROM runs") == [("completed", None)]


def full(*_: object, **__: object) -> bool:
    raise DiskFullError("The disk is full.", "Free some space and resume.")


def test_a_planner_without_room_ends_the_drive_and_the_run_can_be_resumed(
    workspace: Workspace, store: Store, monkeypatch: pytest.MonkeyPatch
):
    """The governor alone might find room for its heartbeat for ever."""
    run_id = workspace.launch(workspace.add_list(addresses(40)))

    with make_engine(store) as engine:
        with monkeypatch.context() as patch:
            patch.setattr(plan, "add_jobs", full)
            engine.drive(run_id)
            with pytest.raises(DiskFullError, match="The disk is full"):
                engine.wait(run_id, 30)
        assert workspace.sql("SELECT state, host FROM runs") == [("planning", None)]

        runs.resume(store, engine, run_id)
        assert engine.wait(run_id, 60)

    assert workspace.sql("SELECT state, planned FROM runs") == [("completed", 40)]


def test_a_governor_without_room_ends_the_planner_too(
    workspace: Workspace, store: Store, monkeypatch: pytest.MonkeyPatch
):
    run_id = workspace.launch(workspace.add_list(addresses(40)))
    monkeypatch.setattr(hosts, "beat", full)
    monkeypatch.setattr(planner, "_may_write", lambda _store, stop: not stop.wait(30))

    with make_engine(store) as engine:
        engine.drive(run_id)
        with pytest.raises(DiskFullError, match="The disk is full"):
            engine.wait(run_id, 20)  # else it would wait for the planner

    assert workspace.sql("SELECT state, planned, host FROM runs") == [("planning", 0, None)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("worker", "error", "most"),
    [
        (planted_workers.no_room, DiskFullError, 2),
        (planted_workers.failing_disk, ConditionError, 8),
    ],
)
def test_workers_that_the_machine_stops_end_the_drive_with_its_error(
    workspace: Workspace,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    worker: Callable[..., None],
    error: type[ConditionError],
    *,
    most: int,
):
    """Also where everybody else finds room: they are not replaced without end."""
    run_id = workspace.launch(workspace.add_list(addresses(40)))
    lost = "SELECT COUNT(*) FROM run_events WHERE kind = 'worker_lost'"
    with monkeypatch.context() as patch, make_engine(store) as engine:
        patch.setattr(child, "main", worker)
        engine.drive(run_id)
        with pytest.raises(error, match=r"mailsim\.sqlite3"):
            engine.wait(run_id, 30)
    assert 1 <= workspace.sql(lost)[0][0] <= most
    assert workspace.sql("SELECT state, host FROM runs") == [("running", None)]

    workspace.drive(run_id)

    assert workspace.sql("SELECT state FROM runs") == [("completed",)]
    assert multiprocess.active_children() == []
