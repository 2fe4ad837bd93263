from __future__ import annotations

from mailsim_desktop.store import counters, run_control, runs, visible
from tests.helpers.in_process import finish, plan, work_until
from tests.helpers.workspace import Workspace, addresses

HORIZON_US = 7_300_000


def test_running_counters_are_those_of_the_log_before_the_visible_second(workspace: Workspace):
    store = workspace.store()
    run_id = workspace.launch(workspace.add_list(addresses(2_000)), seed=4)
    plan(store, run_id)
    work_until(store, run_id, HORIZON_US)

    with store.read() as connection:
        run = runs.get(connection, run_id)
        until_us = run_control.control(connection, run_id).visible_us // 1_000_000 * 1_000_000
        shown = visible.totals(connection, run)
        committed = counters.totals(connection, run_id)

    logged = workspace.sql(
        "SELECT COUNT(*), SUM(reply_id = 0) FROM email_logs WHERE finish_us < ?", until_us
    )
    assert [(shown.attempts, shown.delivered)] == logged
    assert shown.attempts < committed.attempts
    store.close()


def test_ended_run_shows_every_counter(workspace: Workspace):
    store = workspace.store()
    run_id = workspace.launch(workspace.add_list(addresses(300)), seed=4)
    plan(store, run_id)
    finish(store, run_id)

    with store.read() as connection:
        shown = visible.totals(connection, runs.get(connection, run_id))

    assert shown.delivered + shown.expired == 300
    store.close()
