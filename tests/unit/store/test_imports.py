"""Imports keep their counts and the rows that they did not take."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from mailsim_desktop.store.database import open_store
from mailsim_desktop.store.imports import (
    add_rejects,
    begin_import,
    find_import,
    finish_import,
    page_rejects,
)
from mailsim_desktop.store.lists import ensure_list


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    store = open_store(str(tmp_path / "mailsim.sqlite3"))
    with store.write() as connection:
        ensure_list(connection, "spring", now_utc_ms=1)
        yield connection
    store.close()


def test_finished_import_has_its_counts(connection: Connection):
    import_id = begin_import(connection, 1, "a.csv", now_utc_ms=5)
    finish_import(connection, import_id, (15, 1, 2, 3, 4, 5))

    row = find_import(connection, import_id)

    assert row is not None
    assert (row.list_name, row.file_name, row.read, row.empty) == ("spring", "a.csv", 15, 5)


def test_counts_that_do_not_add_up_are_refused_by_the_database(connection: Connection):
    import_id = begin_import(connection, 1, "a.csv", now_utc_ms=5)

    with pytest.raises(IntegrityError):
        finish_import(connection, import_id, (16, 1, 2, 3, 4, 5))


def test_unknown_import_is_none(connection: Connection):
    assert find_import(connection, 9) is None


def test_rejects_are_paged_in_the_order_of_the_file(connection: Connection):
    rows = [(line, "invalid", "No @ sign", f"v{line}") for line in range(2, 130)]
    import_id = begin_import(connection, 1, "a.csv", now_utc_ms=5)
    add_rejects(connection, import_id, reversed(rows))

    first = page_rejects(connection, import_id, limit=100)
    rest = page_rejects(connection, import_id, after_line=first[-1][0], limit=100)

    assert first + rest == rows
