"""Jobs: what became of each, by the lane's cursor, its exception and its attempts in the log."""

from __future__ import annotations

from mailsim_desktop.store.invariants.invariant import WITH_REPLIES, Invariant

_LAST = """
last AS (
    SELECT job_id, MAX(attempt) AS attempts, reply_id, finish_us, run_id
    FROM email_logs WHERE job_id IN (SELECT job_id FROM job_exceptions) GROUP BY job_id
)
"""

INVARIANTS = (
    Invariant(
        "run {0}: unplanned and counted jobs do not sum to its recipients ({1} of {2})",
        """
        SELECT r.id, r.recipients - r.planned
               + (SELECT COUNT(*) FROM job_states WHERE run_id = r.id) AS found, r.recipients
        FROM runs AS r WHERE found != r.recipients
        """,
    ),
    Invariant(
        "run {0} is {1}, but {2} jobs are pending",
        """
        SELECT r.id, r.state, (SELECT COUNT(*) FROM job_states
                               WHERE run_id = r.id AND state = 'pending') AS pending
        FROM runs AS r WHERE r.state IN ('completed', 'cancelled') AND pending > 0
        """,
    ),
    Invariant(
        "job {0}: its exception is of lane {1} and contact {2}, the job of {3} and {4}",
        """
        SELECT j.id, e.lane_id, e.contact_id, j.lane_id, j.contact_id
        FROM job_exceptions AS e JOIN email_jobs AS j ON j.id = e.job_id
        WHERE e.lane_id != j.lane_id OR e.contact_id != j.contact_id
        """,
    ),
    Invariant(
        "job {0} is {1}, but lies behind the cursor of its lane {2}",
        """
        SELECT j.id, e.state, l.id FROM job_exceptions AS e JOIN email_jobs AS j ON j.id = e.job_id
        JOIN lanes AS l ON l.id = j.lane_id
        WHERE j.id >= l.first_job_id + l.cursor
        """,
    ),
    Invariant(
        "job {0} was attempted, but lies behind the cursor of its lane {1}",
        """
        SELECT g.job_id, l.id FROM lanes AS l CROSS JOIN email_logs AS g
            ON g.job_id >= l.first_job_id + l.cursor AND g.job_id < l.first_job_id + l.jobs
        WHERE +g.attempt = 1
        """,  # CROSS and +: by the key of the log, lane by lane, and by no index made for this
    ),
    Invariant(
        "job {0} counts as delivered, but was never attempted",
        """
        SELECT j.id FROM lanes AS l CROSS JOIN email_jobs AS j
            ON j.id >= l.first_job_id AND j.id < l.first_job_id + l.cursor
        WHERE NOT EXISTS (SELECT 1 FROM email_logs WHERE job_id = j.id)
          AND NOT EXISTS (SELECT 1 FROM job_exceptions WHERE job_id = j.id)
        """,
    ),
    Invariant(
        "job {0} counts as delivered, but its last reply was a {1}xx",
        f"""
        {WITH_REPLIES}
        SELECT job_id, class FROM (
            SELECT g.job_id, MAX(g.attempt), r.class FROM email_logs AS g
            JOIN replies AS r ON r.run_id = g.run_id AND r.reply_id = g.reply_id
            WHERE g.job_id NOT IN (SELECT job_id FROM job_exceptions) GROUP BY g.job_id
        ) WHERE class != 2
        """,
    ),
    Invariant(
        "job {0}: its exception counts {1} attempts, the log {2}",
        f"""
        WITH {_LAST}
        SELECT e.job_id, e.attempts, COALESCE(g.attempts, 0)
        FROM job_exceptions AS e LEFT JOIN last AS g ON g.job_id = e.job_id
        WHERE e.attempts != COALESCE(g.attempts, 0)
        """,
    ),
    Invariant(
        "job {0}: the last reply of its exception is {1}, of the log {2}",
        f"""
        WITH {_LAST}
        SELECT e.job_id, COALESCE(e.reply_id, 'none'), COALESCE(g.reply_id, 'none')
        FROM job_exceptions AS e LEFT JOIN last AS g ON g.job_id = e.job_id
        WHERE e.reply_id IS NOT g.reply_id
        """,
    ),
    Invariant(
        "job {0} is {1}, but its last reply was a {2}xx",
        f"""
        {WITH_REPLIES}
        SELECT e.job_id, e.state, r.class FROM job_exceptions AS e
        JOIN lanes AS l ON l.id = e.lane_id
        JOIN replies AS r ON r.run_id = l.run_id AND r.reply_id = e.reply_id
        WHERE r.class != CASE e.state WHEN 'bounced' THEN 5 ELSE 4 END
        """,
    ),
    Invariant(
        "job {0} is {1}, but was never attempted",
        """
        SELECT job_id, state FROM job_exceptions
        WHERE attempts = 0 AND (state IN ('bounced', 'expired')
                                OR (state = 'deferred' AND requeued_us IS NULL))
        """,
    ),
    Invariant(
        "job {0} is due at {1} µs, before its last attempt ended at {2} µs",
        f"""
        WITH {_LAST}
        SELECT e.job_id, e.due_us, g.finish_us FROM job_exceptions AS e
        JOIN last AS g ON g.job_id = e.job_id WHERE e.state = 'deferred' AND e.due_us < g.finish_us
        """,
    ),
    Invariant(
        "job {0}: requeued at {1} µs after {2} of {3} attempts, which the log or no intervention"
        " bears out",
        """
        SELECT e.job_id, COALESCE(e.requeued_us, 'no'), e.earlier_attempts, e.attempts
        FROM job_exceptions AS e JOIN lanes AS l ON l.id = e.lane_id
        LEFT JOIN email_logs AS g ON g.job_id = e.job_id AND g.attempt = e.earlier_attempts
        WHERE e.earlier_attempts != 0 AND e.requeued_us IS NULL
           OR e.earlier_attempts > e.attempts OR e.earlier_attempts < 0
           OR e.requeued_us < g.finish_us
           OR e.requeued_us IS NOT NULL AND NOT EXISTS (
               SELECT 1 FROM interventions WHERE run_id = l.run_id AND kind = 'requeue'
               AND at_us <= e.requeued_us)
        """,
    ),
)
