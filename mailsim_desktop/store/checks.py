"""The invariants of the queue as SQL, each with the sentence that tells its violation.

They hold at every moment, also while workers are killed; the fault tests and
`mailsim db check` ask them.
"""

from __future__ import annotations

from mailsim_desktop.store.database import Store

_INVARIANTS: tuple[tuple[str, str], ...] = (
    (
        "run {0}: planned jobs ({1}) differ from the jobs written ({2})",
        """
        SELECT r.id, r.planned, (SELECT COUNT(*) FROM email_jobs WHERE run_id = r.id) AS written
        FROM runs AS r WHERE r.planned != written
        """,
    ),
    (
        "run {0}: jobs of its lanes ({1}) differ from its recipients ({2})",
        """
        SELECT r.id, (SELECT COALESCE(SUM(jobs), 0) FROM lanes WHERE run_id = r.id) AS jobs,
               r.recipients
        FROM runs AS r WHERE jobs != r.recipients
        """,
    ),
    (
        "run {0}: unplanned and counted jobs do not sum to its recipients ({1} of {2})",
        """
        SELECT r.id, r.recipients - r.planned
               + (SELECT COUNT(*) FROM job_states WHERE run_id = r.id) AS found, r.recipients
        FROM runs AS r WHERE found != r.recipients
        """,
    ),
    (
        "lane {0}: counted {1} attempts, logged {2}",
        """
        SELECT l.id, l.attempts,
               (SELECT COUNT(*) FROM email_logs AS g WHERE g.job_id >= l.first_job_id
                AND g.job_id < l.first_job_id + l.jobs) AS logged
        FROM lanes AS l WHERE l.attempts != logged
        """,
    ),
    (
        "lane {0}: job {1} is logged {2} times, but not as attempts 1 to that",
        """
        SELECT lane_id, job_id, COUNT(*) FROM email_logs GROUP BY job_id
        HAVING MIN(attempt) != 1 OR MAX(attempt) != COUNT(*)
        """,
    ),
    (
        "lane {0}: counted {1} delivered, the jobs say {2}",
        """
        SELECT l.id, l.delivered,
               l.cursor - (SELECT COUNT(*) FROM job_exceptions WHERE lane_id = l.id
                           AND job_id < l.first_job_id + l.cursor) AS found
        FROM lanes AS l WHERE l.delivered != found
        """,
    ),
    (
        "lane {0}: counted {1} bounced, expired, poisoned or cancelled, the jobs say {2}",
        """
        SELECT l.id, l.bounced + l.expired + l.poisoned + l.cancelled AS counted,
               (SELECT COUNT(*) FROM job_exceptions
                WHERE lane_id = l.id AND state != 'deferred') AS found
        FROM lanes AS l WHERE counted != found
        """,
    ),
    (
        "run {0} is {1}, but {2} jobs are pending",
        """
        SELECT r.id, r.state, (SELECT COUNT(*) FROM job_states
                               WHERE run_id = r.id AND state = 'pending') AS pending
        FROM runs AS r WHERE r.state IN ('completed', 'cancelled') AND pending > 0
        """,
    ),
    (
        "run {0}, {1}, second {2}: starts in the rollups differ from the log",
        """
        WITH logged AS (
            SELECT g.run_id, l.provider_group, g.start_us / 1000000 AS bucket, COUNT(*) AS n,
                   SUM(g.attempt > 1) AS again
            FROM email_logs AS g JOIN lanes AS l ON l.id = g.lane_id GROUP BY 1, 2, 3
        ), rolled AS (
            SELECT run_id, provider_group, bucket, count AS n, retries AS again FROM rollups
            WHERE outcome = 'started'
        )
        SELECT run_id, provider_group, bucket FROM (
            SELECT * FROM logged EXCEPT SELECT * FROM rolled
        ) UNION SELECT run_id, provider_group, bucket FROM (
            SELECT * FROM rolled EXCEPT SELECT * FROM logged
        )
        """,
    ),
    (
        "run {0}, {1}, second {2}: results in the rollups differ from the log",
        """
        WITH logged AS (
            SELECT g.run_id, l.provider_group, g.finish_us / 1000000 AS bucket, COUNT(*) AS n,
                   SUM(g.finish_us - g.start_us) AS us
            FROM email_logs AS g JOIN lanes AS l ON l.id = g.lane_id GROUP BY 1, 2, 3
        ), rolled AS (
            SELECT run_id, provider_group, bucket, SUM(count) AS n, SUM(latency_sum_us) AS us
            FROM rollups WHERE outcome NOT IN ('started', 'requeued') GROUP BY 1, 2, 3
        )
        SELECT run_id, provider_group, bucket FROM (
            SELECT * FROM logged EXCEPT SELECT * FROM rolled
        ) UNION SELECT run_id, provider_group, bucket FROM (
            SELECT * FROM rolled EXCEPT SELECT * FROM logged
        )
        """,
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
