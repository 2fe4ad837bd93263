"""What a report asks of the event log and the rollups; the database does the counting.

A run of a million recipients never comes into memory: the log is aggregated in SQL, the
rollups are read row by row. What live screens ask stands in `rollups` and `runs`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from mailsim_desktop.store import counters, latencies, log, plan, run_control, runs
from mailsim_desktop.store.counters import Totals
from mailsim_desktop.store.rollups import REQUEUED, STARTED, Rollup
from mailsim_desktop.store.runs import RunRow

_CHUNK = 10_000


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What the store knows of a run, in one state of the database; `finished` is the rest.

    Attributes
    ----------
    groups : (provider group, recipients, counters), in the order of the lanes.
    replies : (provider group, reply id, attempts).
    attempts_needed : (n, recipients with exactly n attempts), from 1.
    visible_us : everything before this instant is final.
    last_finish_us : latest finish of an attempt; None before the first.
    greatest_latency_us : by provider group.
    terminal_us : (per cent, instant at which that share of the recipients was terminal).
    """

    run: RunRow
    totals: Totals
    exclusions: dict[str, int]
    groups: list[tuple[str, int, Totals]]
    replies: list[tuple[str, int, int]]
    attempts_needed: list[tuple[int, int]]
    visible_us: int
    last_finish_us: int | None
    greatest_latency_us: dict[str, int]
    terminal_us: list[tuple[int, int | None]]


def facts(connection: Connection, run_id: int, percents: Sequence[int]) -> ReportFacts:
    """Read a run for its report.

    Raises
    ------
    NotFoundError : there is no such run.
    """
    run = runs.get(connection, run_id)
    by_group = counters.totals_by_group(connection, run_id)
    ranks = [-(-run.recipients * percent // 100) for percent in percents]
    instants = terminal_instants(connection, run_id, ranks)
    return ReportFacts(
        run=run,
        totals=counters.totals(connection, run_id),
        exclusions=plan.exclusions(connection, run_id),
        groups=[(group, jobs, counted) for group, (jobs, counted) in by_group.items()],
        replies=log.replies_by_group(connection, run_id),
        attempts_needed=log.attempts_histogram(connection, run_id),
        visible_us=run_control.control(connection, run_id).visible_us,
        last_finish_us=last_finish_us(connection, run_id),
        greatest_latency_us=_longest(connection, run_id),
        terminal_us=[
            (percent, instants[rank]) for percent, rank in zip(percents, ranks, strict=True)
        ],
    )


def _longest(connection: Connection, run_id: int) -> dict[str, int]:
    found = latencies.by_group(connection, run_id)
    return {group: one.longest_us for group, one in found.items()}


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
        " WHERE run_id = ? AND outcome NOT IN (?, ?) ORDER BY provider_group, bucket, outcome",
        (run_id, STARTED, REQUEUED),
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
