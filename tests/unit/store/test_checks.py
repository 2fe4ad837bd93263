"""Each invariant of the queue: it holds after any step, and tells when it is broken."""

from __future__ import annotations

import pytest

from mailsim_desktop.store import checks
from tests.helpers.in_process import finish, plan, work_until
from tests.helpers.workspace import Workspace, addresses

BREAKS = {
    "planned jobs": "UPDATE runs SET planned = planned - 1",
    "jobs of its lanes": "UPDATE runs SET recipients = recipients + 1",
    "unplanned and counted": "UPDATE runs SET planned = planned + 1",
    "attempts, logged": "UPDATE lanes SET attempts = attempts + 1 WHERE id = 1",
    "not as attempts 1 to that": "UPDATE email_logs SET attempt = 7 WHERE job_id = 1",
    "delivered, the jobs say": "UPDATE lanes SET delivered = delivered - 1 WHERE id = 1",
    "poisoned or cancelled, the jobs say": "UPDATE lanes SET cancelled = 1 WHERE id = 1",
    "jobs are pending": "UPDATE runs SET state = 'cancelled', ended_utc_ms = 1",
    "starts in the rollups": "UPDATE rollups SET count = count + 1 WHERE outcome = 'started'",
    "results in the rollups": "UPDATE rollups SET latency_sum_us = 0 WHERE outcome = 'delivered'",
}


@pytest.fixture
def half_way(workspace: Workspace) -> Workspace:
    """A run with deliveries, deferrals, bounces and jobs that were never tried."""
    run_id = workspace.launch(workspace.add_list(addresses(600)), scenario="rate-limited", seed=2)
    store = workspace.store()
    plan(store, run_id)
    work_until(store, run_id, 15_000_000)
    store.close()
    return workspace


def violations(workspace: Workspace) -> list[str]:
    store = workspace.store()
    found = checks.violations(store)
    store.close()
    return found


def test_all_hold_half_way_and_at_the_end(half_way: Workspace):
    states = {state for (state,) in half_way.sql("SELECT DISTINCT state FROM job_states")}
    assert states >= {"pending", "delivered", "bounced"}
    assert half_way.sql("SELECT COUNT(*) FROM job_exceptions WHERE state = 'deferred'")[0][0] > 0
    assert violations(half_way) == []

    store = half_way.store()
    finish(store, 1)
    store.close()

    assert violations(half_way) == []


@pytest.mark.parametrize(("sentence", "statement"), BREAKS.items())
def test_each_broken_invariant_is_told(half_way: Workspace, sentence, statement):
    half_way.execute(statement)

    assert [line for line in violations(half_way) if sentence in line] != []


def test_every_invariant_has_a_way_to_break_it():
    assert checks.number() == 1 + len(BREAKS)


def test_missing_rollup_and_superfluous_rollup_are_both_told(half_way: Workspace):
    half_way.execute("DELETE FROM rollups WHERE bucket = 3 AND provider_group = 'google'")
    half_way.execute("INSERT INTO rollups VALUES (1, 'google', 999, 'started', 1, 0, NULL, 0)")

    found = violations(half_way)

    assert "run 1, google, second 3: starts in the rollups differ from the log" in found
    assert "run 1, google, second 999: starts in the rollups differ from the log" in found


def test_each_kind_is_told_twenty_times_at_most(half_way: Workspace):
    half_way.execute("UPDATE email_logs SET attempt = attempt + 5")

    found = [line for line in violations(half_way) if "not as attempts 1" in line]

    assert len(found) == 20


def test_damage_in_the_file_is_told(workspace: Workspace):
    workspace.add_list(addresses(50))
    index = "SELECT rootpage FROM sqlite_master WHERE name = 'ix_list_members_contact_id'"
    page = workspace.sql(index)[0][0]
    store = workspace.store()
    store.checkpoint()
    store.close()
    data = bytearray(workspace.path.read_bytes())
    size = int.from_bytes(data[16:18], "big")
    start = (page - 1) * size
    data[start + 3 : start + 5] = b"\0\0"  # the index claims to have no entries
    workspace.path.write_bytes(data)

    assert [line for line in violations(workspace) if line.startswith("SQLite: ")] != []


def test_attempts_that_do_not_begin_with_the_first_are_told(half_way: Workspace):
    store = half_way.store()
    finish(store, 1)  # no retry was made half way
    store.close()
    (job_id,) = half_way.sql(
        "SELECT job_id FROM email_logs GROUP BY job_id HAVING COUNT(*) = 2 LIMIT 1"
    )[0]
    half_way.execute("UPDATE email_logs SET attempt = 0 WHERE attempt = 1 AND job_id = ?", job_id)

    assert [line for line in violations(half_way) if f"job {job_id} is logged 2 times" in line]
