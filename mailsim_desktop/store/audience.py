"""The audience of a run in the order of its plan: a table of the planner's scratch database.

The database sorts it, a piece at a time, so that no list ever comes into memory whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

from mailsim_desktop.domain.contact import EXCLUDED_STATES
from mailsim_desktop.store import dead_letters
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.rows import execute_all, insert_rows
from mailsim_desktop.store.runs import RunRow

EXCLUDED = -1
"""In place of a lane: the contact is left out."""
PIECE = 1_000_000
"""Contacts sorted at once, about: SQLite does that in memory, at some 50 bytes each."""
LEAST_KEY, KEYS = -(1 << 63), 1 << 64

_CHUNK = 10_000
_LEFT_OUT = "a.state IN ({})".format(", ".join(f"'{state}'" for state in sorted(EXCLUDED_STATES)))
_ROWS = f"""
SELECT CASE WHEN {_LEFT_OUT} THEN {EXCLUDED} ELSE COALESCE(d.lane, :other) END AS lane,
       a.contact_key, a.contact_id, CASE WHEN {_LEFT_OUT} THEN a.state END AS reason
FROM ({{source}}) AS a LEFT JOIN scratch.domain_lanes AS d ON d.domain = a.domain
"""
_PART = """
INSERT INTO scratch.audience (lane, contact_key, contact_id, reason)
SELECT * FROM {rows} WHERE (lane, contact_key) >= (:lane, :key)
    AND (lane, contact_key) < (:until_lane, :until_key)
ORDER BY lane, contact_key, contact_id
"""
_MEMBERS = """
SELECT c.id AS contact_id, c.contact_key, c.domain, c.state
FROM list_members AS m JOIN contacts AS c ON c.id = m.contact_id WHERE m.list_id = :list
"""
_TABLES = (
    "CREATE TABLE scratch.domain_lanes (domain TEXT PRIMARY KEY, lane INTEGER) WITHOUT ROWID",
    """CREATE TABLE scratch.audience
    (lane INTEGER, contact_key INTEGER, contact_id INTEGER, reason TEXT)""",
)

Place = tuple[int, int]
"""(lane, contact key): the order of the audience."""


@contextmanager
def sorted_once(
    store: Store, run: RunRow, list_id: int | None, lanes: Mapping[str, int], other: int
) -> Iterator[dict[int, int]]:
    """Sort the audience of a run by (lane, contact key); gives how many are in each lane.

    That is the run's list, or the dead letters of another run that it tries again. The
    statements of this module and `plan.add_jobs` read it, on the same store, within.

    Parameters
    ----------
    lanes : number of the lane of each domain.
    other : number of the lane of every other domain.
    """
    with store.scratch():
        with store.read() as connection:  # one state of the database
            for sql in _TABLES:
                connection.exec_driver_sql(sql)
            domains = insert_rows("INSERT INTO scratch.domain_lanes", list(lanes.items()))
            execute_all(connection, domains)
            known = sorted({EXCLUDED, other, *lanes.values()})
            counts = _sort(connection, _source(connection, run, list_id), known, other)
        yield counts


def _sort(
    connection: Connection, source: tuple[str, dict[str, Any], int], lanes: list[int], other: int
) -> dict[int, int]:
    statement, values, size = source
    rows, values = f"({_ROWS.format(source=statement)})", {**values, "other": other}
    bounds = [(EXCLUDED, LEAST_KEY)]
    if size > PIECE:
        bounds += _bounds(_count(connection, rows, values, lanes))
    for (lane, key), (until_lane, until_key) in zip(bounds, [*bounds[1:], _END], strict=True):
        place = {"lane": lane, "key": key, "until_lane": until_lane, "until_key": until_key}
        connection.exec_driver_sql(_PART.format(rows=rows), {**values, **place})
    return _count(connection, "scratch.audience", {}, lanes)


def _count(
    connection: Connection, rows: str, values: dict[str, Any], lanes: list[int]
) -> dict[int, int]:
    """Rows of each lane; GROUP BY would sort them all in memory."""
    sums = ", ".join(f"COUNT(*) FILTER (WHERE lane = {lane})" for lane in lanes)
    found = connection.exec_driver_sql(f"SELECT {sums} FROM {rows}", values).one()
    return dict(zip(lanes, found, strict=True))


_END: Place = (1 << 62, LEAST_KEY)


def _bounds(counts: Mapping[int, int]) -> list[Place]:
    """Where pieces of about `PIECE` contacts meet; keys are spread evenly, being a hash."""
    found: list[Place] = []
    room = PIECE
    for lane, number in sorted(counts.items()):
        pieces = max(1, -(-number // PIECE))
        if number > room:
            found += [(lane, LEAST_KEY + KEYS * part // pieces) for part in range(pieces)]
            room = PIECE
        room -= number // pieces
    return found


def _source(
    connection: Connection, run: RunRow, list_id: int | None
) -> tuple[str, dict[str, Any], int]:
    """Statement of (contact_id, contact_key, domain, state), its values, and about how many."""
    if run.parent_run_id is not None and run.selection is not None:
        asked = run.parent_run_id, run.selection, run.selection.reply_index(run.scenario)
        return *dead_letters.audience(*asked), dead_letters.count(connection, *asked)
    members = connection.exec_driver_sql(
        "SELECT COUNT(*) FROM list_members WHERE list_id = ?", (list_id,)
    )
    return _MEMBERS, {"list": list_id}, int(members.scalar_one())


def keys(connection: Connection) -> Iterator[Sequence[tuple[int]]]:
    """Contact keys of all recipients in the order of the plan, in chunks of one-tuples."""
    result = connection.exec_driver_sql(
        "SELECT contact_key FROM scratch.audience WHERE lane != ? ORDER BY rowid", (EXCLUDED,)
    )
    cursor = result.cursor  # straight from the driver, as in `rows.fetch_all`
    while cursor is not None and (found := cursor.fetchmany(_CHUNK)):
        yield found
    result.close()


def exclude(connection: Connection, run_id: int) -> None:
    """Note which contacts are left out, each with its reason."""
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO run_exclusions (run_id, contact_id, reason)"
        " SELECT ?, contact_id, reason FROM scratch.audience WHERE lane = ?",
        (run_id, EXCLUDED),
    )
