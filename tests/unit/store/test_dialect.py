from __future__ import annotations

from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest

from mailsim_desktop import clock
from mailsim_desktop.errors import StoreUnavailableError
from mailsim_desktop.store import dialect
from mailsim_desktop.store.database import Store


@pytest.mark.parametrize("version", [(3, 7, 0), (3, 40, 1), (3, 51, 2)])
def test_a_sqlite_that_can_damage_a_shared_database_is_refused(version: tuple[int, int, int]):
    with pytest.raises(StoreUnavailableError, match="damage"):
        dialect.require_safe_wal(version)


def test_the_sqlite_that_is_used_is_safe():
    version = tuple(int(part) for part in dialect.sqlite_version().split("."))

    dialect.require_safe_wal((3, 51, 3))
    dialect.require_safe_wal(version)
    assert version >= dialect.SAFE_WAL


def test_a_connection_waits_for_writers_and_uses_the_write_ahead_log(store: Store):
    with store.read() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "busy_timeout", "synchronous")
        ]

    assert found == ["wal", 30_000, 1]


def test_a_writing_transaction_holds_the_lock_before_its_first_statement(store: Store):
    other = sqlite.connect(store.path, timeout=0, isolation_level=None)
    with store.read():
        other.execute("BEGIN IMMEDIATE")  # a reader leaves it free
        other.execute("ROLLBACK")
    with store.write(), pytest.raises(sqlite.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.close()


def test_the_database_s_clock_is_utc_in_milliseconds(store: Store):
    before = clock.now_utc_ms()
    with store.read() as connection:
        found = connection.exec_driver_sql(f"SELECT {dialect.NOW_MS}").scalar_one()

    assert before - 1 <= found <= clock.now_utc_ms()


def test_looking_at_a_file_neither_changes_nor_lets_change_it(tmp_path: Path):
    path = tmp_path / "x"
    other = sqlite.connect(path)
    other.execute("CREATE TABLE bookmarks (url)")
    other.close()
    before = path.read_bytes()

    with dialect.looking(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmarks",)]
        with pytest.raises(sqlite.OperationalError, match="readonly"):
            connection.execute("DROP TABLE bookmarks")

    assert path.read_bytes() == before
