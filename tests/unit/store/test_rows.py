"""Many rows in few statements, nothing lost at the seams."""

from __future__ import annotations

import pytest

from mailsim_desktop.store.rows import ROWS, delete_keys, execute_all, fetch_all, insert_rows
from tests.helpers.workspace import Workspace

HEAD = "INSERT INTO lists (name, created_utc_ms)"
COUNTS = [0, 1, ROWS - 1, ROWS, ROWS + 1, 3 * ROWS + 7]


@pytest.mark.parametrize("count", COUNTS)
def test_every_row_arrives_once_and_in_order(workspace: Workspace, count):
    rows = [(f"list {n}", n) for n in range(count)]
    statements = list(insert_rows(HEAD, rows))
    store = workspace.store()

    with store.write() as connection:
        execute_all(connection, statements)

    store.close()
    assert len(statements) == -(-count // ROWS)
    assert workspace.sql("SELECT name, created_utc_ms FROM lists ORDER BY id") == rows


@pytest.mark.parametrize("count", COUNTS)
def test_keys_are_deleted_and_no_others(workspace: Workspace, count):
    store = workspace.store()
    with store.write() as connection:
        execute_all(connection, insert_rows(HEAD, [(f"list {n}", n) for n in range(200)]))

        execute_all(connection, delete_keys("DELETE FROM lists WHERE id", range(1, count + 1)))

    store.close()
    assert workspace.sql("SELECT MIN(id), COUNT(*) FROM lists") == [(count + 1, 200 - count)]


def test_tail_tells_what_becomes_of_a_row_that_is_there(workspace: Workspace):
    store = workspace.store()
    again = "ON CONFLICT (name) DO UPDATE SET created_utc_ms = excluded.created_utc_ms"
    with store.write() as connection:
        execute_all(connection, insert_rows(HEAD, [("a", 1), ("b", 2)]))
        execute_all(connection, insert_rows(HEAD, [("b", 3), ("c", 4)], again))

        found = fetch_all(connection, "SELECT name, created_utc_ms FROM lists WHERE id > ?", (0,))
    store.close()

    assert sorted(found) == [("a", 1), ("b", 3), ("c", 4)]
    assert all(type(row) is tuple for row in found)
