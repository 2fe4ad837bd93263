"""A reader that never lets go cannot make the write-ahead log grow past its bound."""

from __future__ import annotations

from pathlib import Path

import multiprocess
import pytest

from mailsim_desktop.services import runs
from mailsim_desktop.store import checks, database
from mailsim_desktop.workers import child
from tests.helpers import planted_workers
from tests.helpers.workspace import Workspace, addresses

pytestmark = [pytest.mark.process, pytest.mark.slow]
SLACK_BYTES = 4_000_000
"""What two workers, the planner and the governor write before they look again."""


def log_bytes(workspace: Workspace) -> int:
    log = Path(f"{workspace.path}-wal")
    return log.stat().st_size if log.exists() else 0


def test_workers_wait_for_a_long_reader_and_go_on_when_it_ends(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
):
    list_id = workspace.add_list(addresses(30_000))
    expected = workspace.digest(workspace.run_to_end(list_id, seed=5))
    run_id = workspace.launch(list_id, seed=5, batch=500)
    monkeypatch.setattr(child, "main", planted_workers.short_log)
    monkeypatch.setattr(database, "MOST_LOG_BYTES", planted_workers.LOG_BYTES)
    store, longest = workspace.store(), 0
    waits = "SELECT COUNT(*) FROM run_events WHERE kind = 'log_full'"
    with runs.make_engine(store) as engine:
        reader = workspace.store()
        with reader.read() as connection:
            connection.exec_driver_sql("SELECT COUNT(*) FROM runs").scalar_one()
            engine.drive(run_id)
            while workspace.sql(waits) == [(0,)]:
                longest = max(longest, log_bytes(workspace))
            made = -1
            while made != (made := workspace.sql("SELECT SUM(attempts) FROM lanes")[0][0]):
                longest = max(longest, log_bytes(workspace))
                assert not engine.wait(run_id, 0.5)  # it stands still, and does not fail
        reader.close()
        assert engine.wait(run_id, 120)

    assert planted_workers.LOG_BYTES < longest < planted_workers.LOG_BYTES + SLACK_BYTES
    assert workspace.digest(run_id) == expected
    assert checks.violations(store) == []
    assert multiprocess.active_children() == []
    store.close()
