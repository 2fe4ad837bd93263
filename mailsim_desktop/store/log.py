"""Reading the event log of a run: for its digest, its reports and the figures of its end."""

from __future__ import annotations

import heapq
from collections.abc import Iterator

from sqlalchemy import Connection

from mailsim_desktop.domain.digest import LogRow

_CHUNK = 1_000


_LANE_ROWS = """
SELECT j.contact_key, g.attempt, ?, g.start_us, g.finish_us, g.reply_id
FROM email_logs AS g JOIN email_jobs AS j ON j.id = g.job_id
WHERE g.job_id >= ? AND g.job_id < ? ORDER BY g.job_id, g.attempt
"""


def digest_rows(connection: Connection, run_id: int, reply_ids: list[str]) -> Iterator[LogRow]:
    """Rows of the digest, sorted by (contact key, attempt).

    The jobs of a lane are in the order of their contact keys: so only the lanes are merged, and
    no log is sorted in memory.

    Parameters
    ----------
    reply_ids : the catalogue's string of each reply of the run's snapshot.
    """
    lanes = connection.exec_driver_sql(
        "SELECT name, first_job_id, first_job_id + jobs FROM lanes WHERE run_id = ?", (run_id,)
    ).all()
    rows = heapq.merge(*(_lane_rows(connection, tuple(lane)) for lane in lanes))
    for key, attempt, lane, start_us, finish_us, reply in rows:
        yield key, attempt, lane, start_us, finish_us, reply_ids[reply]


def _lane_rows(
    connection: Connection, lane: tuple[str, int, int]
) -> Iterator[tuple[int, int, str, int, int, int]]:
    result = connection.exec_driver_sql(_LANE_ROWS, lane)
    cursor = result.cursor  # straight from the driver, as in `rows.fetch_all`
    while cursor is not None and (found := cursor.fetchmany(_CHUNK)):
        yield from found
    result.close()


def replies_by_group(connection: Connection, run_id: int) -> list[tuple[str, int, int]]:
    """Attempts of a run by provider group and reply: (group, reply id, attempts)."""
    rows = connection.exec_driver_sql(
        "SELECT l.provider_group, g.reply_id, COUNT(*) FROM lanes AS l"
        " JOIN email_logs AS g ON g.job_id >= l.first_job_id AND g.job_id < l.first_job_id + l.jobs"
        " WHERE l.run_id = ? GROUP BY 1, 2 ORDER BY MIN(l.id), 3 DESC",
        (run_id,),
    )
    return [tuple(row) for row in rows]


def attempts_histogram(connection: Connection, run_id: int) -> list[tuple[int, int]]:
    """How many jobs of a run had exactly n attempts: (n, jobs), attempted jobs only."""
    rows = connection.exec_driver_sql(
        "SELECT n, COUNT(*) FROM (SELECT g.job_id, COUNT(*) AS n FROM lanes AS l"
        " JOIN email_logs AS g ON g.job_id >= l.first_job_id AND g.job_id < l.first_job_id + l.jobs"
        " WHERE l.run_id = ? GROUP BY g.job_id) GROUP BY n ORDER BY n",
        (run_id,),
    )
    return [tuple(row) for row in rows]
