"""How the queue stands equals what the tables say, whatever is committed."""

from __future__ import annotations

import pytest

from mailsim_desktop.store import rollups, standing
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.queue import Queue
from tests.helpers.in_process import plan, work_until
from tests.helpers.workspace import Workspace, addresses

SECOND_US = 1_000_000


@pytest.fixture
def run_id(workspace: Workspace, store: Store) -> int:
    """A run that has made some way, with retries that wait."""
    found = workspace.launch(workspace.add_list(addresses(400)), scenario="rate-limited", seed=2)
    plan(store, found)
    work_until(store, found, 12 * SECOND_US)
    return found


def test_groups_count_who_has_no_result_yet(workspace: Workspace, store: Store, run_id: int):
    with store.read() as connection:
        found = standing.groups(connection, run_id)

    pending = dict(
        workspace.sql(
            "SELECT l.provider_group, COUNT(*) FROM job_states AS s"
            " JOIN lanes AS l ON l.id = s.lane_id WHERE s.state = 'pending' GROUP BY 1"
        )
    )
    assert {one.provider_group: one.pending for one in found} == pending
    assert [one.jobs for one in found] == sorted((one.jobs for one in found), reverse=True)
    google = next(one for one in found if one.provider_group == "google")
    assert (google.lanes, google.lane, google.connections) == (1, "google", 5)
    assert google.rate is not None


def test_only_a_lease_in_force_counts_as_held(workspace: Workspace, store: Store, run_id: int):
    workspace.execute("UPDATE runs SET horizon_us = 60000000")
    lease = Queue(store).lease("7-1")
    assert lease is not None
    with store.read() as connection:
        assert standing.held(connection, run_id) == {"7-1": lease.shard_id}

    workspace.execute("UPDATE shards SET lease_until_ms = 1 WHERE owner = '7-1'")
    with store.read() as connection:
        assert standing.held(connection, run_id) == {}


def test_waiting_retries_come_in_their_order_and_go_on_where_they_stopped(
    workspace: Workspace, store: Store, run_id: int
):
    expected = workspace.sql(
        "SELECT lane_id, due_us, job_id FROM job_exceptions WHERE state = 'deferred'"
        " ORDER BY lane_id, due_us, job_id"
    )
    found = []
    with store.read() as connection:
        for lane in standing.lane_ids(connection, run_id):
            after = (-1, -1)
            while part := standing.waiting_after(connection, lane, after, 2):
                found += [(lane, *row) for row in part]
                after = part[-1]

    assert found == expected
    assert len(found) > 5


def test_shards_tell_whose_lanes_they_have(store: Store, run_id: int):
    with store.read() as connection:
        found = standing.shards(connection, run_id)

    assert {one.groups for one in found} == {1}
    assert "google" in {one.provider_group for one in found}


def test_finished_attempts_of_a_span_are_those_of_the_log(
    workspace: Workspace, store: Store, run_id: int
):
    with store.read() as connection:
        names = [one.provider_group for one in standing.groups(connection, run_id)]
        found = rollups.finished_between(connection, run_id, names, 3, 9)

    assert found == dict(
        workspace.sql(
            "SELECT l.provider_group, COUNT(*) FROM email_logs AS g"
            " JOIN lanes AS l ON l.id = g.lane_id"
            " WHERE g.finish_us >= 3000000 AND g.finish_us < 9000000 GROUP BY 1"
        )
    )
