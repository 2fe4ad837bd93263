"""Runs with dead letters, made without a worker process."""

from __future__ import annotations

from mailsim_desktop.store.database import Store
from tests.helpers.in_process import plan, run_in_process, work_until
from tests.helpers.workspace import Workspace, addresses

SECOND_US = 1_000_000
NUMBER = 4_000


def ended_run(workspace: Workspace, store: Store) -> int:
    """A completed run in which one recipient in a thousand expired."""
    run_id = workspace.launch(workspace.add_list(addresses(NUMBER)), seed=5)
    run_in_process(store, run_id)
    return run_id


def open_run(workspace: Workspace, store: Store) -> int:
    """A paused run with dead letters, whose lanes have limits and wait for retries."""
    emails = addresses(NUMBER)
    run_id = workspace.launch(workspace.add_list(emails), scenario="rate-limited", seed=5)
    plan(store, run_id)
    work_until(store, run_id, 40 * SECOND_US)
    workspace.execute(
        "UPDATE job_exceptions SET state = 'expired' WHERE job_id IN (SELECT job_id"
        " FROM job_exceptions WHERE state = 'deferred' ORDER BY job_id * 7919 % 1009 LIMIT 12)"
    )
    # They are told by rollups and lanes too, as if their last attempt had been the third.
    workspace.execute(
        "UPDATE lanes SET expired = (SELECT COUNT(*) FROM job_exceptions AS e"
        " WHERE e.lane_id = lanes.id AND e.state = 'expired')"
    )
    workspace.execute(
        "INSERT INTO rollups (run_id, provider_group, bucket, outcome, count, latency_sum_us,"
        " histogram) SELECT run_id, provider_group, 1, 'expired', expired, 0, (SELECT histogram"
        " FROM rollups WHERE outcome = 'deferred' LIMIT 1) FROM lanes WHERE expired > 0"
    )
    workspace.execute("UPDATE runs SET state = 'paused'")
    return run_id
