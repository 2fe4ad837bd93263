"""The plan of a run: who is a recipient, in which lane, as which job; fixed once written."""

from __future__ import annotations

from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.store.invariants.invariant import Invariant

INVARIANTS = (
    Invariant(
        "run {0}: planned jobs ({1}) differ from the jobs written ({2})",
        """
        SELECT r.id, r.planned, (SELECT COUNT(*) FROM email_jobs WHERE run_id = r.id) AS written
        FROM runs AS r WHERE r.planned != written
        """,
    ),
    Invariant(
        "run {0}: jobs of its lanes ({1}) differ from its recipients ({2})",
        """
        SELECT r.id, (SELECT COALESCE(SUM(jobs), 0) FROM lanes WHERE run_id = r.id) AS jobs,
               r.recipients
        FROM runs AS r WHERE jobs != r.recipients
        """,
    ),
    Invariant(
        "run {0}: {1} recipients and {2} excluded are not its audience of {3}",
        """
        SELECT r.id, r.recipients,
               (SELECT COUNT(*) FROM run_exclusions WHERE run_id = r.id) AS excluded, r.audience
        FROM runs AS r WHERE r.recipients + excluded != r.audience
        """,
    ),
    Invariant(
        "run {0}: contact {1} is excluded, and yet the recipient of job {2}",
        """
        SELECT x.run_id, x.contact_id, j.id FROM run_exclusions AS x
        JOIN email_jobs AS j ON j.run_id = x.run_id AND j.contact_id = x.contact_id
        """,
    ),
    Invariant(
        "run {0} has {1} recipients, but no hash of its settings",
        "SELECT id, recipients FROM runs WHERE settings_hash IS NULL AND recipients != 0",
    ),
    Invariant(
        "run {0}: all its {1} jobs are planned, but only until {2} µs",
        f"""
        SELECT id, recipients, planned_until_us FROM runs
        WHERE recipients > 0 AND planned = recipients AND planned_until_us != {NEVER_US}
        """,
    ),
    Invariant(
        "run {0}: its horizon ({1} µs) lies past the jobs planned, which reach to {2} µs",
        """
        SELECT id, horizon_us, planned_until_us FROM runs
        WHERE planned < recipients AND horizon_us > planned_until_us
        """,
    ),
    Invariant(
        "lane {0} is of run {1}, but its shard {2} of run {3}",
        """
        SELECT l.id, l.run_id, s.id, s.run_id FROM lanes AS l JOIN shards AS s ON s.id = l.shard_id
        WHERE l.run_id != s.run_id
        """,
    ),
    Invariant(
        "lane {0}: its jobs reach to {1}, but those of lane {2} begin at {3}",
        """
        SELECT id, first_job_id + jobs - 1, after, after_first FROM (
            SELECT id, first_job_id, jobs,
                   LEAD(id) OVER by_job AS after, LEAD(first_job_id) OVER by_job AS after_first
            FROM lanes WINDOW by_job AS (ORDER BY first_job_id, id)
        ) WHERE first_job_id + jobs > after_first
        """,
    ),
    Invariant(
        "job {0} is not among those of its lane {1}, which are {2} to {3}",
        """
        SELECT j.id, l.id, l.first_job_id, l.first_job_id + l.jobs - 1
        FROM email_jobs AS j JOIN lanes AS l ON l.id = j.lane_id
        WHERE j.id < l.first_job_id OR j.id >= l.first_job_id + l.jobs
        """,
    ),
    Invariant(
        "job {0} is of run {1}, but its lane {2} of run {3}",
        """
        SELECT j.id, j.run_id, l.id, l.run_id
        FROM email_jobs AS j JOIN lanes AS l ON l.id = j.lane_id WHERE j.run_id != l.run_id
        """,
    ),
    Invariant(
        "lane {0}: the {1} jobs written are not its first ones",
        """
        SELECT l.id, COUNT(*) FROM email_jobs AS j JOIN lanes AS l ON l.id = j.lane_id
        GROUP BY l.id
        HAVING MIN(j.id) != l.first_job_id OR MAX(j.id) != l.first_job_id + COUNT(*) - 1
        """,
    ),
    Invariant(
        "job {0}: its contact key is not that of contact {1}",
        """
        SELECT j.id, c.id FROM email_jobs AS j JOIN contacts AS c ON c.id = j.contact_id
        WHERE j.contact_key != c.contact_key
        """,
    ),
    Invariant(
        "lane {0}: job {1} has a lesser contact key than the job before it",
        """
        SELECT j.lane_id, j.id FROM email_jobs AS j
        JOIN email_jobs AS before ON before.id = j.id - 1
        WHERE before.lane_id = j.lane_id AND before.contact_key > j.contact_key
        """,
    ),
)
