"""Counters of a run, summed over its lanes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Totals:
    """Counters of a run, summed over its lanes; they include what finishes past the horizon."""

    attempts: int = 0
    delivered: int = 0
    deferrals: int = 0
    bounced: int = 0
    expired: int = 0
    poisoned: int = 0
    cancelled: int = 0


def totals(connection: Connection, run_id: int) -> Totals:
    """Counters of a run, as committed."""
    row = connection.exec_driver_sql(
        "SELECT SUM(attempts), SUM(delivered), SUM(deferrals), SUM(bounced), SUM(expired),"
        " SUM(poisoned), SUM(cancelled) FROM lanes WHERE run_id = ?",
        (run_id,),
    ).one()
    return Totals(*(value or 0 for value in row))


def totals_by_group(connection: Connection, run_id: int) -> dict[str, tuple[int, Totals]]:
    """Jobs and counters per provider group, in the order of the lanes."""
    rows = connection.exec_driver_sql(
        "SELECT provider_group, SUM(jobs), SUM(attempts), SUM(delivered), SUM(deferrals),"
        " SUM(bounced), SUM(expired), SUM(poisoned), SUM(cancelled) FROM lanes"
        " WHERE run_id = ? GROUP BY provider_group ORDER BY MIN(id)",
        (run_id,),
    )
    return {row[0]: (row[1], Totals(*row[2:])) for row in rows}
