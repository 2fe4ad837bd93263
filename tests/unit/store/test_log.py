"""Reading the event log: sorted for the digest, counted for reports, each run alone."""

from __future__ import annotations

from collections import Counter

import pytest

from mailsim_desktop.store import log
from tests.helpers.in_process import run_in_process
from tests.helpers.workspace import Workspace, addresses

REPLIES = ["ok", "rate_421", "busy_451", "unknown_550"]


@pytest.fixture
def runs(workspace: Workspace):
    """A workspace with two finished runs of one list, and a connection."""
    list_id = workspace.add_list(addresses(300))
    store = workspace.store()
    for seed in (1, 2):
        run_in_process(store, workspace.launch(list_id, scenario="rate-limited", seed=seed))
    with store.read() as connection:
        yield workspace, connection
    store.close()


@pytest.mark.parametrize("run_id", [1, 2])
def test_digest_rows_are_the_log_of_one_run_sorted_by_key_and_attempt(runs, run_id):
    workspace, connection = runs

    rows = list(log.digest_rows(connection, run_id, REPLIES))

    logged = workspace.sql(
        "SELECT j.contact_key, g.attempt, l.name, g.start_us, g.finish_us, g.reply_id"
        " FROM email_logs AS g, email_jobs AS j, lanes AS l"
        " WHERE j.id = g.job_id AND l.id = j.lane_id AND g.run_id = ?",
        run_id,
    )
    assert rows == sorted((*row[:5], REPLIES[row[5]]) for row in logged)
    assert len({row[0] for row in rows}) == 300


def test_rows_are_read_across_chunks(runs, monkeypatch):
    _, connection = runs
    whole = list(log.digest_rows(connection, 1, REPLIES))
    monkeypatch.setattr(log, "_CHUNK", 7)

    assert list(log.digest_rows(connection, 1, REPLIES)) == whole


def test_replies_are_counted_by_group(runs):
    workspace, connection = runs

    found = log.replies_by_group(connection, 2)

    logged = workspace.sql(
        "SELECT l.provider_group, g.reply_id FROM email_logs AS g"
        " JOIN lanes AS l ON l.id = g.lane_id WHERE g.run_id = 2"
    )
    assert {(group, reply): count for group, reply, count in found} == Counter(logged)
    lanes = workspace.sql("SELECT name FROM lanes WHERE run_id = 2 ORDER BY id")
    order = list(dict.fromkeys(group for group, _, _ in found))
    assert order == [row[0] for row in lanes]


def test_attempts_are_counted_by_job(runs):
    workspace, connection = runs

    found = log.attempts_histogram(connection, 1)

    made = workspace.sql("SELECT job_id, COUNT(*) FROM email_logs WHERE run_id = 1 GROUP BY 1")
    assert found == sorted(Counter(count for _, count in made).items())
    assert len(found) > 1
