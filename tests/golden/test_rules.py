"""Rules R1, R2, R4, R6 and R7; R3 and R5 have files of their own."""

from __future__ import annotations

import json

import pytest

from mailsim_desktop.domain.dead_letters import Selection
from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.domain.schedule import Schedule
from mailsim_desktop.services import interventions
from mailsim_desktop.store import checks
from mailsim_desktop.store.database import Store
from mailsim_desktop.workers.governor import cancel_run
from tests.helpers.in_process import finish, plan, run_in_process, work_until
from tests.helpers.workspace import Workspace, addresses

SECOND_US = 1_000_000
LOG = """
SELECT j.contact_key, g.attempt, g.start_us, g.finish_us, g.reply_id
FROM email_logs AS g JOIN email_jobs AS j ON j.id = g.job_id JOIN lanes AS l ON l.id = g.lane_id
WHERE g.run_id = ? AND l.name = ? ORDER BY g.start_us, g.finish_us, 1, 2
"""


@pytest.fixture
def store(workspace: Workspace):
    store = workspace.store()
    yield store
    store.close()


def ended(workspace: Workspace, store: Store, mails: list[str], **options: object) -> int:
    """A whole run over a list of its own."""
    name = f"list {len(workspace.sql('SELECT id FROM lists'))}"
    list_id = workspace.add_list(mails, name)
    run_id = workspace.launch(list_id, scenario="rate-limited", seed=8, **options)
    run_in_process(store, run_id)
    return run_id


def test_r1_a_lane_never_sees_another_one(workspace: Workspace, store: Store):
    mails = addresses(400)
    together = ended(workspace, store, mails)
    alone = ended(workspace, store, [mail for mail in mails if mail.endswith("@gmail.com")])

    of_google = workspace.sql(LOG, together, "google")

    assert of_google == workspace.sql(LOG, alone, "google")
    assert len(of_google) > 100


def test_r2_no_attempt_starts_before_the_reply_that_asked_for_it(
    workspace: Workspace, store: Store
):
    """Not even where the policy waits for nothing."""
    run_id = workspace.launch(workspace.add_list(addresses(500)), seed=8)
    workspace.execute(
        "UPDATE runs SET scenario = json_set(scenario, '$.policy.rule.delays_us', json('[0, 0]'))"
    )
    run_in_process(store, run_id)

    again = workspace.sql(
        "SELECT g.start_us - before.finish_us FROM email_logs AS g JOIN email_logs AS before"
        " ON before.job_id = g.job_id AND before.attempt = g.attempt - 1"
    )

    assert len(again) > 20
    assert min(again) >= (0,)


def test_r4_due_times_come_from_the_ordinal_and_a_change_of_rate_rewrites_no_job(
    workspace: Workspace, store: Store
):
    run_id = workspace.launch(workspace.add_list(addresses(400)), scenario="rate-limited", seed=8)
    plan(store, run_id)
    jobs = workspace.sql("SELECT * FROM email_jobs ORDER BY id")
    work_until(store, run_id, 3 * SECOND_US)
    interventions.change_rate(store, run_id, "google", Rate(3, SECOND_US))
    finish(store, run_id)

    (pieces,) = workspace.sql("SELECT schedule FROM lanes WHERE name = 'google'")[0]
    first = workspace.sql(
        "SELECT g.job_id - l.first_job_id, g.start_us FROM email_logs AS g"
        " JOIN lanes AS l ON l.id = g.lane_id WHERE l.name = 'google' AND g.attempt = 1"
    )

    assert workspace.sql("SELECT * FROM email_jobs ORDER BY id") == jobs
    schedule = Schedule.from_json(json.loads(pieces))
    assert [piece.at_us for piece in schedule.pieces] == [0, 3 * SECOND_US]
    assert all(start_us >= schedule.due_us(seq) for seq, start_us in first)


def test_r6_later_edits_are_invisible_to_a_run(workspace: Workspace, store: Store):
    undisturbed = ended(workspace, store, addresses(300))
    run_id = workspace.launch(1, scenario="rate-limited", seed=8)
    plan(store, run_id)
    work_until(store, run_id, SECOND_US)
    workspace.execute("UPDATE contacts SET state = 'unsubscribed' WHERE id % 2 = 0")
    workspace.execute("UPDATE contacts SET domain = 'moved.example' WHERE id % 3 = 0")
    workspace.execute("DELETE FROM list_members WHERE contact_id % 5 = 0")

    finish(store, run_id)

    assert workspace.digest(run_id) == workspace.digest(undisturbed)


@pytest.mark.parametrize("horizon_us", [SECOND_US, 20 * SECOND_US, 90 * SECOND_US])
def test_r7_cancel_keeps_a_prefix_of_each_lane_and_closes_the_rest_as_exceptions(
    workspace: Workspace, store: Store, horizon_us: int
):
    whole = ended(workspace, store, addresses(600))
    run_id = workspace.launch(1, scenario="rate-limited", seed=8)
    plan(store, run_id)
    work_until(store, run_id, horizon_us)
    workspace.execute("UPDATE runs SET state = 'cancelling' WHERE id = ?", run_id)

    cancel_run(store, run_id)

    lanes = [row[0] for row in workspace.sql("SELECT name FROM lanes WHERE run_id = ?", run_id)]
    for lane in lanes:
        kept = workspace.sql(LOG, run_id, lane)
        assert kept == workspace.sql(LOG, whole, lane)[: len(kept)]
    states = workspace.sql(
        "SELECT state, COUNT(*) FROM job_states WHERE run_id = ? GROUP BY state", run_id
    )
    assert "pending" not in dict(states)
    assert sum(dict(states).values()) == 600
    assert dict(states)["cancelled"] > 0
    assert checks.violations(store) == []


def test_r7_requeued_jobs_are_exceptions_until_they_are_delivered(
    workspace: Workspace, store: Store
):
    run_id = workspace.launch(workspace.add_list(addresses(3_000)), seed=5)
    plan(store, run_id)
    work_until(store, run_id, 600 * SECOND_US)
    letters = workspace.sql("SELECT job_id FROM job_exceptions WHERE state = 'expired'")
    interventions.requeue(store, run_id, Selection())
    work_until(store, run_id, 600 * SECOND_US + 1)

    deferred = workspace.sql("SELECT job_id, state FROM job_exceptions WHERE requeued_us > 0")
    finish(store, run_id)

    assert len(letters) > 0
    assert {row[0] for row in deferred} <= {row[0] for row in letters}
    assert checks.violations(store) == []
    left = workspace.sql("SELECT COUNT(*) FROM job_exceptions WHERE state = 'deferred'")
    assert left == [(0,)]
