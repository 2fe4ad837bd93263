"""Interventions of a run: added at its horizon, read by workers in their order.

The order is `IN_ORDER`. A shard counts how many of them it has applied; a worker reads
the horizon first, in its lease, and applies only those before it: whatever is added later
stands at that horizon or after it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection

from mailsim_desktop import clock
from mailsim_desktop.domain.intervention import Change, Intervention, Kind, change_from_json
from mailsim_desktop.store import events
from mailsim_desktop.store.rows import execute_all, insert_rows

IN_ORDER = "at_us, CASE WHEN json_valid(data) THEN data ->> '$.rule' END IS NULL, id"
"""By instant; what a rule decided before what a person asked for, who may ask in between: in a
replay all that was asked for is there first, and must not come first."""

_INSERT = "INSERT INTO interventions (run_id, at_us, kind, data, at_utc_ms)"


def add(
    connection: Connection,
    run_id: int,
    change: Change,
    at_us: int | None = None,
    rule: str | None = None,
) -> Intervention:
    """Let a change take effect from the run's horizon on, or from `at_us`, past it.

    The shards are told to look again: where nothing was left to do, there may be now.
    """
    if at_us is None:
        at_us = connection.exec_driver_sql(
            "SELECT horizon_us FROM runs WHERE id = ?", (run_id,)
        ).scalar_one()
    found = Intervention(at_us, change, clock.now_utc_ms(), rule)
    _store(connection, run_id, [found])
    connection.exec_driver_sql(
        "UPDATE shards SET next_start_us = MIN(next_start_us, ?) WHERE run_id = ?", (at_us, run_id)
    )
    events.record(connection, run_id, "intervention", {"kind": change.kind, **change.to_json()})
    return found


def copy(connection: Connection, source_id: int, run_id: int) -> None:
    """Give a run that was just created the interventions of another one, at their instants.

    But for those that a rule decided: it decides them again. Jobs that they name are those of
    the source until `name_own_jobs`, since the run has none yet.
    """
    asked = [one for one in of_run(connection, source_id) if one.rule is None]
    _store(connection, run_id, [replace(one, at_utc_ms=clock.now_utc_ms()) for one in asked])
    connection.exec_driver_sql(
        "UPDATE interventions SET data = json_set(data, '$.first_job_id', l.first) FROM"
        " (SELECT MIN(first_job_id) AS first FROM lanes WHERE run_id = ?) AS l"
        " WHERE run_id = ? AND kind = ?",
        (source_id, run_id, str(Kind.REQUEUE)),
    )


def name_own_jobs(connection: Connection, run_id: int) -> None:
    """Let copied interventions name the jobs at the same places of this run's plan."""
    copied = connection.exec_driver_sql(
        "SELECT id, data, (SELECT MIN(first_job_id) FROM lanes WHERE run_id = i.run_id)"
        " FROM interventions AS i WHERE run_id = ? AND data ->> '$.first_job_id' IS NOT NULL",
        (run_id,),
    ).all()
    for row_id, text, first in copied:
        data = json.loads(text)
        before = data.pop("first_job_id")
        data["jobs"] = [first + job - before for job in data["jobs"]]
        connection.exec_driver_sql(
            "UPDATE interventions SET data = ? WHERE id = ?", (json.dumps(data), row_id)
        )


def of_run(connection: Connection, run_id: int) -> list[Intervention]:
    """All interventions of a run, in the order in which they take effect."""
    rows = connection.exec_driver_sql(
        "SELECT at_us, kind, data, at_utc_ms FROM interventions WHERE run_id = ?"
        f" ORDER BY {IN_ORDER}",
        (run_id,),
    )
    return [_read(*row) for row in rows]


def _read(at_us: int, kind: str, text: str, at_utc_ms: int) -> Intervention:
    data = json.loads(text)
    return Intervention(at_us, change_from_json(kind, data), at_utc_ms, data.get("rule"))


def _store(connection: Connection, run_id: int, added: Iterable[Intervention]) -> None:
    rows = [
        (
            run_id,
            one.at_us,
            str(one.change.kind),
            json.dumps({**one.change.to_json(), "rule": one.rule}),
            one.at_utc_ms,
        )
        for one in added
    ]
    execute_all(connection, insert_rows(_INSERT, rows))
