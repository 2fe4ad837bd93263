from __future__ import annotations

import pytest

from mailsim_desktop.store import events
from mailsim_desktop.store.database import Store
from tests.helpers.in_process import run_in_process
from tests.helpers.workspace import Workspace, addresses


@pytest.fixture
def run_id(workspace: Workspace) -> int:
    return workspace.launch(workspace.add_list(addresses(20)))


def test_events_come_back_in_order_from_the_last_one_seen(store: Store, run_id: int):
    with store.write() as connection:
        for number in range(5):
            events.record(connection, run_id, "takeover", {"shard": number})
        first = events.after(connection, run_id, 0, limit=2)
        rest = events.after(connection, run_id, first[-1].id)

    assert [event.data["shard"] for event in (*first, *rest)] == [0, 1, 2, 3, 4]
    assert len(first) == 2


def test_an_event_carries_the_horizon_of_its_moment_then_the_run_s_end(
    workspace: Workspace, store: Store, run_id: int
):
    workspace.execute("UPDATE runs SET horizon_us = 77 WHERE id = ?", run_id)
    with store.write() as connection:
        events.record(connection, run_id, "paused", {})
    run_in_process(store, run_id)

    with store.read() as connection:
        found = {event.kind: event.at_us for event in events.after(connection, run_id, 0)}
    ((end,),) = workspace.sql("SELECT MAX(finish_us) FROM email_logs")
    assert (found["paused"], found["completed"]) == (77, end)


def test_events_are_of_their_run_and_counted_by_kind(
    workspace: Workspace, store: Store, run_id: int
):
    other = workspace.launch(workspace.add_list(addresses(3), name="other"))
    with store.write() as connection:
        for of, kind in ((run_id, "a"), (other, "a"), (run_id, "a"), (run_id, "b")):
            events.record(connection, of, kind, {})

        assert events.count(connection, run_id, "a") == 2
        assert [event.kind for event in events.after(connection, other, 0)] == ["a"]


def test_an_event_of_a_run_that_does_not_exist_is_not_written(workspace: Workspace, store: Store):
    with store.write() as connection:
        events.record(connection, 99, "a", {})

    assert workspace.sql("SELECT * FROM run_events") == []
