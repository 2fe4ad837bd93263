"""Rollups: what is merged adds up, and equals the log that it counts."""

from __future__ import annotations

from collections import Counter

import pytest

from mailsim_desktop.domain import histogram
from mailsim_desktop.domain.scenario import Outcome
from mailsim_desktop.store import rollups
from mailsim_desktop.store.rollups import BUCKET_US, STARTED, Part
from tests.helpers.in_process import plan, run_in_process
from tests.helpers.workspace import Workspace, addresses


def packed(**counts: int) -> bytes:
    return histogram.pack([counts.get(f"b{n}", 0) for n in range(histogram.BUCKETS)])


@pytest.fixture
def planned(workspace: Workspace):
    """A workspace with a planned run, so that it has lanes, and a connection."""
    run_id = workspace.launch(workspace.add_list(addresses(13)))
    store = workspace.store()
    plan(store, run_id)
    with store.write() as connection:
        yield connection
    store.close()


def test_cells_of_two_batches_add_up(planned):
    rollups.merge(
        planned,
        1,
        Part("google", [(4, STARTED, 2, 0, None, 0), (4, "delivered", 2, 900, packed(b3=2), 0)]),
    )
    rollups.merge(
        planned,
        1,
        Part("google", [(4, "delivered", 1, 50, packed(b5=1), 0), (5, STARTED, 3, 0, None, 2)]),
    )
    rollups.merge(planned, 1, Part("google", [(5, STARTED, 1, 0, None, 1)]))

    found = rollups.between(planned, 1, 0, 10)

    assert sorted(
        (r.bucket, r.outcome, r.count, r.latency_sum_us, r.histogram, r.retries) for r in found
    ) == [
        (4, "delivered", 3, 950, packed(b3=2, b5=1), 0),
        (4, STARTED, 2, 0, None, 0),
        (5, STARTED, 4, 0, None, 3),
    ]


def test_groups_and_runs_are_kept_apart(planned):
    rollups.merge(planned, 1, Part("google", [(4, STARTED, 2, 0, None, 0)]))
    rollups.merge(planned, 1, Part("orange", [(4, STARTED, 5, 0, None, 0)]))

    found = rollups.between(planned, 1, 0, 10)

    assert {(row.provider_group, row.count) for row in found} == {("google", 2), ("orange", 5)}
    assert rollups.between(planned, 2, 0, 10) == []


def test_empty_part_changes_nothing(planned):
    rollups.merge(planned, 1, Part("google", []))

    assert rollups.between(planned, 1, 0, 10) == []


@pytest.mark.parametrize(
    ("first", "until", "expected"), [(0, 3, [1, 2]), (2, 4, [2, 3]), (4, 4, [])]
)
def test_span_holds_its_first_bucket_and_not_its_last(planned, first, until, expected):
    cells = [(bucket, STARTED, 1, 0, None, 0) for bucket in (3, 1, 2)]
    rollups.merge(planned, 1, Part("google", cells))

    assert [row.bucket for row in rollups.between(planned, 1, first, until)] == expected


def test_rollups_of_a_run_equal_its_log(workspace: Workspace):
    run_id = workspace.launch(
        workspace.add_list(addresses(500)), scenario="rate-limited", seed=4, batch=37
    )
    store = workspace.store()
    run_in_process(store, run_id, step_us=7_000_000)
    with store.read() as connection:
        found = rollups.between(connection, run_id, 0, 1 << 40)
    store.close()

    kinds = [Outcome.DELIVERED, Outcome.DEFERRED, Outcome.DEFERRED, Outcome.BOUNCED]
    log = workspace.sql(
        "SELECT l.provider_group, g.start_us, g.finish_us, g.reply_id, g.attempt"
        " FROM email_logs AS g JOIN lanes AS l ON l.id = g.lane_id"
    )
    counts: Counter = Counter()
    sums: Counter = Counter()
    for group, start, finish, reply, attempt in log:
        kind = kinds[reply]
        if kind is Outcome.DEFERRED and attempt == 5:
            kind = Outcome.EXPIRED
        counts[group, start // BUCKET_US, STARTED] += 1
        counts[group, finish // BUCKET_US, str(kind)] += 1
        sums[group, finish // BUCKET_US, str(kind)] += finish - start
    key = [(row.provider_group, row.bucket, row.outcome) for row in found]
    assert dict(zip(key, [row.count for row in found], strict=True)) == counts
    assert {
        k: row.latency_sum_us for k, row in zip(key, found, strict=True) if row.histogram
    } == sums
    assert all(sum(histogram.unpack(row.histogram)) == row.count for row in found if row.histogram)
