"""What a crash drill asks of a run that was disturbed, beside one that was not.

Both are of the same list, seed and settings in one database, so their logs must be equal
row by row; and whatever was counted must have been logged.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection

_ROWS = (
    "SELECT j.contact_id, g.attempt, g.start_us, g.finish_us, g.reply_id FROM lanes AS l"
    " JOIN email_logs AS g ON g.job_id >= l.first_job_id AND g.job_id < l.first_job_id + l.jobs"
    " JOIN email_jobs AS j ON j.id = g.job_id WHERE l.run_id = ?"
)


class Losses(NamedTuple):
    """What went wrong; all zero after a drill that held.

    Attributes
    ----------
    lost : attempts of the undisturbed run that the other one did not make.
    duplicated : attempts that only the other one made, or counted without logging them.
    stuck : jobs without a result, and leases that somebody still holds.
    """

    lost: int
    duplicated: int
    stuck: int


def compare(connection: Connection, undisturbed: int, disturbed: int) -> Losses:
    """Compare two runs."""
    lost = _missing(connection, undisturbed, disturbed)
    extra = _missing(connection, disturbed, undisturbed)
    counted = "SELECT COALESCE(SUM(attempts), 0) FROM lanes WHERE run_id = ?"
    rolled = "SELECT COALESCE(SUM(count), 0) FROM rollups WHERE run_id = ? AND outcome = 'started'"
    logged = _number(connection, f"SELECT COUNT(*) FROM ({_ROWS})", disturbed)
    twice = max(_number(connection, sql, disturbed) - logged for sql in (counted, rolled))
    pending = _number(
        connection,
        "SELECT COUNT(*) FROM job_states WHERE run_id = ? AND state = 'pending'",
        disturbed,
    )
    unplanned = _number(connection, "SELECT recipients - planned FROM runs WHERE id = ?", disturbed)
    held = _number(
        connection,
        "SELECT COUNT(*) FROM shards WHERE run_id = ? AND lease_until_ms > 0",
        disturbed,
    )
    return Losses(lost, extra + max(0, twice), pending + unplanned + held)


def _missing(connection: Connection, present: int, absent: int) -> int:
    sql = f"SELECT COUNT(*) FROM ({_ROWS} EXCEPT {_ROWS})"
    return int(connection.exec_driver_sql(sql, (present, absent)).scalar_one())


def _number(connection: Connection, sql: str, run_id: int) -> int:
    return int(connection.exec_driver_sql(sql, (run_id,)).scalar_one())


def expire_leases(connection: Connection, run_id: int) -> int:
    """Let all leases of a run expire now, as time would; returns how many there were.

    Whoever holds one and goes on is what the fence is for.
    """
    return connection.exec_driver_sql(
        "UPDATE shards SET lease_until_ms = 1 WHERE run_id = ? AND lease_until_ms > 1", (run_id,)
    ).rowcount


def lease_holders(connection: Connection, run_id: int) -> set[str]:
    """Names of the workers that hold a lease now."""
    rows = connection.exec_driver_sql(
        "SELECT owner FROM shards WHERE run_id = ? AND lease_until_ms > 0 AND owner IS NOT NULL",
        (run_id,),
    )
    return set(rows.scalars())
