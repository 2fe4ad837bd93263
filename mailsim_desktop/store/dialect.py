"""What differs between databases, in one place. SQLite alone for now.

Owns connection settings, the way a writing transaction begins, and the text of the
database's clock. Everything else in the store is plain SQL.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from mailsim_desktop.errors import StoreUnavailableError

SAFE_WAL = (3, 51, 3)
"""SQLite 3.7.0 to 3.51.2 can corrupt a WAL database that several processes use."""

NOW_MS = "CAST(unixepoch('subsec') * 1000 AS INTEGER)"
"""The database's clock in UTC milliseconds, for leases."""

APPLICATION_ID = 0x4D53494D  # "MSIM", in the file's header

_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA cache_size = -65536",
    "PRAGMA temp_store = MEMORY",
)


def sqlite_version() -> str:
    """Version of the SQLite library in use."""
    return str(sqlite.sqlite_version)


def require_safe_wal(version: tuple[int, ...]) -> None:
    """Refuse a SQLite whose WAL mode is not safe for several processes."""
    if version < SAFE_WAL:
        raise StoreUnavailableError(
            f"SQLite {'.'.join(map(str, version))} can damage a database that several"
            " processes use.",
            "Install pysqlite3 0.6.1 or newer, which brings SQLite 3.53.",
        )


@contextmanager
def looking(path: Path) -> Iterator[Any]:
    """Open a file that may not be ours, and leave it as it is: not even its journal mode is set."""
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA query_only = ON")
        yield connection


def connect(path: Path) -> Any:
    """Connection of the driver to an existing file; SQLite would make one that is missing."""
    return sqlite.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=30)


def is_locked(path: Path) -> bool:
    """Whether anybody holds the one lock that a writer of the file needs."""
    with closing(connect(path)) as connection:
        connection.isolation_level = None
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite.OperationalError:
            return True
        connection.execute("ROLLBACK")
    return False


def file_url(path: Path) -> URL:
    """URL of an existing database file; no character of its name means anything else."""
    return URL.create(
        "sqlite", database=path.absolute().as_uri(), query={"mode": "rw", "uri": "true"}
    )


LOOK_S, LONGEST_LOOK_S = 0.000_3, 0.02
"""Between two looks at the write lock, at first and after a while."""
BUSY_MS = 30_000
"""How long a transaction waits for the one that another connection has open."""


def make_engine(url: URL | str, *, read_only: bool = False, busy_ms: int | None = None) -> Engine:
    """Engine with one connection, for the thread that makes it.

    Parameters
    ----------
    url : SQLAlchemy URL, see `file_url`.
    read_only : refuse every write, for screens.
    busy_ms : how long to wait for the write lock; `BUSY_MS` if not given.
    """
    require_safe_wal(sqlite.sqlite_version_info)
    wait_ms = BUSY_MS if busy_ms is None else busy_ms
    engine = create_engine(url, module=sqlite, poolclass=QueuePool, pool_size=1, max_overflow=0)

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS if busy_ms is None else busy_ms}")
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        if read_only:
            connection.execute("PRAGMA query_only = ON")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        # A deferred transaction that reads and then writes fails at once when another
        # process wrote in between, whatever the time-out; so writers take the lock first.
        if connection.get_execution_options().get("writing", False):
            _begin_writing(connection.connection.driver_connection, wait_ms)
        else:
            connection.exec_driver_sql("BEGIN")

    return engine


def _begin_writing(raw: Any, wait_ms: int) -> None:
    """Begin a transaction with the write lock, waiting for others up to `wait_ms`.

    SQLite sleeps ever longer between two looks at the lock, up to a tenth of a second; workers
    hold it for a few milliseconds, and whoever oversleeps leaves it idle. So we look ourselves.
    """
    waited_s = 0.0
    raw.execute("PRAGMA busy_timeout = 0")
    try:
        while not _begins(raw, is_last=waited_s >= wait_ms / 1000):
            pause_s = min(LOOK_S + waited_s / 10, LONGEST_LOOK_S)
            sleep(pause_s)
            waited_s += pause_s
    finally:
        raw.execute(f"PRAGMA busy_timeout = {wait_ms}")


def sleep(seconds: float) -> None:
    """Wait; `time.sleep` reckons with an instant, which a clock that is set makes invalid."""
    Event().wait(seconds)


def _begins(raw: Any, *, is_last: bool) -> bool:
    """Whether the lock was free; raises where it is the last look, or anything else is wrong."""
    try:
        raw.execute("BEGIN IMMEDIATE")
    except sqlite.OperationalError as error:
        if is_last or not str(error.sqlite_errorname).startswith("SQLITE_BUSY"):
            raise
        return False
    return True
