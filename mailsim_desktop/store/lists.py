"""SQL of recipient lists."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

_SUMMARY = (
    "SELECT l.id, l.name, l.created_utc_ms,"
    " (SELECT count(*) FROM list_members AS m WHERE m.list_id = l.id) FROM lists AS l"
)


@dataclass(frozen=True, slots=True)
class ListRow:
    """A recipient list and how many contacts are on it, whatever their state."""

    id: int
    name: str
    created_utc_ms: int
    contacts: int


def ensure_list(connection: Connection, name: str, *, now_utc_ms: int) -> int:
    """Id of the list called `name`, which is created where it does not exist."""
    connection.exec_driver_sql(
        "INSERT INTO lists (name, created_utc_ms) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
        (name, now_utc_ms),
    )
    row = connection.exec_driver_sql("SELECT id FROM lists WHERE name = ?", (name,)).one()
    return int(row[0])


def read_lists(connection: Connection) -> list[ListRow]:
    """Read all lists by name."""
    rows = connection.exec_driver_sql(f"{_SUMMARY} ORDER BY l.name, l.id")
    return [ListRow(*row) for row in rows]


def find_list(connection: Connection, reference: str) -> ListRow | None:
    """Find a list by its name, or else by its number."""
    found = connection.exec_driver_sql(f"{_SUMMARY} WHERE l.name = ?", (reference,)).first()
    if found is None and reference.isascii() and reference.isdigit() and len(reference) < 19:  # noqa: PLR2004 # digits of a 64-bit id
        found = connection.exec_driver_sql(f"{_SUMMARY} WHERE l.id = ?", (int(reference),)).first()
    return None if found is None else ListRow(*found)
