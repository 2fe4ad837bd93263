"""Rollups: the log counted by second, provider group and outcome; and the lanes' counters."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from mailsim_desktop.domain import histogram
from mailsim_desktop.store.invariants.invariant import WITH_REPLIES, Invariant

_DIFFERENCE = """
SELECT run_id, provider_group, bucket {more} FROM (SELECT * FROM logged EXCEPT SELECT * FROM rolled)
UNION
SELECT run_id, provider_group, bucket {more} FROM (SELECT * FROM rolled EXCEPT SELECT * FROM logged)
"""
_STARTS = f"""
WITH logged AS (
    SELECT g.run_id, l.provider_group, g.start_us / 1000000 AS bucket, COUNT(*) AS n,
           SUM(g.attempt > 1) AS again
    FROM email_logs AS g JOIN lanes AS l ON l.id = g.lane_id GROUP BY 1, 2, 3
), rolled AS (
    SELECT run_id, provider_group, bucket, count AS n, retries AS again FROM rollups
    WHERE outcome = 'started'
)
{_DIFFERENCE.format(more="")}
"""
_RESULTS = f"""
{WITH_REPLIES}, logged AS (
    SELECT g.run_id, l.provider_group, g.finish_us / 1000000 AS bucket,
           CASE r.class WHEN 2 THEN 'delivered' WHEN 5 THEN 'bounced' ELSE 'deferred' END AS word,
           COUNT(*) AS n, SUM(g.finish_us - g.start_us) AS us
    FROM email_logs AS g JOIN lanes AS l ON l.id = g.lane_id
    JOIN replies AS r ON r.run_id = g.run_id AND r.reply_id = g.reply_id GROUP BY 1, 2, 3, 4
), rolled AS (
    SELECT run_id, provider_group, bucket,
           CASE outcome WHEN 'expired' THEN 'deferred' ELSE outcome END AS word,
           SUM(count) AS n, SUM(latency_sum_us) AS us
    FROM rollups WHERE outcome NOT IN ('started', 'requeued') GROUP BY 1, 2, 3, 4
)
{_DIFFERENCE.format(more=", word")}
"""
_EXPIRED = """
WITH ended AS (
    SELECT l.run_id, l.provider_group, g.finish_us / 1000000 AS bucket, COUNT(*) AS n
    FROM job_exceptions AS e JOIN lanes AS l ON l.id = e.lane_id
    JOIN email_logs AS g ON g.job_id = e.job_id AND g.attempt = e.attempts
    WHERE e.state = 'expired' GROUP BY 1, 2, 3
)
SELECT e.run_id, e.provider_group, e.bucket, e.n, COALESCE(r.count, 0) AS rolled
FROM ended AS e LEFT JOIN rollups AS r ON r.run_id = e.run_id
    AND r.provider_group = e.provider_group AND r.bucket = e.bucket AND r.outcome = 'expired'
WHERE e.n > rolled
"""
_TOTALS = """
WITH rolled AS (
    SELECT run_id, provider_group, SUM(count) FILTER (WHERE outcome = 'started') AS attempts,
           SUM(count) FILTER (WHERE outcome = 'delivered') AS delivered,
           SUM(count) FILTER (WHERE outcome = 'deferred') AS deferrals,
           SUM(count) FILTER (WHERE outcome = 'bounced') AS bounced,
           COALESCE(SUM(count) FILTER (WHERE outcome = 'expired'), 0)
           - COALESCE(SUM(count) FILTER (WHERE outcome = 'requeued'), 0) AS expired
    FROM rollups GROUP BY 1, 2
), counted AS (
    SELECT run_id, provider_group, SUM(attempts) AS attempts, SUM(delivered) AS delivered,
           SUM(deferrals) AS deferrals, SUM(bounced) AS bounced, SUM(expired) AS expired
    FROM lanes GROUP BY 1, 2
), pairs AS (
    {pairs}
)
SELECT run_id, provider_group, counted, word, rolled FROM pairs WHERE counted != rolled
""".format(
    pairs=" UNION ALL ".join(
        f"SELECT c.run_id, c.provider_group, '{word}' AS word, c.{word} AS counted,"
        f" COALESCE(r.{word}, 0) AS rolled FROM counted AS c LEFT JOIN rolled AS r"
        " ON r.run_id = c.run_id AND r.provider_group = c.provider_group"
        for word in ("attempts", "delivered", "deferrals", "bounced", "expired")
    )
)
_CHUNK = 10_000


def _wrong_histograms(connection: Connection) -> Iterator[tuple[object, ...]]:
    """Those of results whose buckets do not sum to the count."""
    result = connection.exec_driver_sql(
        "SELECT run_id, provider_group, bucket, outcome, count, histogram FROM rollups"
        " WHERE outcome NOT IN ('started', 'requeued')"
    )
    while rows := result.fetchmany(_CHUNK):
        for *names, count, packed in rows:
            if (found := held(packed)) != count:
                yield *names, found, count


def held(packed: object) -> int | str:
    """Latencies in a packed histogram, or a word for what is none."""
    if not isinstance(packed, bytes):
        return "no"
    try:
        return sum(histogram.unpack(packed))
    except ValueError:
        return "unreadable"


INVARIANTS = (
    Invariant("run {0}, {1}, second {2}: starts in the rollups differ from the log", _STARTS),
    Invariant("run {0}, {1}, second {2}: {3} in the rollups differ from the log", _RESULTS),
    Invariant("run {0}, {1}, second {2}: {3} jobs expired, {4} in the rollups", _EXPIRED),
    Invariant("run {0}, {1}: its lanes count {2} {3}, its rollups {4}", _TOTALS),
    Invariant(
        "run {0}, {1}, second {2}, {3}: a count of {4} with {5} retries is none",
        """
        SELECT run_id, provider_group, bucket, outcome, count, retries FROM rollups
        WHERE count < 1 OR retries < 0 OR retries > count * (outcome = 'started') OR bucket < 0
        """,
    ),
    Invariant(
        "run {0}, {1}, second {2}, {3}: no answer came yet, but there are latencies",
        """
        SELECT run_id, provider_group, bucket, outcome FROM rollups
        WHERE outcome IN ('started', 'requeued')
          AND (latency_sum_us != 0 OR histogram IS NOT NULL)
        """,
    ),
    Invariant(
        "run {0}, {1}, second {2}, {3}: its histogram holds {4} latencies of {5}",
        _wrong_histograms,
    ),
)
