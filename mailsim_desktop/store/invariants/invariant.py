"""An invariant: what is looked for, and the sentence that tells each violation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection

Finder = Callable[[Connection], Iterable[tuple[Any, ...]]]
"""Yields one row for each violation, as a statement would; it holds no more than it must."""


class Invariant(NamedTuple):
    """One promise of the database.

    Attributes
    ----------
    sentence : what is wrong, with the columns of the row that was found as {0}, {1} …
    rows : a statement, or a function, that yields one row for each violation and none in a
        sound database.
    """

    sentence: str
    rows: str | Finder


WITH_REPLIES = """
WITH replies AS MATERIALIZED (
    SELECT r.id AS run_id, x.key AS reply_id, x.value ->> '$.code' / 100 AS class
    FROM runs AS r, json_each(
        CASE WHEN json_valid(r.scenario) THEN r.scenario ELSE '{}' END, '$.replies') AS x
)
"""
"""Begins a statement that asks for the class of replies: 2, 4 or 5 (RFC 5321, 4.2.1)."""

AT_WORK = "('planning', 'running', 'pausing', 'paused', 'completed')"
"""States of runs whose leases nobody revoked, so that the next starts of their shards count."""
