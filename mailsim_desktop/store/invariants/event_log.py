"""The event log: one row an attempt, in the order that lanes and retries impose."""

from __future__ import annotations

from mailsim_desktop.store.invariants.invariant import WITH_REPLIES, Invariant

INVARIANTS = (
    Invariant(
        "lane {0}: job {1} is logged {2} times, but not as attempts 1 to that",
        """
        SELECT lane_id, job_id, COUNT(*) FROM email_logs GROUP BY job_id
        HAVING MIN(attempt) != 1 OR MAX(attempt) != COUNT(*)
        """,
    ),
    Invariant(
        "job {0}, attempt {1}: logged for run {2} and lane {3}, the job is of {4} and {5}",
        """
        SELECT g.job_id, g.attempt, g.run_id, g.lane_id, j.run_id, j.lane_id
        FROM email_logs AS g JOIN email_jobs AS j ON j.id = g.job_id
        WHERE g.run_id != j.run_id OR g.lane_id != j.lane_id
        """,
    ),
    Invariant(
        "job {0}, attempt {1}: it starts at {2} µs and ends at {3} µs",
        """
        SELECT job_id, attempt, start_us, finish_us FROM email_logs
        WHERE start_us < 0 OR finish_us < start_us
        """,
    ),
    Invariant(
        "job {0}, attempt {1}: it starts at {2} µs, not before the horizon of run {3} ({4} µs)",
        """
        SELECT g.job_id, g.attempt, g.start_us, r.id, r.horizon_us
        FROM email_logs AS g JOIN runs AS r ON r.id = g.run_id WHERE g.start_us >= r.horizon_us
        """,
    ),
    Invariant(
        "job {0}, attempt {1}: the scenario of run {2} has no reply {3}",
        f"""
        {WITH_REPLIES}
        SELECT g.job_id, g.attempt, g.run_id, g.reply_id FROM email_logs AS g
        LEFT JOIN replies AS r ON r.run_id = g.run_id AND r.reply_id = g.reply_id
        WHERE r.class IS NULL
        """,
    ),
    Invariant(
        "job {0}, attempt {1}: the reply before it was final, a {2}xx",
        f"""
        {WITH_REPLIES}
        SELECT g.job_id, g.attempt, r.class FROM email_logs AS g
        JOIN email_logs AS before ON before.job_id = g.job_id AND before.attempt = g.attempt - 1
        JOIN replies AS r ON r.run_id = before.run_id AND r.reply_id = before.reply_id
        WHERE g.attempt > 1 AND r.class != 4
        """,
    ),
    Invariant(
        "job {0}, attempt {1}: it starts at {2} µs, before the one before it ended at {3} µs",
        """
        SELECT g.job_id, g.attempt, g.start_us, before.finish_us FROM email_logs AS g
        JOIN email_logs AS before ON before.job_id = g.job_id AND before.attempt = g.attempt - 1
        WHERE g.attempt > 1 AND g.start_us < before.finish_us
        """,
    ),
    Invariant(
        "job {0}: it starts at {1} µs, but is due at {2} µs",
        """
        WITH pieces AS MATERIALIZED (
            SELECT l.first_job_id + (x.value ->> '$[0]') AS first,
                   l.first_job_id + MIN(l.jobs, COALESCE(
                       l.schedule ->> ('$[' || (x.key + 1) || '][0]'), l.jobs)) AS until,
                   x.value ->> '$[1]' AS at_us, x.value ->> '$[2]' AS p, x.value ->> '$[3]' AS q
            FROM lanes AS l, json_each(
                CASE WHEN json_valid(l.schedule) THEN l.schedule ELSE '[]' END) AS x
        )
        SELECT g.job_id, g.start_us, c.at_us + (g.job_id - c.first) * c.p / c.q AS due_us
        FROM pieces AS c CROSS JOIN email_logs AS g
            ON g.job_id >= c.first AND g.job_id < c.until
        WHERE +g.attempt = 1 AND g.start_us < due_us
        """,
    ),
    Invariant(  # a poisoned job may be requeued, and is then attempted later than its successors
        "lane {0}: job {1} starts at {2} µs, before the job before it ({3} µs)",
        """
        SELECT g.lane_id, g.job_id, g.start_us, before.start_us FROM email_logs AS g
        JOIN email_logs AS before ON before.job_id = g.job_id - 1 AND before.attempt = 1
        WHERE g.attempt = 1 AND before.lane_id = g.lane_id AND g.start_us < before.start_us
          AND g.run_id NOT IN (SELECT run_id FROM interventions WHERE kind = 'requeue')
        """,
    ),
)
