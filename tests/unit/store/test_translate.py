"""Errors of the driver, made for real, become ours; bugs stay what they are."""

from __future__ import annotations

from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from mailsim_desktop.errors import (
    DiskFullError,
    NotADatabaseError,
    StoreBusyError,
    StoreUnavailableError,
)
from mailsim_desktop.store.translate import translated, translating
from tests.helpers.workspace import Workspace, addresses


def busy(path: Path) -> None:
    holder = sqlite.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    late = sqlite.connect(path, timeout=0, isolation_level=None)
    try:
        late.execute("BEGIN IMMEDIATE")
    finally:
        late.close()
        holder.close()


def use(path: Path, *statements: str) -> None:
    connection = sqlite.connect(path, isolation_level=None)
    try:
        for statement in statements:
            connection.execute(statement).fetchall()
    finally:
        connection.close()


def full(path: Path) -> None:
    use(path, "PRAGMA max_page_count = 1", "CREATE TABLE t AS SELECT randomblob(1000000) AS x")


def read_only(path: Path) -> None:
    use(path, "PRAGMA query_only = ON", "INSERT INTO lists (name, created_utc_ms) VALUES ('a', 0)")


def cannot_open(path: Path) -> None:
    use(path.parent / "none" / "x.sqlite3", "SELECT 1")


def no_database(path: Path) -> None:
    other = path.with_name("text")
    other.write_text("no database at all, " * 100)
    use(other, "SELECT * FROM sqlite_master")


def damaged(path: Path) -> None:
    use(path, "PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * len(data[4096:])
    path.write_bytes(data)
    use(path, "SELECT COUNT(*) FROM contacts")


@pytest.mark.parametrize(
    ("fail", "error"),
    [
        (busy, StoreBusyError),
        (full, DiskFullError),
        (read_only, StoreUnavailableError),
        (cannot_open, StoreUnavailableError),
        (no_database, NotADatabaseError),
        (damaged, NotADatabaseError),
    ],
)
def test_failure_of_the_machine_is_told_with_the_path_and_what_to_do(
    workspace: Workspace, fail, error
):
    workspace.add_list(addresses(5))

    with pytest.raises(error) as caught, translating("/data/x.sqlite3"):
        fail(workspace.path)

    assert "/data/x.sqlite3" in caught.value.message
    assert caught.value.hint
    assert isinstance(caught.value.__cause__, sqlite.Error)


@pytest.mark.parametrize(
    ("statement", "error"),
    [
        ("SELEC 1", OperationalError),
        ("INSERT INTO lists (name, created_utc_ms) VALUES (NULL, 0)", IntegrityError),
    ],
)
def test_bug_of_ours_keeps_its_own_error(workspace: Workspace, statement, error):
    with pytest.raises(error):
        workspace.execute(statement)


def test_error_of_something_else_is_not_ours():
    assert translated(ValueError("x"), "/data/x.sqlite3") is None
