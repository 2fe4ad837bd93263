"""The invariants of the queue as SQL, each with the sentence that tells its violation.

They hold at every moment, also while workers are killed; the fault tests and
`mailsim db check` ask them.
"""

from __future__ import annotations

from mailsim_desktop.store.database import Store

_INVARIANTS: tuple[tuple[str, str], ...] = (
    (
        "run {0}: planned jobs ({1}) differ from the jobs written ({2})",
        "SELECT r.id, r.planned, (SELECT COUNT(*) FROM email_jobs WHERE run_id = r.id) AS written"
        " FROM runs AS r WHERE r.planned != written",
    ),
    (
        "run {0}: jobs of its lanes ({1}) differ from its recipients ({2})",
        "SELECT r.id, (SELECT COALESCE(SUM(jobs), 0) FROM lanes WHERE run_id = r.id) AS jobs,"
        " r.recipients FROM runs AS r WHERE jobs != r.recipients",
    ),
    (
        "run {0}: unplanned, pending and terminal jobs do not sum to its recipients ({1} of {2})",
        "SELECT r.id, r.recipients - r.planned"
        " + (SELECT COUNT(*) FROM job_states WHERE run_id = r.id) AS found, r.recipients"
        " FROM runs AS r WHERE found != r.recipients",
    ),
    (
        "lane {0}: counted {1} attempts, logged {2}",
        "SELECT l.id, l.attempts, (SELECT COUNT(*) FROM email_logs AS g WHERE g.job_id >="
        " l.first_job_id AND g.job_id < l.first_job_id + l.jobs) AS logged FROM lanes AS l"
        " WHERE l.attempts != logged",
    ),
    (
        "lane {0}: job {1} is logged with {2} attempts, but not with numbers 1 to that",
        "SELECT lane_id, job_id, COUNT(*) FROM email_logs GROUP BY job_id"
        " HAVING MIN(attempt) != 1 OR MAX(attempt) != COUNT(*)",
    ),
    (
        "lane {0}: counted {1} delivered, the jobs say {2}",
        "SELECT l.id, l.delivered, l.cursor - (SELECT COUNT(*) FROM job_exceptions WHERE lane_id"
        " = l.id AND job_id < l.first_job_id + l.cursor) AS found FROM lanes AS l"
        " WHERE l.delivered != found",
    ),
    (
        "lane {0}: counted {1} bounced, expired or cancelled, the jobs say {2}",
        "SELECT l.id, l.bounced + l.expired + l.poisoned + l.cancelled AS counted,"
        " (SELECT COUNT(*) FROM job_exceptions WHERE lane_id = l.id AND state != 'deferred')"
        " AS found FROM lanes AS l WHERE counted != found",
    ),
    (
        "run {0}: is {1}, but {2} jobs are pending",
        "SELECT r.id, r.state, (SELECT COUNT(*) FROM job_states WHERE run_id = r.id AND state ="
        " 'pending') AS pending FROM runs AS r WHERE r.state IN ('completed', 'cancelled')"
        " AND pending > 0",
    ),
    (
        "run {0}, {1}: rollups count {2} attempts that the log does not have so",
        "WITH logged AS (SELECT g.run_id, l.provider_group, g.start_us / 1000000 AS bucket,"
        " COUNT(*) AS n FROM email_logs AS g JOIN lanes AS l ON l.id = g.lane_id GROUP BY 1, 2, 3)"
        " SELECT u.run_id, u.provider_group, u.count FROM rollups AS u LEFT JOIN logged AS g"
        " ON g.run_id = u.run_id AND g.provider_group = u.provider_group AND g.bucket = u.bucket"
        " WHERE u.outcome = 'started' AND u.count != COALESCE(g.n, 0)"
        " UNION ALL SELECT g.run_id, g.provider_group, g.n FROM logged AS g LEFT JOIN rollups AS u"
        " ON g.run_id = u.run_id AND g.provider_group = u.provider_group AND g.bucket = u.bucket"
        " AND u.outcome = 'started' WHERE u.count IS NULL",
    ),
    (
        "run {0}: rollups of results hold {1} attempts and {2} us of latency unlike the log",
        "WITH logged AS (SELECT run_id, COUNT(*) AS n, SUM(finish_us - start_us) AS us"
        " FROM email_logs GROUP BY run_id), rolled AS (SELECT run_id, SUM(count) AS n,"
        " SUM(latency_sum_us) AS us FROM rollups WHERE outcome != 'started' GROUP BY run_id)"
        " SELECT g.run_id, r.n, r.us FROM logged AS g LEFT JOIN rolled AS r USING (run_id)"
        " WHERE r.n IS NOT g.n OR r.us IS NOT g.us",
    ),
)
_SHOWN = 20


def number() -> int:
    """How many checks `violations` makes: SQLite's own, and the invariants."""
    return 1 + len(_INVARIANTS)


def violations(store: Store) -> list[str]:
    """One sentence for each violation found, the first twenty of each kind."""
    found: list[str] = []
    with store.read() as connection:
        integrity = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        found += [f"SQLite: {line}" for line in integrity if line != "ok"]
        for sentence, sql in _INVARIANTS:
            rows = connection.exec_driver_sql(sql).fetchmany(_SHOWN)
            found += [sentence.format(*row) for row in rows]
    return found
