"""Leases of shards: the right to commit, and what becomes of it when its owner is gone."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.store.dialect import NOW_MS


@dataclass(slots=True)
class Lease:
    """The right to commit to one shard, as long as the token holds.

    `applied` interventions have taken effect in it, of `known` ones before the horizon; `deaths`
    are those of owners who held it since its last commit.
    """

    run_id: int
    shard_id: int
    token: int
    commit_no: int
    horizon_us: int
    owner: str
    applied: int = 0
    deaths: int = 0
    known: int = 0


def free(connection: Connection, owner: str) -> int:
    """Free the leases of a dead worker at once; returns how many it held.

    Each death is counted, and the next owner takes smaller batches: see `Lease.deaths`.
    The owner stays in the row, so that the next lease shows as a takeover.
    """
    return connection.exec_driver_sql(
        "UPDATE shards SET lease_until_ms = 0, deaths = deaths + 1"
        " WHERE owner = ? AND lease_until_ms > 0",
        (owner,),
    ).rowcount


def held(connection: Connection, run_id: int) -> int:
    """How many shards of a run are leased now."""
    return int(
        connection.exec_driver_sql(
            f"SELECT COUNT(*) FROM shards WHERE run_id = ? AND lease_until_ms > {NOW_MS}",
            (run_id,),
        ).scalar_one()
    )


def revoke(connection: Connection, run_id: int) -> None:
    """Void all leases of a run: whatever their owners still compute fails at the fence."""
    connection.exec_driver_sql(
        "UPDATE shards SET token = token + 1, owner = NULL, lease_until_ms = 0,"
        " next_start_us = ? WHERE run_id = ?",
        (NEVER_US, run_id),
    )
