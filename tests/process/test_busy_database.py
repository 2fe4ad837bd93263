"""A database that another program keeps locked for longer than we wait: said, and gone on after."""

from __future__ import annotations

import multiprocess
import pytest

from mailsim_desktop.services import runs
from mailsim_desktop.store import checks, dialect
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
