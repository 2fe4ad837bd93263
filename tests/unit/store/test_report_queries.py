from __future__ import annotations

from mailsim_desktop.store import report_queries
from tests.helpers.in_process import plan, run_in_process, work_until
from tests.helpers.workspace import Workspace, addresses


def test_terminal_instants_are_those_of_each_last_attempt(workspace: Workspace):
    run_id = workspace.launch(workspace.add_list(addresses(200)), seed=3)
    store = workspace.store()
    run_in_process(store, run_id)

    with store.read() as connection:
        found = report_queries.terminal_instants(connection, run_id, [1, 100, 200, 201])
    store.close()

    ends = sorted(
        at for (at,) in workspace.sql("SELECT MAX(finish_us) FROM email_logs GROUP BY job_id")
    )
    assert found == {1: ends[0], 100: ends[99], 200: ends[199], 201: None}


def test_deferred_recipients_are_not_terminal(workspace: Workspace):
    run_id = workspace.launch(workspace.add_list(addresses(200)), seed=3)
    store = workspace.store()
    plan(store, run_id)
    work_until(store, run_id, 9_000_000)  # the first retry comes after 10 s

    tried = workspace.sql("SELECT COUNT(DISTINCT job_id) FROM email_logs")[0][0]
    deferred = workspace.sql("SELECT COUNT(*) FROM job_exceptions WHERE state = 'deferred'")[0][0]
    ranks = [tried - deferred, tried - deferred + 1]
    with store.read() as connection:
        found = report_queries.terminal_instants(connection, run_id, ranks)
    store.close()

    assert deferred > 0
    assert found[ranks[0]] is not None
    assert found[ranks[1]] is None


def test_each_run_is_read_alone(workspace: Workspace):
    list_id = workspace.add_list(addresses(100))
    first, second = (workspace.launch(list_id, seed=seed) for seed in (1, 2))
    store = workspace.store()
    run_in_process(store, first)
    run_in_process(store, second)

    with store.read() as connection:
        facts = report_queries.facts(connection, first, [50])
        last = report_queries.last_finish_us(connection, first)
        counted = sum(row.count for row in report_queries.finished(connection, first))
    store.close()

    logged = workspace.sql(
        "SELECT MAX(finish_us), MAX(finish_us - start_us), COUNT(*) FROM email_logs"
        " WHERE run_id = ?",
        first,
    )
    assert (last, max(facts.greatest_latency_us.values()), counted) == logged[0]


def test_nothing_is_known_before_the_first_attempt(workspace: Workspace):
    run_id = workspace.launch(workspace.add_list(addresses(10)))
    store = workspace.store()
    plan(store, run_id)

    with store.read() as connection:
        facts = report_queries.facts(connection, run_id, [50])
        finished = list(report_queries.finished(connection, run_id))
    store.close()

    assert facts.last_finish_us is None
    assert facts.greatest_latency_us == {}
    assert facts.terminal_us == [(50, None)]
    assert finished == []
