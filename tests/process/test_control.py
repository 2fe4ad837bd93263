"""Pause, resume, cancel and change of pace, while real workers run."""

from __future__ import annotations

import pytest

from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.errors import ConflictError, InvalidTransitionError
from mailsim_desktop.services import results, runs
from mailsim_desktop.store import checks
from tests.helpers.workspace import Workspace, addresses

pytestmark = pytest.mark.process


def wait_for_attempts(workspace: Workspace, run_id: int) -> None:
    """Wait until the run has made attempts; the suite's time-out bounds the loop."""
    while not workspace.sql("SELECT SUM(attempts) FROM lanes WHERE run_id = ?", run_id)[0][0]:
        pass


@pytest.mark.slow
@pytest.mark.parametrize(
    "options", [{"speed": 20}, {"step_us": 0, "batch": 5}], ids=["live", "no-steps"]
)
def test_pause_and_resume_do_not_change_the_log(workspace, options):
    list_id = workspace.add_list(addresses(2_000))
    expected = workspace.digest(workspace.run_to_end(list_id))
    run_id = workspace.launch(list_id, **options)
    store = workspace.store()
    with runs.make_engine(store) as engine:
        engine.drive(run_id)
        wait_for_attempts(workspace, run_id)
        runs.pause(store, run_id)
        assert engine.wait(run_id, 30)
        assert runs.get_run(store, run_id).state is RunState.PAUSED
        made = workspace.sql("SELECT COUNT(*) FROM email_logs WHERE run_id = ?", run_id)[0][0]
        assert 0 < made < 2_000
        assert checks.violations(store) == []

        runs.set_control(store, run_id, speed=None, workers=2)
        runs.resume(store, engine, run_id)
        assert engine.wait(run_id, 120)

    assert workspace.digest(run_id) == expected
    assert checks.violations(store) == []
    store.close()


@pytest.mark.slow
def test_cancel_closes_every_pending_job_and_keeps_what_was_done(workspace):
    run_id = workspace.launch(workspace.add_list(addresses(2_000)), speed=20)
    store = workspace.store()
    with runs.make_engine(store) as engine:
        engine.drive(run_id)
        wait_for_attempts(workspace, run_id)
        runs.cancel(store, run_id)
        assert engine.wait(run_id, 30)

    summary = results.summarise(store, run_id)
    states = dict(
        workspace.sql("SELECT state, COUNT(*) FROM job_states WHERE run_id = ? GROUP BY 1", run_id)
    )
    assert summary.run.state is RunState.CANCELLED
    assert states["cancelled"] == summary.totals.cancelled > 0
    assert states["delivered"] == summary.totals.delivered > 0
    assert sum(states.values()) == 2_000 == summary.terminal
    assert checks.violations(store) == []
    with pytest.raises(InvalidTransitionError):
        runs.pause(store, run_id)
    store.close()


@pytest.mark.slow
def test_second_process_cannot_drive_a_run_that_is_being_driven(workspace):
    run_id = workspace.launch(workspace.add_list(addresses(500)), speed=1)
    store = workspace.store()
    with runs.make_engine(store) as engine, runs.make_engine(store) as rival:
        rival.host = "elsewhere:1"  # as if it were another process
        engine.drive(run_id)

        with pytest.raises(ConflictError, match="another process"):
            rival.drive(run_id)

        runs.cancel(store, run_id)
        assert engine.wait(run_id, 30)
    store.close()


@pytest.mark.slow
def test_live_run_keeps_its_pace_in_real_time(workspace):
    """At N x, the horizon is never ahead of N times the real time since the start."""
    run_id = workspace.launch(workspace.add_list(addresses(4_000)), speed=10)
    store = workspace.store()
    seen = []
    with runs.make_engine(store) as engine:
        engine.drive(run_id)
        while not engine.wait(run_id, 0.1):
            row = workspace.sql(
                "SELECT horizon_us, (unixepoch('subsec') * 1000 - started_utc_ms)"
                " FROM runs WHERE id = ? AND state = 'running'",
                run_id,
            )
            seen += row
            if len(seen) > 15:
                runs.cancel(store, run_id)
    store.close()

    allowance_us = 10 * 1_000_000 * 1.5  # one step is set ahead of its time
    assert len(seen) > 10
    assert all(
        horizon <= 10 * wall_ms * 1000 + allowance_us for horizon, wall_ms in seen if wall_ms
    )
    # and not far behind it either: the last sample has kept at least half of the pace
    assert seen[-1][0] >= 10 * seen[-1][1] * 1000 / 2
