"""A database that another program keeps locked for longer than we wait: said, and gone on after."""

from __future__ import annotations

import multiprocess
import pytest

from mailsim_desktop.domain.run import LEASE_MS
from mailsim_desktop.services import runs
from mailsim_desktop.store import checks, dialect
from mailsim_desktop.workers import child
from tests.helpers import planted_workers
from tests.helpers.workspace import Workspace, addresses

pytestmark = [pytest.mark.process, pytest.mark.slow]


@pytest.mark.parametrize("planned", [False, True], ids=["while planning", "while running"])
def test_a_run_goes_on_when_the_lock_of_another_program_is_gone(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, *, planned: bool
):
    list_id = workspace.add_list(addresses(3_000))
    expected = workspace.digest(workspace.run_to_end(list_id, seed=5))
    run_id = workspace.launch(list_id, seed=5, batch=50, step_us=500_000)
    monkeypatch.setattr(dialect, "BUSY_MS", 100)  # instead of half a minute
    store = workspace.store()
    other = dialect.connect(workspace.path)
    other.isolation_level = None

    def attempts() -> int:
        sql = "SELECT SUM(attempts) FROM lanes WHERE run_id = ?"
        return int(workspace.sql(sql, run_id)[0][0] or 0)

    with runs.make_engine(store) as engine:
        engine.drive(run_id)
        while planned and not attempts():
            pass
        other.execute("PRAGMA busy_timeout = 60000")
        other.execute("BEGIN IMMEDIATE")
        while engine.trouble(run_id) is None:
            assert not engine.wait(run_id, 0.01)
        told, made = engine.trouble(run_id), attempts()
        assert not engine.wait(run_id, 1.0)
        assert attempts() == made
        other.execute("ROLLBACK")
        assert engine.wait(run_id, 120)

    other.close()
    assert told is not None
    assert "in use by another program" in told.message
    assert workspace.digest(run_id) == expected
    assert checks.violations(store) == []
    assert multiprocess.active_children() == []
    store.close()


def test_worker_whose_batch_found_the_database_locked_goes_on_at_once_after(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
):
    """It could neither commit nor give its lease back, and need not wait for its own expiry."""
    list_id = workspace.add_list(addresses(3_000))
    expected = workspace.digest(workspace.run_to_end(list_id, seed=5))
    run_id = workspace.launch(list_id, seed=5, batch=10, step_us=0, workers=1)
    monkeypatch.setattr(dialect, "BUSY_MS", 100)
    monkeypatch.setattr(child, "main", planted_workers.impatient)
    refused = planted_workers.refused(workspace.path)
    store = workspace.store()
    other = dialect.connect(workspace.path)
    other.isolation_level = None
    other.execute("PRAGMA busy_timeout = 60000")

    with runs.make_engine(store) as engine:
        engine.drive(run_id)
        while not workspace.sql("SELECT SUM(attempts) FROM lanes WHERE run_id = ?", run_id)[0][0]:
            pass
        other.execute("BEGIN IMMEDIATE")
        while not refused.exists() or engine.trouble(run_id) is None:
            assert not engine.wait(run_id, 0.01)
        assert not engine.wait(run_id, 0.5)  # until its giving back is refused too
        other.execute("ROLLBACK")
        assert engine.wait(run_id, LEASE_MS / 1000 / 2)

    other.close()
    assert workspace.digest(run_id) == expected
    assert workspace.sql("SELECT COUNT(*) FROM run_events WHERE kind = 'worker_lost'") == [(0,)]
    assert checks.violations(store) == []
    store.close()
