"""Lists are created once and found by name or number."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from mailsim_desktop.store.database import open_store
from mailsim_desktop.store.lists import ensure_list, find_list, read_lists


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    store = open_store(str(tmp_path / "mailsim.sqlite3"))
    with store.write() as connection:
        yield connection
    store.close()


def test_list_of_the_same_name_is_the_same_list(connection: Connection):
    first = ensure_list(connection, "spring", now_utc_ms=1)

    assert ensure_list(connection, "spring", now_utc_ms=2) == first
    assert [(row.name, row.created_utc_ms) for row in read_lists(connection)] == [("spring", 1)]


def test_list_is_found_by_name_before_number(connection: Connection):
    one = ensure_list(connection, "2", now_utc_ms=1)
    two = ensure_list(connection, "spring", now_utc_ms=1)

    by_name, by_number = find_list(connection, "2"), find_list(connection, "1")

    assert (one, two) == (1, 2)
    assert by_name is not None
    assert by_name.id == one
    assert by_number is not None
    assert by_number.name == "2"


@pytest.mark.parametrize("reference", ["", "none", "9", "²", "9" * 40])
def test_unknown_list_is_none(connection: Connection, reference: str):
    ensure_list(connection, "spring", now_utc_ms=1)

    assert find_list(connection, reference) is None
