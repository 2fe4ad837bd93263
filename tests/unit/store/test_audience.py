"""The audience stands sorted by (lane, contact key), whoever is left out noted with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from mailsim_desktop.domain.dead_letters import Selection
from mailsim_desktop.services import launching
from mailsim_desktop.store import audience, plan, runs
from mailsim_desktop.store.database import Store
from tests.helpers.in_process import run_in_process
from tests.helpers.workspace import Workspace, addresses

ROWS = "SELECT lane, contact_key, contact_id, reason FROM scratch.audience ORDER BY rowid"
LANES = {"gmail.com": 1, "free.fr": 0, "nobody.example": 3}
OTHER = 2

Sorted = tuple[dict[int, int], list[tuple[int, int, int, str | None]]]


@contextmanager
def sort(store: Store, run_id: int, list_id: int | None) -> Iterator[Sorted]:
    """Give the counts by lane and the rows in order."""
    with store.read() as connection:
        run = runs.get(connection, run_id)
    with audience.sorted_once(store, run, list_id, LANES, OTHER) as counts:
        with store.read() as connection:
            rows = [tuple(row) for row in connection.exec_driver_sql(ROWS)]
        yield counts, rows


@pytest.fixture
def list_id(workspace: Workspace) -> int:
    """Sixty contacts, of whom three have other states, beside a list of other people."""
    workspace.add_list(["zoe@b.es", "ana@b.es"], name="other")
    found = workspace.add_list(addresses(60))
    for contact_id, state in ((5, "invalid"), (9, "suppressed"), (12, "risky")):
        workspace.execute("UPDATE contacts SET state = ? WHERE id = ?", state, contact_id)
    return found


@pytest.mark.parametrize("piece", [1, 7, 20, audience.PIECE])
def test_the_list_alone_is_sorted_by_lane_and_key_in_pieces_of_any_size(
    workspace: Workspace, store: Store, list_id: int, monkeypatch: pytest.MonkeyPatch, piece: int
):
    monkeypatch.setattr(audience, "PIECE", piece)
    sorting = sort(store, workspace.launch(list_id), list_id)
    with sorting as (counts, found), store.read() as connection:
        keys = [key for part in audience.keys(connection) for (key,) in part]
    members = workspace.sql(
        "SELECT c.id, c.contact_key, c.domain, c.state FROM contacts AS c"
        " JOIN list_members AS m ON m.contact_id = c.id WHERE m.list_id = ?",
        list_id,
    )
    left_out = {"invalid", "suppressed"}

    assert found == sorted(
        (audience.EXCLUDED, key, contact_id, state)
        if state in left_out
        else (LANES.get(domain, OTHER), key, contact_id, None)
        for contact_id, key, domain, state in members
    )
    assert keys == [row[1] for row in found if row[0] != audience.EXCLUDED]
    assert counts == {lane: [row[0] for row in found].count(lane) for lane in (-1, 0, 1, 2, 3)}


def test_an_audience_is_gone_when_its_planner_ends(
    workspace: Workspace, store: Store, list_id: int
):
    with pytest.raises(KeyboardInterrupt), sort(store, workspace.launch(list_id), list_id):
        raise KeyboardInterrupt
    with sort(store, workspace.launch(1, name="small"), 1) as (counts, _):
        assert counts == {-1: 0, 0: 0, 1: 0, OTHER: 2, 3: 0}

    with store.read() as connection:
        assert len(connection.exec_driver_sql("PRAGMA database_list").all()) == 1


def test_dead_letters_of_another_run_are_an_audience_too(workspace: Workspace, store: Store):
    parent = workspace.launch(workspace.add_list(addresses(90)))
    run_in_process(store, parent)
    workspace.execute(
        "INSERT OR REPLACE INTO job_exceptions (job_id, lane_id, contact_id, state, attempts,"
        " due_us) SELECT id, lane_id, contact_id, 'expired', 3, 0 FROM email_jobs WHERE id % 9 = 0"
    )
    with store.read() as connection:
        row = runs.get(connection, parent)
    child = launching.launch_child(store, row, Selection(), row.options)
    expired = "SELECT contact_id FROM job_exceptions WHERE state = 'expired'"

    with sort(store, child, None) as (counts, found):
        assert {row[2] for row in found} == {row[0] for row in workspace.sql(expired)}
        assert sum(counts.values()) == len(found) == 10


def test_exclusions_are_noted_once_and_counted_by_reason(
    workspace: Workspace, store: Store, list_id: int
):
    run_id = workspace.launch(list_id)
    with sort(store, run_id, list_id), store.write() as connection:
        for _ in range(2):
            audience.exclude(connection, run_id)

        assert plan.exclusions(connection, run_id) == {"invalid": 1, "suppressed": 1}
        assert plan.exclusions(connection, run_id + 1) == {}


def test_a_campaign_whose_list_has_gone_has_no_audience(workspace: Workspace, store: Store):
    run_id = workspace.launch(workspace.add_list(addresses(3)))

    with sort(store, run_id, None) as (counts, found), store.read() as connection:
        assert (set(counts.values()), found) == ({0}, [])
        assert list(audience.keys(connection)) == []
