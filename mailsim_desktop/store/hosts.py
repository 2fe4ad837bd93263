"""Which process drives a run: claimed, kept by a heartbeat, left.

Functions join the caller's transaction.
"""

from __future__ import annotations

from sqlalchemy import Connection

from mailsim_desktop import clock
from mailsim_desktop.store.runs import HOST_LOST_MS


def claim(connection: Connection, run_id: int, host: str) -> bool:
    """Make `host` the process that drives a run, unless a living one does.

    Beside the runs that are being driven it gets its share from now on, and no more for what
    it missed before. Leases that the workers of an earlier host left behind are voided: the
    fence refuses whoever still holds one.
    """
    now = clock.now_utc_ms()
    before = connection.exec_driver_sql("SELECT host FROM runs WHERE id = ?", (run_id,)).scalar()
    changed = connection.exec_driver_sql(
        "UPDATE runs SET host = ?, host_seen_utc_ms = ? WHERE id = ?"
        " AND (host IS NULL OR host = ? OR host_seen_utc_ms NOT BETWEEN ? AND ?)",
        (host, now, run_id, host, now - HOST_LOST_MS, now + HOST_LOST_MS),
    ).rowcount
    if changed == 1:
        join(connection, run_id)
    if changed == 1 and before != host:
        connection.exec_driver_sql(
            "UPDATE shards SET token = token + 1, lease_until_ms = 0"
            " WHERE run_id = ? AND lease_until_ms > 0",
            (run_id,),
        )
    return changed == 1


def join(connection: Connection, run_id: int) -> None:
    """Let a run have its share of the workers from now on, and nothing for the past."""
    now = clock.now_utc_ms()
    connection.exec_driver_sql(
        "UPDATE runs SET stride_pass = MAX(stride_pass, (SELECT COALESCE(MAX(stride_pass), 0)"
        " FROM runs WHERE host IS NOT NULL AND ended_utc_ms IS NULL"
        " AND host_seen_utc_ms BETWEEN ? AND ?)) WHERE id = ?",
        (now - HOST_LOST_MS, now + HOST_LOST_MS, run_id),
    )


def beat(connection: Connection, run_id: int, host: str) -> bool:
    """Renew the heartbeat of the process that drives a run; False when it no longer does."""
    changed = connection.exec_driver_sql(
        "UPDATE runs SET host_seen_utc_ms = ? WHERE id = ? AND host = ?",
        (clock.now_utc_ms(), run_id, host),
    ).rowcount
    return changed == 1


def leave(connection: Connection, run_id: int, host: str) -> None:
    """Say that `host` no longer drives a run."""
    connection.exec_driver_sql(
        "UPDATE runs SET host = NULL WHERE id = ? AND host = ?", (run_id, host)
    )
