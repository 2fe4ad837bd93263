"""What a run still has to do, from its lanes and the retries that wait; never from its jobs.

Asked again and again by a screen: its cost is that of the lanes and of some hundred
retries of each, whatever the size of the run.
"""

from __future__ import annotations

import json
from typing import NamedTuple

from sqlalchemy import Connection

from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.domain.schedule import Schedule
from mailsim_desktop.store.rows import fetch_all

_LATEST = """
SELECT attempts, COUNT(*), MIN(due_us), MAX(due_us) FROM (
    SELECT attempts, due_us FROM job_exceptions
    WHERE state = 'deferred' AND lane_id = ? ORDER BY due_us DESC LIMIT ?
) GROUP BY attempts, due_us / ?
"""


class LanePlan(NamedTuple):
    """What does not change while a lane works, but by an intervention: see `changes`."""

    id: int
    jobs: int
    schedule: Schedule
    connections: int
    rate: Rate | None


class Standing(NamedTuple):
    """How far a lane is, as committed.

    `waiting` are jobs that were deferred and not tried again; `next_start_us` is that of the
    lane, `NEVER_US` at its end.
    """

    cursor: int
    waiting: int
    next_start_us: int
    last_finish_us: int
    attempts: int


class Waiting(NamedTuple):
    """Retries after the same number of attempts, and the span in which they are due."""

    attempts: int
    number: int
    first_due_us: int
    last_due_us: int


def changes(connection: Connection, run_id: int) -> int:
    """How many interventions took effect in the shards of a run, in all."""
    return int(
        connection.exec_driver_sql(
            "SELECT COALESCE(SUM(applied), 0) FROM shards WHERE run_id = ?", (run_id,)
        ).scalar_one()
    )


def lane_plans(connection: Connection, run_id: int) -> list[LanePlan]:
    """Plans of the lanes of a run, by id; none before they are counted."""
    rows = connection.exec_driver_sql(
        "SELECT id, jobs, schedule, connections, rate FROM lanes WHERE run_id = ? ORDER BY id",
        (run_id,),
    )
    return [
        LanePlan(
            lane_id,
            jobs,
            Schedule.from_json(json.loads(schedule)),
            len(json.loads(connections)),
            None if rate is None else Rate.from_json(json.loads(rate)),
        )
        for lane_id, jobs, schedule, connections, rate in rows
    ]


def standings(connection: Connection, run_id: int) -> list[Standing]:
    """Where each lane of a run stands, by id."""
    rows = fetch_all(
        connection,
        "SELECT cursor, cursor - delivered - bounced - expired - poisoned - cancelled,"
        " next_start_us, last_finish_us, attempts FROM lanes WHERE run_id = ? ORDER BY id",
        (run_id,),
    )
    return [Standing(*row) for row in rows]


def latest_waiting(
    connection: Connection, lane_id: int, *, most: int, span_us: int
) -> list[Waiting]:
    """Those `most` retries of a lane that are due last, by attempts made and spans of due time."""
    return [Waiting(*row) for row in fetch_all(connection, _LATEST, (lane_id, most, span_us))]
