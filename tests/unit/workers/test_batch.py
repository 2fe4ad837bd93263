"""What is written beside the log follows from the log, however the attempts were batched."""

from __future__ import annotations

import pytest

from mailsim_desktop.domain import histogram
from mailsim_desktop.simulation import catalogue
from mailsim_desktop.store import runs
from mailsim_desktop.store.database import Store
from tests.helpers.in_process import plan, run_in_process, work_until
from tests.helpers.workspace import Workspace, addresses

TABLES = (
    (
        "SELECT name, attempt, start_us, finish_us, reply_id, job_id - first_job_id"
        " FROM email_logs AS g JOIN lanes AS l ON l.id = g.lane_id WHERE g.run_id = ?"
        " ORDER BY name, job_id, attempt"
    ),
    (
        "SELECT name, job_id - first_job_id, state, e.attempts, due_us, reply_id, contact_id"
        " FROM job_exceptions AS e JOIN lanes AS l ON l.id = e.lane_id WHERE run_id = ?"
        " ORDER BY 1, 2"
    ),
    (
        "SELECT provider_group, bucket, outcome, count, latency_sum_us, histogram, retries"
        " FROM rollups"
        " WHERE run_id = ? ORDER BY 1, 2, 3"
    ),
    (
        "SELECT name, cursor, connections, ahead, last_start_us, last_finish_us,"
        " attempts, delivered, deferrals, bounced, expired FROM lanes WHERE run_id = ? ORDER BY 1"
    ),
)


@pytest.mark.parametrize("scenario", catalogue.scenario_ids())
def test_every_row_is_the_same_with_any_batch_size(
    workspace: Workspace, store: Store, scenario: str
):
    list_id = workspace.add_list(addresses(250))
    states = []
    for batch in (1, 7, 5_000):
        run_id = workspace.launch(list_id, scenario=scenario, batch=batch)
        plan(store, run_id)
        for horizon_us in (4_000_000, 12_500_000):
            work_until(store, run_id, horizon_us)
        states.append([workspace.sql(table, run_id) for table in TABLES])

    assert states[0] == states[1] == states[2]
    assert all(states[0])


@pytest.fixture
def rows(workspace: Workspace, store: Store) -> list[tuple[int, ...]]:
    """(job, attempt, start, finish, reply) of a run that was carried out to its end."""
    run_id = workspace.launch(workspace.add_list(addresses(400)), seed=3, batch=50)
    run_in_process(store, run_id, step_us=3_000_000)
    return workspace.sql("SELECT job_id, attempt, start_us, finish_us, reply_id FROM email_logs")


def test_an_exception_is_the_last_attempt_of_a_job_that_was_not_delivered(
    workspace: Workspace, store: Store, rows: list[tuple[int, ...]]
):
    with store.read() as connection:
        replies = runs.get(connection, 1).scenario.replies
    last = {job: (attempt, finish, reply) for job, attempt, _, finish, reply in sorted(rows)}
    delivered = {job for job, (_, _, reply) in last.items() if replies[reply].code < 400}

    found = workspace.sql("SELECT job_id, attempts, due_us, reply_id FROM job_exceptions")
    assert {row[0]: row[1:] for row in found} == {
        job: end for job, end in last.items() if job not in delivered
    }
    assert len(delivered) > 380


def test_histograms_hold_the_latency_of_each_attempt(
    workspace: Workspace, rows: list[tuple[int, ...]]
):
    expected = [0] * histogram.BUCKETS
    for _, _, start, finish, _ in rows:
        expected[histogram.bucket_of(finish - start)] += 1

    found = [0] * histogram.BUCKETS
    for (packed,) in workspace.sql("SELECT histogram FROM rollups WHERE outcome != 'started'"):
        found = [a + b for a, b in zip(found, histogram.unpack(packed), strict=True)]
    assert found == expected
