from __future__ import annotations

from collections import Counter

import pytest

from mailsim_desktop.store import log, runs
from mailsim_desktop.store.database import Store
from tests.helpers.in_process import run_in_process
from tests.helpers.workspace import Workspace, addresses


@pytest.fixture
def run_id(workspace: Workspace, store: Store) -> int:
    """The second of two completed runs over one list, so that the first could get mixed in."""
    list_id = workspace.add_list(addresses(300))
    for seed in (1, 2):
        found = workspace.launch(list_id, seed=seed)
        run_in_process(store, found)
    return found


def test_digest_rows_are_the_log_of_the_run_sorted_by_key_and_attempt(
    workspace: Workspace, store: Store, run_id: int
):
    with store.read() as connection:
        names = [reply.id for reply in runs.get(connection, run_id).scenario.replies]
        found = list(log.digest_rows(connection, run_id, names))

    rows = workspace.sql(
        "SELECT contact_key, attempt, name, start_us, finish_us, reply_id FROM email_logs AS g"
        " JOIN email_jobs AS j ON j.id = g.job_id JOIN lanes AS l ON l.id = g.lane_id"
        " WHERE g.run_id = ?",
        run_id,
    )
    assert found == sorted((*row[:5], names[row[5]]) for row in rows)
    assert len(found) > 300


def test_replies_are_counted_by_provider_group(workspace: Workspace, store: Store, run_id: int):
    with store.read() as connection:
        found = log.replies_by_group(connection, run_id)

    rows = workspace.sql(
        "SELECT provider_group, reply_id FROM email_logs AS g JOIN lanes AS l ON l.id = g.lane_id"
        " WHERE g.run_id = ?",
        run_id,
    )
    assert {(group, reply): count for group, reply, count in found} == Counter(rows)


def test_jobs_are_counted_by_the_number_of_their_attempts(
    workspace: Workspace, store: Store, run_id: int
):
    with store.read() as connection:
        found = dict(log.attempts_histogram(connection, run_id))

    rows = workspace.sql("SELECT job_id FROM email_logs WHERE run_id = ?", run_id)
    assert found == Counter(Counter(rows).values())
    assert sum(found.values()) == 300
    assert found[2] > 0
