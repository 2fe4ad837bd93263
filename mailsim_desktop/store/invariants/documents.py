"""Columns that hold JSON: each can be read as what it is, by the reader of its own type."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from sqlalchemy import Connection

from mailsim_desktop.domain.dead_letters import Selection
from mailsim_desktop.domain.intervention import change_from_json
from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.domain.scenario import Scenario
from mailsim_desktop.domain.schedule import Schedule
from mailsim_desktop.errors import MailSimError
from mailsim_desktop.store.invariants.invariant import Finder, Invariant

Reader = Callable[[Any], object]

UNREADABLE = (MailSimError, ValueError, TypeError, LookupError, AttributeError)
"""What a reader raises for a document that is not what it should be."""


def _object(data: Any) -> None:
    if not isinstance(data, dict):
        raise TypeError("no object")


def _connections(data: Any) -> None:
    if not data or min(data) < 0:
        raise ValueError("no connection, or one free before the start")
    if any(data[child] < data[(child - 1) // 2] for child in range(1, len(data))):
        raise ValueError("no heap")


def _schedule(data: Any) -> None:
    pieces = Schedule.from_json(data).pieces
    starts = [piece.seq for piece in pieces]
    if starts[0] != 0 or starts != sorted(set(starts)):
        raise ValueError("pieces out of order")
    if any(piece.at_us < 0 or piece.p < 0 or piece.q < 1 for piece in pieces):
        raise ValueError("a piece that goes back")


_COLUMNS: tuple[tuple[str, str, Reader], ...] = (
    ("runs", "scenario", Scenario.from_json),
    ("runs", "options", RunOptions.from_json),
    ("runs", "versions", _object),
    ("runs", "selection", Selection.from_json),
    ("lanes", "schedule", _schedule),
    ("lanes", "connections", _connections),
    ("lanes", "rate", Rate.from_json),
    ("run_events", "data", _object),
)
_CHUNK = 10_000


def _column(table: str, column: str, reader: Reader) -> Finder:
    """Looks at each different text once: thousands of lanes share a few."""

    def find(connection: Connection) -> Iterator[tuple[object, ...]]:
        result = connection.exec_driver_sql(
            f"SELECT MIN(id), {column} FROM {table} WHERE {column} IS NOT NULL GROUP BY {column}"
        )
        while rows := result.fetchmany(_CHUNK):
            for row_id, text in rows:
                if (trouble := _trouble(text, reader)) is not None:
                    yield row_id, trouble

    return find


def _trouble(text: str, reader: Reader) -> str | None:
    """Why `reader` cannot read the JSON `text`; None where it can."""
    try:
        reader(json.loads(text))
    except UNREADABLE as error:
        return str(error) or type(error).__name__
    return None


def _interventions(connection: Connection) -> Iterator[tuple[object, ...]]:
    rows = connection.exec_driver_sql("SELECT id, kind, data FROM interventions")
    for row_id, kind, text in rows:
        if (trouble := _trouble(text, partial(change_from_json, kind))) is not None:
            yield row_id, trouble


def _epochs(connection: Connection) -> Iterator[tuple[object, ...]]:
    rows = connection.exec_driver_sql(
        "SELECT run_id, epoch, decision FROM epochs WHERE decision IS NOT NULL"
    )
    for run_id, epoch, text in rows:
        if (trouble := _trouble(text, list)) is not None:
            yield run_id, epoch, trouble


def _foreign_lanes(connection: Connection) -> Iterator[tuple[object, ...]]:
    """Lanes of a provider group that their run's scenario does not have."""
    yield from connection.exec_driver_sql(
        """
        WITH known AS MATERIALIZED (
            SELECT r.id AS run_id, x.value ->> '$.id' AS name FROM runs AS r, json_each(
                CASE WHEN json_valid(r.scenario) THEN r.scenario ELSE '{}' END, '$.groups') AS x
        )
        SELECT l.id, l.provider_group, l.run_id FROM lanes AS l
        WHERE (l.run_id, l.provider_group) NOT IN (SELECT run_id, name FROM known)
        """
    )


INVARIANTS = (
    *(
        Invariant(f"{table} {{0}}: {column} cannot be read: {{1}}", _column(table, column, reader))
        for table, column, reader in _COLUMNS
    ),
    Invariant("interventions {0}: data cannot be read: {1}", _interventions),
    Invariant("run {0}, epoch {1}: its decision cannot be read: {2}", _epochs),
    Invariant(
        "lane {0} is of the provider group {1}, which the scenario of run {2} does not have",
        _foreign_lanes,
    ),
)
