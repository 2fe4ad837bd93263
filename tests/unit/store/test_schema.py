"""What the tables themselves refuse, whatever the code does."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.domain.transitions import TERMINAL_RUN_STATES, RunState
from mailsim_desktop.store.schema import metadata
from tests.helpers.in_process import plan, run_in_process
from tests.helpers.workspace import Workspace, addresses


@pytest.mark.parametrize("state", RunState)
@pytest.mark.parametrize("ended", [None, 5])
def test_run_has_an_end_exactly_in_a_terminal_state(workspace: Workspace, state, ended):
    run_id = workspace.launch(workspace.add_list(addresses(1)))
    change = ("UPDATE runs SET state = ?, ended_utc_ms = ? WHERE id = ?", state, ended, run_id)

    if (ended is not None) == (state in TERMINAL_RUN_STATES):
        workspace.execute(*change)
        assert workspace.sql("SELECT state, ended_utc_ms FROM runs") == [(state, ended)]
    else:
        with pytest.raises(IntegrityError, match="ck_runs_ended"):
            workspace.execute(*change)


def test_import_must_account_for_every_row(workspace: Workspace):
    list_id = workspace.add_list([])
    insert = (
        "INSERT INTO imports (list_id, file_name, at_utc_ms, read, imported, updated, duplicate,"
        f" invalid, empty) VALUES ({list_id}, 'a.csv', 0, ?, 1, 2, 3, 4, 5)"
    )
    workspace.execute(insert, 15)

    with pytest.raises(IntegrityError, match="ck_imports_sum"):
        workspace.execute(insert, 16)


LANE_COLUMNS = (
    "run_id, shard_id, name, provider_group, first_job_id, jobs, cursor, schedule, connections,"
    " rate, ahead, last_start_us, last_finish_us, next_start_us, attempts, delivered, deferrals,"
    " bounced, expired, poisoned, cancelled, histogram, longest_us"
)


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("email_logs", "job_id, attempt, 0, 0, 0, 0, 0, 0"),
        ("email_jobs", "id + 1000000, run_id, lane_id, contact_id, contact_key"),
        ("job_exceptions", "job_id, lane_id, contact_id, 'bounced', 1, 0, 0, 0, NULL"),
        ("lanes", f"id + 1000, {LANE_COLUMNS}"),
        ("contacts", "id + 1000, email, name, domain, contact_key, state, 0, 0"),
        ("rollups", "run_id, provider_group, bucket, outcome, 0, 0, NULL, 0"),
    ],
)
def test_nothing_that_must_be_unique_is_stored_twice(workspace: Workspace, table, columns):
    store = workspace.store()
    list_id = workspace.add_list(addresses(600))
    run_in_process(store, workspace.launch(list_id, scenario="rate-limited", seed=1))
    store.close()
    assert workspace.sql("SELECT COUNT(*) FROM job_exceptions WHERE state = 'bounced'")[0][0] > 0

    with pytest.raises(IntegrityError, match="UNIQUE"):
        workspace.execute(f"INSERT INTO {table} SELECT {columns} FROM {table}")


def test_deferred_jobs_are_found_by_their_small_index(workspace: Workspace):
    steps = workspace.sql(
        "EXPLAIN QUERY PLAN SELECT job_id FROM job_exceptions WHERE state = 'deferred'"
        " AND lane_id = 1 AND due_us < 5 ORDER BY due_us, job_id"
    )

    assert ["ix_job_exceptions_deferred" in step[3] for step in steps] == [True]


@pytest.mark.parametrize(
    ("cursor", "exception", "state"),
    [
        (0, None, "pending"),
        (1, None, "delivered"),
        (1, "deferred", "pending"),
        (1, "bounced", "bounced"),
        (1, "expired", "expired"),
        (1, "poisoned", "poisoned"),
        (1, "cancelled", "cancelled"),
    ],
)
def test_view_gives_a_job_its_state_in_words(workspace: Workspace, cursor, exception, state):
    run_id = workspace.launch(workspace.add_list(addresses(1)))
    store = workspace.store()
    plan(store, run_id)
    store.close()
    workspace.execute("UPDATE lanes SET cursor = ?", cursor)
    if exception is not None:
        workspace.execute(
            "INSERT INTO job_exceptions"
            " SELECT id, lane_id, contact_id, ?, 1, 0, 0, 0, NULL FROM email_jobs",
            exception,
        )

    assert workspace.sql("SELECT state FROM job_states") == [(state,)]


def test_simulated_end_of_time_fits_every_column(workspace: Workspace):
    workspace.launch(workspace.add_list(addresses(1)))
    workspace.execute("UPDATE runs SET horizon_us = ?", NEVER_US)

    assert workspace.sql("SELECT horizon_us FROM runs") == [(NEVER_US,)]


def test_times_say_their_unit():
    times = {
        column.name
        for table in metadata.tables.values()
        for column in table.columns
        if column.name.split("_")[-1] in {"at", "time", "until", "start", "finish", "due", "seen"}
    }

    assert times == set()
