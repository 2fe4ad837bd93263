"""Dead letters: jobs that expired or were poisoned, as the exceptions of a run have them."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Connection

from mailsim_desktop.domain.dead_letters import Selection

_FROM = """
FROM lanes AS l
JOIN job_exceptions AS e ON e.job_id >= l.first_job_id AND e.job_id < l.first_job_id + l.jobs
JOIN contacts AS c ON c.id = e.contact_id
WHERE l.run_id = :run AND e.state IN ('expired', 'poisoned')
  AND (:provider IS NULL OR l.provider_group = :provider)
  AND (:reply IS NULL OR e.reply_id = :reply)
  AND (:jobs IS NULL OR e.job_id IN (SELECT value FROM json_each(:jobs)))
"""


class DeadLetter(NamedTuple):
    """One dead letter; `reply` is an index into the replies of the run's scenario, or None."""

    job_id: int
    email: str
    provider_group: str
    state: str
    attempts: int
    reply: int | None


def count(connection: Connection, run_id: int, selection: Selection, reply: int | None) -> int:
    """How many dead letters of a run fit; `reply` is the index of the selection's."""
    sql = f"SELECT COUNT(*) {_FROM}"
    return int(connection.exec_driver_sql(sql, _values(run_id, selection, reply)).scalar_one())


def page(
    connection: Connection,
    run_id: int,
    selection: Selection,
    reply: int | None,
    *,
    after_job: int,
    limit: int,
) -> list[DeadLetter]:
    """The next dead letters behind `after_job`, by job."""
    rows = connection.exec_driver_sql(
        f"SELECT e.job_id, c.email, l.provider_group, e.state, e.attempts, e.reply_id {_FROM}"
        " AND e.job_id > :after ORDER BY e.job_id LIMIT :most",
        {**_values(run_id, selection, reply), "after": after_job, "most": limit},
    )
    return [DeadLetter(*row) for row in rows]


def audience(run_id: int, selection: Selection, reply: int | None) -> tuple[str, dict[str, Any]]:
    """Statement of their contacts as (contact_id, contact_key, domain, state), and its values."""
    sql = f"SELECT c.id AS contact_id, c.contact_key, c.domain, c.state {_FROM}"
    return sql, _values(run_id, selection, reply)


def groups(connection: Connection, run_id: int) -> list[tuple[str, int | None, str, int]]:
    """Dead letters by (provider group, reply, state): how many, the most first.

    Reads all that deviates from the plan, so it takes the longer, the more bounced.
    """
    rows = connection.exec_driver_sql(
        "SELECT l.provider_group, e.reply_id, e.state, COUNT(*) FROM lanes AS l"
        " JOIN job_exceptions AS e"
        " ON e.job_id >= l.first_job_id AND e.job_id < l.first_job_id + l.jobs"
        " WHERE l.run_id = ? AND e.state IN ('expired', 'poisoned')"
        " GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2",
        (run_id,),
    )
    return [tuple(row) for row in rows]


def _values(run_id: int, selection: Selection, reply: int | None) -> dict[str, Any]:
    jobs = f"[{','.join(map(str, selection.jobs))}]" if selection.jobs else None
    return {
        "run": run_id,
        "provider": selection.provider_group,
        "reply": reply,
        "jobs": jobs,
    }
