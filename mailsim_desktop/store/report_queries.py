"""What a report asks of the event log and the rollups; the database does the counting.

A run of a million recipients never comes into memory: the log is aggregated in SQL, the
rollups are read row by row. What live screens ask stands in `rollups` and `runs`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from mailsim_desktop.store.rollups import STARTED, Rollup

_CHUNK = 10_000


def last_finish_us(connection: Connection, run_id: int) -> int | None:
    """Latest finish of an attempt that is committed; None before the first."""
    found = connection.exec_driver_sql(
        "SELECT MAX(last_finish_us) FROM lanes WHERE run_id = ? AND attempts > 0", (run_id,)
    ).scalar()
    return None if found is None else int(found)


def finished(connection: Connection, run_id: int) -> Iterator[Rollup]:
    """Rollups of everything that finished, by provider group and then by second."""
    result = connection.exec_driver_sql(
        "SELECT provider_group, bucket, outcome, count, latency_sum_us, histogram FROM rollups"
        " WHERE run_id = ? AND outcome != ? ORDER BY provider_group, bucket, outcome",
        (run_id, STARTED),
    )
    while rows := result.fetchmany(_CHUNK):
        for row in rows:
            yield Rollup(*row)


def terminal_instants(
    connection: Connection, run_id: int, ranks: Sequence[int]
) -> dict[int, int | None]:
    """Instants at which the n-th recipient became terminal by an attempt, in microseconds.

    Parameters
    ----------
    ranks : the n, from 1; one that was not reached has None.
    """
    marks = ",".join("?" * len(ranks))
    rows = connection.exec_driver_sql(
        "WITH ends AS (SELECT g.job_id, MAX(g.finish_us) AS at_us FROM lanes AS l"
        " JOIN email_logs AS g ON g.job_id >= l.first_job_id AND g.job_id < l.first_job_id + l.jobs"
        " WHERE l.run_id = ? GROUP BY g.job_id),"
        " ranked AS (SELECT at_us, ROW_NUMBER() OVER (ORDER BY at_us) AS n FROM ends AS e"
        " WHERE NOT EXISTS (SELECT 1 FROM job_exceptions AS x WHERE x.job_id = e.job_id"
        " AND x.state IN ('deferred', 'cancelled')))"
        f" SELECT n, at_us FROM ranked WHERE n IN ({marks})",
        (run_id, *ranks),
    )
    found = {int(row[0]): int(row[1]) for row in rows}
    return {rank: found.get(rank) for rank in ranks}
