"""The activity feed's rows."""

from __future__ import annotations

import pytest

from mailsim_desktop.store import events
from tests.helpers.workspace import Workspace, addresses


@pytest.fixture
def feed(workspace: Workspace):
    """A connection and two runs without any event."""
    run_ids = [workspace.launch(workspace.add_list(addresses(1), name)) for name in ("a", "b")]
    store = workspace.store()
    with store.write() as connection:
        yield connection, run_ids
    store.close()


def test_event_is_told_with_the_horizon_of_its_moment(feed):
    connection, (run_id, _) = feed
    connection.exec_driver_sql("UPDATE runs SET horizon_us = 7000000 WHERE id = ?", (run_id,))

    events.record(connection, run_id, "takeover", {"from": "ä", "shard": 3})

    found = events.after(connection, run_id, 0)
    assert [(event.run_id, event.at_us, event.kind, event.data) for event in found] == [
        (run_id, 7_000_000, "takeover", {"from": "ä", "shard": 3})
    ]


def test_event_after_the_end_carries_the_end_and_not_the_horizon(feed):
    connection, (run_id, _) = feed
    connection.exec_driver_sql("UPDATE runs SET horizon_us = 7000000, simulated_us = 6543210")

    events.record(connection, run_id, "completed", {})

    assert events.after(connection, run_id, 0)[0].at_us == 6_543_210


def test_reader_gets_each_event_of_its_run_once_and_in_order(feed):
    connection, (run_id, other) = feed
    for number in range(5):
        events.record(connection, run_id, "a", {"n": number})
        events.record(connection, other, "b", {})

    first = events.after(connection, run_id, 0, limit=3)
    rest = events.after(connection, run_id, first[-1].id)

    assert [event.data["n"] for event in first + rest] == [0, 1, 2, 3, 4]
    assert events.after(connection, run_id, rest[-1].id) == []


def test_events_are_counted_by_run_and_kind(feed):
    connection, (run_id, other) = feed
    for kind in ("takeover", "takeover", "paused"):
        events.record(connection, run_id, kind, {})

    assert [events.count(connection, run_id, kind) for kind in ("takeover", "paused", "x")] == [
        2,
        1,
        0,
    ]
    assert events.count(connection, other, "takeover") == 0
