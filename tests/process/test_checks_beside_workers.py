"""A database is checked while real workers write to it: one state of it, and no false alarm."""

from __future__ import annotations

import pytest

from mailsim_desktop.services import runs
from mailsim_desktop.store import checks
from tests.helpers.workspace import Workspace, addresses


@pytest.mark.process
def test_no_false_alarm_while_workers_write(workspace: Workspace):
    list_id = workspace.add_list(addresses(15_000))
    run_id = workspace.launch(list_id, scenario="rate-limited", batch=200, step_us=5_000_000)
    store, beside = workspace.store(), workspace.store()
    attempts = set()

    with runs.make_engine(store) as engine:
        engine.drive(run_id)
        ended = False
        while not ended:
            assert checks.violations(beside) == []
            attempts.add(workspace.sql("SELECT SUM(attempts) FROM lanes")[0])
            ended = engine.wait(run_id, 0.01)

    assert checks.violations(beside) == []
    assert len(attempts) > 2  # it was asked in the middle, at different stages
    store.close()
    beside.close()
