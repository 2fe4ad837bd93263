from __future__ import annotations

from importlib import import_module

from mailsim_desktop.store import latencies
from mailsim_desktop.store.database import Store
from tests.helpers.in_process import plan, run_in_process, work_until
from tests.helpers.workspace import Workspace, addresses


def logged_us(workspace: Workspace, run_id: int) -> list[int]:
    sql = "SELECT finish_us - start_us FROM email_logs WHERE run_id = ? ORDER BY 1"
    return [row[0] for row in workspace.sql(sql, run_id)]


def test_latencies_of_a_run_are_those_of_its_log(workspace: Workspace, store: Store):
    list_id = workspace.add_list(addresses(900))
    for seed in (1, 2):
        run_in_process(store, workspace.launch(list_id, seed=seed, batch=13))

    with store.read() as connection:
        found = latencies.by_run(connection)
        groups = latencies.by_group(connection, 1)

    for run_id in (1, 2):
        us = logged_us(workspace, run_id)
        assert (sum(found[run_id].counts), found[run_id].longest_us) == (len(us), us[-1])
        for share in (0.5, 0.95, 0.99):
            exact = us[int(share * (len(us) - 1))]
            assert abs(found[run_id].quantile_us(share) - exact) <= 0.04 * exact
    assert latencies.together(groups.values()) == found[1]
    assert len(groups) > 5


def test_nothing_is_known_of_a_run_without_an_attempt(workspace: Workspace, store: Store):
    plan(store, workspace.launch(workspace.add_list(addresses(10))))

    with store.read() as connection:
        assert latencies.by_run(connection) == {}
        assert latencies.together(latencies.by_group(connection, 1).values()).longest_us == 0
        assert latencies.together([]).quantile_us(0.5) is None


def test_upgrade_counts_the_latencies_of_runs_so_far(workspace: Workspace, store: Store):
    run_id = workspace.launch(workspace.add_list(addresses(400)), seed=3)
    plan(store, run_id)
    work_until(store, run_id, 9_000_000)  # half way, so that a lane may have no attempt yet
    columns = "SELECT id, histogram, longest_us FROM lanes ORDER BY id"
    before = workspace.sql(columns)
    workspace.execute("UPDATE lanes SET histogram = NULL, longest_us = 0")
    migration = import_module("mailsim_desktop.store.migrations.versions.0005_latencies_of_lanes")

    with store.write() as connection:
        migration.fill(connection)

    assert workspace.sql(columns) == before
