"""Speed and last commit of a worker come from how its rows grow."""

from __future__ import annotations

from mailsim_desktop.domain.worker import WorkerState
from mailsim_desktop.services.worker_view import WorkerViews, shard_names
from mailsim_desktop.store.standing import ShardStanding
from mailsim_desktop.store.workers import GONE_MS, WorkerRow

NOW = 1_700_000_000_000
SHARDS = [ShardStanding(number, "google", 1) for number in range(1, 11)] + [
    ShardStanding(11, "gmx", 3)
]


def row(seen_ms: int, attempts: int, name: str = "9-2") -> WorkerRow:
    return WorkerRow(name, "h:9", 41, WorkerState.COMMITTING, attempts, 96, NOW, NOW + seen_ms)


def test_first_row_tells_neither_speed_nor_commit():
    (found,) = WorkerViews().look([row(0, 500)], {}, SHARDS, NOW)

    assert (found.number, found.pid, found.memory_bytes) == (2, 41, 96)
    assert (found.per_min, found.commit_age_ms, found.shard) == (None, None, None)


def test_speed_is_the_growth_a_real_minute_over_the_last_seconds():
    views = WorkerViews()
    for seen_ms, attempts in ((0, 0), (1_000, 600), (1_000, 600), (2_000, 1_000)):
        (found,) = views.look([row(seen_ms, attempts)], {}, SHARDS, NOW + 2_300)

    assert found.per_min == 1_000 * 60 / 2
    assert found.commit_age_ms == 300

    for second in range(3, 12):  # it stands still, and what was is forgotten
        (found,) = views.look([row(1_000 * second, 1_000)], {}, SHARDS, NOW + 1_000 * second)
    assert found.per_min == 0
    assert found.commit_age_ms == 9_000


def test_worker_that_nobody_renews_is_gone_and_tells_no_figures():
    views = WorkerViews()
    views.look([row(0, 0)], {}, SHARDS, NOW)
    (found,) = views.look([row(1_000, 60)], {}, SHARDS, NOW + 1_001 + GONE_MS)

    assert found.is_gone
    assert (found.per_min, found.memory_bytes) == (None, None)


def test_held_shard_is_told_by_its_name():
    (found,) = WorkerViews().look([row(0, 0)], {"9-2": 3}, SHARDS, NOW)

    assert found.shard == "google-03"
    assert shard_names(SHARDS)[11] == "mixed-11"


def test_worker_that_left_is_forgotten():
    views = WorkerViews()
    views.look([row(0, 0)], {}, SHARDS, NOW)
    assert views.look([], {}, SHARDS, NOW) == ()
    (found,) = views.look([row(1_000, 60)], {}, SHARDS, NOW + 1_000)
    assert found.per_min is None


def test_state_and_shard_never_give_each_other_the_lie():
    views = WorkerViews()
    idle = WorkerRow("9-2", "h:9", 41, WorkerState.IDLE, 0, 96, NOW, NOW)
    (found,) = views.look([idle], {"9-2": 3}, SHARDS, NOW)  # it leased since its row was written
    assert (found.state, found.shard) == (WorkerState.SIMULATING, "google-03")

    (found,) = views.look([row(1_000, 5)], {}, SHARDS, NOW + 1_000)  # and let go just now
    assert (found.state, found.shard) == (WorkerState.COMMITTING, "google-03")

    (found,) = views.look([idle], {}, SHARDS, NOW)
    assert (found.state, found.shard) == (WorkerState.IDLE, None)
