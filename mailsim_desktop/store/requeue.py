"""Puts dead letters back into the queue of a run that goes on, within a worker's commit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.store import rollups

_DUE = """
MAX(:at, COALESCE((SELECT g.finish_us FROM email_logs AS g WHERE g.job_id = job_exceptions.job_id
                   AND g.attempt = job_exceptions.attempts), 0))
"""
_REQUEUE = f"""
UPDATE job_exceptions
SET state = 'deferred', due_us = {_DUE}, requeued_us = {_DUE}, earlier_attempts = attempts
WHERE job_id >= :first AND job_id < :end AND state = :state
  AND (:reply IS NULL OR reply_id = :reply)
  AND (:jobs IS NULL OR job_id IN (SELECT value FROM json_each(:jobs)))
RETURNING due_us
"""


@dataclass(frozen=True, slots=True)
class LaneRequeue:
    """Which dead letters of one lane are due again, once all attempts before `at_us` are made.

    Attributes
    ----------
    first_job_id, end_job_id : the lane's jobs, the end excluded.
    reply : index of their last reply in the run's scenario, or None for any.
    jobs : JSON list of job ids, or None for all.
    """

    lane_id: int
    provider_group: str
    first_job_id: int
    end_job_id: int
    at_us: int
    reply: int | None
    jobs: str | None


def requeue(connection: Connection, run_id: int, wanted: LaneRequeue) -> None:
    """Make them deferred jobs again: counted in their lane and, the expired ones, in rollups."""
    expired = _update(connection, wanted, "expired")
    poisoned = _update(connection, wanted, "poisoned")
    connection.exec_driver_sql(
        "UPDATE lanes SET expired = expired - ?, poisoned = poisoned - ?,"
        " next_start_us = MIN(next_start_us, ?) WHERE id = ?",
        (len(expired), len(poisoned), wanted.at_us, wanted.lane_id),
    )
    seconds = Counter(due_us // SECOND_US for due_us in expired)
    cells = [(second, rollups.REQUEUED, number, 0, None, 0) for second, number in seconds.items()]
    rollups.merge(connection, run_id, rollups.Part(wanted.provider_group, cells))


def _update(connection: Connection, wanted: LaneRequeue, state: str) -> list[int]:
    """When each of them is due."""
    values: dict[str, Any] = {
        "at": wanted.at_us,
        "first": wanted.first_job_id,
        "end": wanted.end_job_id,
        "reply": wanted.reply,
        "jobs": wanted.jobs,
        "state": state,
    }
    return list(connection.exec_driver_sql(_REQUEUE, values).scalars())
