"""How the queue of a run stands: its lanes by provider group, who holds which shard.

For a screen that asks four times a second: costs are those of lanes and shards, and of as
many waiting retries as are asked for; never those of the jobs.
"""

from __future__ import annotations

import json
from typing import NamedTuple

from sqlalchemy import Connection

from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.store.dialect import NOW_MS
from mailsim_desktop.store.rows import fetch_all

_GROUPS = """
SELECT provider_group, COUNT(*), MIN(name), SUM(jobs),
       SUM(jobs - delivered - bounced - expired - poisoned - cancelled), SUM(cancelled),
       MIN(next_start_us), MIN(json_array_length(connections)), MIN(rate)
FROM lanes WHERE run_id = ? GROUP BY provider_group ORDER BY SUM(jobs) DESC, MIN(id)
"""
_SHARDS = """
SELECT shard_id, MIN(provider_group), COUNT(DISTINCT provider_group)
FROM lanes WHERE run_id = ? GROUP BY shard_id ORDER BY shard_id
"""
_HELD = f"""
SELECT owner, id FROM shards
WHERE run_id = ? AND owner IS NOT NULL AND lease_until_ms > {NOW_MS}
"""
_WAITING = """
SELECT due_us, job_id FROM job_exceptions
WHERE state = 'deferred' AND lane_id = ? AND (due_us, job_id) > (?, ?)
ORDER BY due_us, job_id LIMIT ?
"""


class GroupStanding(NamedTuple):
    """The lanes of one provider group, as committed.

    `lane` is the name of the first of them, `next_start_us` the least; connections and rate are
    those of each lane.
    """

    provider_group: str
    lanes: int
    lane: str
    jobs: int
    pending: int
    cancelled: int
    next_start_us: int
    connections: int
    rate: Rate | None


class ShardStanding(NamedTuple):
    """Which lanes a shard has: those of `provider_group`, or of so many groups."""

    id: int
    provider_group: str
    groups: int


def groups(connection: Connection, run_id: int) -> list[GroupStanding]:
    """Lanes of a run by provider group, the largest first; none before they are counted."""
    return [
        GroupStanding(
            *(*row[:-1], None if row[-1] is None else Rate.from_json(json.loads(row[-1])))
        )
        for row in fetch_all(connection, _GROUPS, (run_id,))
    ]


def shards(connection: Connection, run_id: int) -> list[ShardStanding]:
    """Shards of a run, in their order; they stay the same once they are there."""
    return [ShardStanding(*row) for row in fetch_all(connection, _SHARDS, (run_id,))]


def held(connection: Connection, run_id: int) -> dict[str, int]:
    """Shard that each worker holds a lease of, by its name."""
    return dict(fetch_all(connection, _HELD, (run_id,)))


def lane_ids(connection: Connection, run_id: int) -> list[int]:
    """Ids of the lanes of a run."""
    sql = "SELECT id FROM lanes WHERE run_id = ? ORDER BY id"
    return [row[0] for row in fetch_all(connection, sql, (run_id,))]


def waiting_after(
    connection: Connection, lane_id: int, after: tuple[int, int], limit: int
) -> list[tuple[int, int]]:
    """The next retries of a lane as (due_us, job_id), behind `after` in this order."""
    return [
        (due_us, job_id)
        for due_us, job_id in fetch_all(connection, _WAITING, (lane_id, *after, limit))
    ]
