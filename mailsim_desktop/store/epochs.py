"""Epochs of a run: what finished in them, and what rules over the run decided (rule R3)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Connection

from mailsim_desktop.domain.epoch import EPOCH_S, EpochCounts, epoch_end_us
from mailsim_desktop.domain.intervention import Change
from mailsim_desktop.domain.scenario import Outcome
from mailsim_desktop.store import interventions


def undecided(connection: Connection, run_id: int) -> int:
    """The first epoch about which nothing was decided yet."""
    return int(
        connection.exec_driver_sql(
            "SELECT COALESCE(MAX(epoch) + 1, 0) FROM epochs WHERE run_id = ?", (run_id,)
        ).scalar_one()
    )


def counts(connection: Connection, run_id: int, until: int) -> list[EpochCounts]:
    """What finished in each epoch before `until`, as committed."""
    rows = connection.exec_driver_sql(
        "SELECT bucket / ?, provider_group, outcome, SUM(count) FROM rollups"
        " WHERE run_id = ? AND bucket < ? AND outcome NOT IN ('started', 'requeued')"
        " GROUP BY 1, 2, 3",
        (EPOCH_S, run_id, until * EPOCH_S),
    )
    found: list[dict[tuple[str, Outcome], int]] = [{} for _ in range(until)]
    for epoch, group, outcome, number in rows:
        found[epoch][group, Outcome(outcome)] = number
    return [EpochCounts(epoch, finished) for epoch, finished in enumerate(found)]


def decide(
    connection: Connection, run_id: int, epoch: int, changes: Sequence[tuple[str, Change]]
) -> None:
    """Store what was decided about an epoch; the changes take effect at its end.

    Parameters
    ----------
    changes : name of the rule and what it changes.
    """
    told = [{"rule": rule, "kind": one.kind, **one.to_json()} for rule, one in changes]
    connection.exec_driver_sql(
        "INSERT INTO epochs (run_id, epoch, decision) VALUES (?, ?, ?)",
        (run_id, epoch, json.dumps(told) if told else None),
    )
    for rule, change in changes:
        interventions.add(connection, run_id, change, epoch_end_us(epoch), rule)
