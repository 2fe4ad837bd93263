"""Lanes: their cursors, their counters beside the jobs and the log, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.store.invariants.invariant import AT_WORK, Invariant
from mailsim_desktop.store.invariants.rollups import held

_COUNTED = """
WITH found AS (
    SELECT lane_id, state, COUNT(*) AS number FROM job_exceptions GROUP BY 1, 2
), counted AS (
    SELECT id, 'bounced' AS state, bounced AS number FROM lanes
    UNION ALL SELECT id, 'expired', expired FROM lanes
    UNION ALL SELECT id, 'poisoned', poisoned FROM lanes
    UNION ALL SELECT id, 'cancelled', cancelled FROM lanes
)
SELECT c.id, c.number, c.state, COALESCE(f.number, 0)
FROM counted AS c LEFT JOIN found AS f ON f.lane_id = c.id AND f.state = c.state
WHERE c.number != COALESCE(f.number, 0)
"""
_BELOW_THE_CURSOR = """
SELECT l.id, l.delivered,
       l.cursor - (SELECT COUNT(*) FROM job_exceptions WHERE job_id >= l.first_job_id
                   AND job_id < l.first_job_id + l.cursor) AS found
FROM lanes AS l WHERE l.delivered != found
"""
_GREATEST = """
WITH logged AS (
    SELECT lane_id, MAX(start_us) AS start_us, MAX(finish_us) AS finish_us FROM email_logs
    GROUP BY lane_id
)
SELECT l.id, l.last_{what}_us, COALESCE(g.{what}_us, 0) AS found
FROM lanes AS l LEFT JOIN logged AS g ON g.lane_id = l.id
WHERE l.last_{what}_us != found
"""
_RATE_CHANGED_THEN = """
AND NOT (l.last_start_us > found AND EXISTS (
    SELECT 1 FROM interventions AS i WHERE i.run_id = l.run_id AND i.kind = 'lane_rate'
    AND i.at_us = l.last_start_us AND json_valid(i.data) AND i.data ->> '$.lane' = l.name))
"""


def _wrong_latencies(connection: Connection) -> Iterator[tuple[object, ...]]:
    """Lanes whose buckets do not sum to their attempts."""
    rows = connection.exec_driver_sql("SELECT id, histogram, attempts FROM lanes")
    for lane_id, packed, attempts in rows:
        counted = held(packed) if packed is not None else 0
        if counted != attempts:
            yield lane_id, counted, attempts


INVARIANTS = (
    Invariant("lane {0}: its histogram holds {1} latencies of {2}", _wrong_latencies),
    Invariant(
        "lane {0}: its longest latency is {1} µs, the log says {2} µs",
        """
        WITH logged AS (
            SELECT lane_id, MAX(finish_us - start_us) AS us FROM email_logs GROUP BY lane_id
        )
        SELECT l.id, l.longest_us, COALESCE(g.us, 0)
        FROM lanes AS l LEFT JOIN logged AS g ON g.lane_id = l.id
        WHERE l.longest_us != COALESCE(g.us, 0)
        """,
    ),
    Invariant(
        "lane {0}: its cursor ({1}) does not lie within its {2} planned jobs",
        """
        WITH written AS (SELECT lane_id, COUNT(*) AS number FROM email_jobs GROUP BY lane_id)
        SELECT l.id, l.cursor, COALESCE(w.number, 0)
        FROM lanes AS l LEFT JOIN written AS w ON w.lane_id = l.id
        WHERE l.cursor < 0 OR l.cursor > COALESCE(w.number, 0)
        """,
    ),
    Invariant(
        "lane {0}: counted {1} attempts, logged {2}",
        """
        SELECT l.id, l.attempts,
               (SELECT COUNT(*) FROM email_logs AS g WHERE g.job_id >= l.first_job_id
                AND g.job_id < l.first_job_id + l.jobs) AS logged
        FROM lanes AS l WHERE l.attempts != logged
        """,
    ),
    Invariant("lane {0}: counted {1} delivered, the jobs say {2}", _BELOW_THE_CURSOR),
    Invariant("lane {0}: counted {1} {2}, the jobs say {3}", _COUNTED),
    Invariant(
        "lane {0}: its last start is {1} µs, the log says {2} µs",
        _GREATEST.format(what="start") + _RATE_CHANGED_THEN,
    ),
    Invariant(
        "lane {0}: its last finish is {1} µs, the log says {2} µs",
        _GREATEST.format(what="finish"),
    ),
    Invariant(
        "lane {0}: its next start ({1} µs) lies before its last one ({2} µs)",
        "SELECT id, next_start_us, last_start_us FROM lanes WHERE next_start_us < last_start_us",
    ),
    Invariant(
        "lane {0}: its next start ({1} µs) lies before that of shard {2} ({3} µs)",
        f"""
        SELECT l.id, l.next_start_us, s.id, s.next_start_us
        FROM lanes AS l JOIN shards AS s ON s.id = l.shard_id JOIN runs AS r ON r.id = l.run_id
        WHERE l.next_start_us < s.next_start_us AND r.state IN {AT_WORK}
        """,
    ),
    Invariant(
        "lane {0} has jobs left, but no next start",
        f"""
        SELECT l.id FROM lanes AS l JOIN runs AS r ON r.id = l.run_id
        WHERE l.next_start_us = {NEVER_US} AND r.state IN {AT_WORK}
          AND (l.cursor < l.jobs OR EXISTS (
              SELECT 1 FROM job_exceptions WHERE state = 'deferred' AND lane_id = l.id))
        """,
    ),
)
