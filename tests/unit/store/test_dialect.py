"""How a connection to SQLite is set up, and how a writing transaction begins."""

from __future__ import annotations

from contextlib import closing

import pysqlite3.dbapi2 as sqlite
import pytest

from mailsim_desktop import clock
from mailsim_desktop.errors import StoreBusyError, StoreUnavailableError
from mailsim_desktop.store import dialect
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.dialect import NOW_MS, SAFE_WAL, require_safe_wal, sqlite_version
from tests.helpers.workspace import Workspace


@pytest.mark.parametrize("version", [(3, 7, 0), (3, 40, 1), (3, 51, 2)])
def test_sqlite_that_can_damage_a_shared_database_is_refused(version):
    with pytest.raises(StoreUnavailableError, match=".".join(map(str, version))):
        require_safe_wal(version)


@pytest.mark.parametrize("version", [(3, 51, 3), (3, 53, 4), (4, 0, 0)])
def test_later_sqlite_is_taken(version):
    assert require_safe_wal(version) is None


def test_library_in_use_is_a_safe_one():
    assert tuple(map(int, sqlite_version().split("."))) >= SAFE_WAL


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("busy_timeout", 30_000), ("synchronous", 1), ("query_only", 0)],
)
def test_connection_has_the_settings_that_the_design_asks_for(workspace: Workspace, pragma, value):
    assert workspace.sql(f"PRAGMA {pragma}") == [(value,)]


def test_writing_transaction_takes_the_lock_before_its_first_statement(workspace: Workspace):
    rival = sqlite.connect(workspace.path, timeout=0, isolation_level=None)
    store = workspace.store()

    with store.write(), pytest.raises(sqlite.OperationalError, match="locked"):
        rival.execute("BEGIN IMMEDIATE")

    rival.execute("BEGIN IMMEDIATE")  # free again
    rival.execute("ROLLBACK")
    rival.close()
    store.close()


def test_a_writer_takes_the_lock_at_its_next_look_however_long_it_waited(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
):
    rival = sqlite.connect(workspace.path, timeout=0, isolation_level=None)
    rival.execute("BEGIN IMMEDIATE")
    looks: list[float] = []

    def look(seconds: float) -> None:
        looks.append(seconds)
        if len(looks) == 5:
            rival.execute("ROLLBACK")

    monkeypatch.setattr(dialect, "sleep", look)
    store = workspace.store()
    with store.write() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one() == 30_000

    assert len(looks) == 5
    assert all(0 < seconds <= dialect.LONGEST_LOOK_S for seconds in looks)
    rival.close()
    store.close()


def test_a_writer_gives_up_after_the_time_that_it_was_given(workspace: Workspace):
    rival = sqlite.connect(workspace.path, timeout=0, isolation_level=None)
    rival.execute("BEGIN IMMEDIATE")
    store = Store(workspace.path, busy_ms=20)
    begun = clock.monotonic_s()

    with pytest.raises(StoreBusyError), store.write():
        pass

    assert 0.02 <= clock.monotonic_s() - begun < 5
    with store.read() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one() == 20
    rival.close()
    store.close()


def test_reading_transaction_leaves_the_lock_to_writers(workspace: Workspace):
    rival = sqlite.connect(workspace.path, timeout=0, isolation_level=None)
    store = workspace.store()

    with store.read() as connection:
        connection.exec_driver_sql("SELECT COUNT(*) FROM lists").all()
        rival.execute("BEGIN IMMEDIATE")
        rival.execute("INSERT INTO lists (name, created_utc_ms) VALUES ('a', 0)")
        rival.execute("COMMIT")

    rival.close()
    store.close()
    assert workspace.sql("SELECT name FROM lists") == [("a",)]


def test_clock_of_the_database_is_utc_in_milliseconds(workspace: Workspace):
    before = clock.now_utc_ms()

    found = workspace.sql(f"SELECT {NOW_MS}, TYPEOF({NOW_MS})")

    assert before - 1 <= found[0][0] <= clock.now_utc_ms()
    assert found[0][1] == "integer"


def test_looking_at_a_file_neither_changes_it_nor_lets_change_it(tmp_path):
    path = tmp_path / "x"
    with closing(sqlite.connect(path)) as other:
        other.execute("CREATE TABLE bookmarks (url)")
    before = path.read_bytes()

    with dialect.looking(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmarks",)]
        with pytest.raises(sqlite.OperationalError, match="readonly"):
            connection.execute("DROP TABLE bookmarks")

    assert path.read_bytes() == before
