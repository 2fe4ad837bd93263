"""SQL of imports and of the rows that they did not take."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from mailsim_desktop.store.rows import execute_all, insert_rows

_INSERT_REJECTS = "INSERT INTO import_rejects (import_id, line, kind, reason, value)"
_COUNTS = "read, imported, updated, duplicate, invalid, empty"

RejectRow = tuple[int, str, str, str]
"""line, kind, reason, value"""


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One finished import; `read` is the sum of the five counts behind it."""

    id: int
    list_id: int
    list_name: str
    file_name: str
    at_utc_ms: int
    read: int
    imported: int
    updated: int
    duplicate: int
    invalid: int
    empty: int


def begin_import(connection: Connection, list_id: int, file_name: str, *, now_utc_ms: int) -> int:
    """Id of a new import without rows, for `add_rejects` and `finish_import`."""
    row = connection.exec_driver_sql(
        f"INSERT INTO imports (list_id, file_name, at_utc_ms, {_COUNTS})"
        " VALUES (?, ?, ?, 0, 0, 0, 0, 0, 0) RETURNING id",
        (list_id, file_name, now_utc_ms),
    ).one()
    return int(row[0])


def add_rejects(connection: Connection, import_id: int, rejects: Iterable[RejectRow]) -> None:
    """Store rows that the import did not take."""
    rows = [(import_id, *reject) for reject in rejects]
    execute_all(connection, insert_rows(_INSERT_REJECTS, rows))


def finish_import(connection: Connection, import_id: int, counts: tuple[int, ...]) -> None:
    """Store the counts, in the order of `ImportRow`; the database checks their sum."""
    connection.exec_driver_sql(
        "UPDATE imports SET read = ?, imported = ?, updated = ?, duplicate = ?, invalid = ?,"
        " empty = ? WHERE id = ?",
        (*counts, import_id),
    )


def find_import(connection: Connection, import_id: int) -> ImportRow | None:
    """Find one import."""
    row = connection.exec_driver_sql(
        f"SELECT i.id, list_id, l.name, file_name, at_utc_ms, {_COUNTS}"
        " FROM imports AS i JOIN lists AS l ON l.id = i.list_id WHERE i.id = ?",
        (import_id,),
    ).first()
    return None if row is None else ImportRow(*row)


def page_rejects(
    connection: Connection, import_id: int, *, after_line: int = 0, limit: int = 500
) -> list[RejectRow]:
    """Read the next rejected rows behind `after_line`, in the order of the file."""
    rows = connection.exec_driver_sql(
        "SELECT line, kind, reason, value FROM import_rejects"
        " WHERE import_id = ? AND line > ? ORDER BY line LIMIT ?",
        (import_id, after_line, limit),
    )
    return [tuple(row) for row in rows]


def count_imports(connection: Connection) -> int:
    """How many imports were ever finished; grows with each."""
    found = connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM imports").scalar_one()
    return int(found)
