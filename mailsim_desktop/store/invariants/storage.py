"""What SQLite itself can say: the file is sound, references lead somewhere, numbers are numbers.

SQLite keeps a text in a column of integers without a word, so a damaged record may hold one.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import BigInteger, Connection, Integer, LargeBinary, Table

from mailsim_desktop.store import schema
from mailsim_desktop.store.invariants.invariant import Invariant

_KINDS = {Integer: "integer", BigInteger: "integer", LargeBinary: "blob"}


def _unsound(connection: Connection) -> Iterator[tuple[object, ...]]:
    for line in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
        if line != "ok":
            yield (line,)


def _lost_references(connection: Connection) -> Iterator[tuple[object, ...]]:
    result = connection.exec_driver_sql("PRAGMA foreign_key_check")
    for table, row_id, parent, _ in result:
        yield table, "" if row_id is None else f", row {row_id}", parent


def _wrong_kinds(connection: Connection) -> Iterator[tuple[object, ...]]:
    for table in schema.metadata.sorted_tables:
        yield from connection.exec_driver_sql(_kinds_of(table))


def _kinds_of(table: Table) -> str:
    """Statement that yields the table and the kinds of its columns, where one is wrong."""
    kinds = {column.name: _kind(column.type) for column in table.columns}
    allowed = {
        column.name: f"('{kinds[column.name]}'{', ' + repr('null') if column.nullable else ''})"
        for column in table.columns
    }
    wrong = " OR ".join(f'typeof("{name}") NOT IN {words}' for name, words in allowed.items())
    told = " || ".join(
        f"CASE WHEN typeof(\"{name}\") IN {words} THEN '' ELSE ' {name} ' || typeof(\"{name}\") END"
        for name, words in allowed.items()
    )
    key = next(iter(table.primary_key.columns)).name
    return f"SELECT '{table.name}', \"{key}\", {told} FROM {table.name} WHERE {wrong}"


def _kind(of: object) -> str:
    return next((word for kind, word in _KINDS.items() if isinstance(of, kind)), "text")


INVARIANTS = (
    Invariant("SQLite: {0}", _unsound),
    Invariant("{0}{1}: it refers to a row of {2} that is not there", _lost_references),
    Invariant("{0} {1}: another kind of value than its column holds:{2}", _wrong_kinds),
)
