"""Opening a database: checks, migrations, and transactions.

A `Store` belongs to the thread that made it. Operations live in the sibling modules
as functions of a connection; this module only opens, migrates and hands out
connections.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Engine

from mailsim_desktop import paths
from mailsim_desktop.errors import (
    NotADatabaseError,
    SchemaTooNewError,
    SettingsError,
    StoreUnavailableError,
    naming,
)
from mailsim_desktop.store.dialect import (
    APPLICATION_ID,
    file_url,
    is_locked,
    looking,
    make_engine,
)
from mailsim_desktop.store.place import Place
from mailsim_desktop.store.translate import translating

HEAD = "0006"
"""Newest migration; a test holds it against the migrations folder."""

KNOWN_REVISIONS = frozenset({"0001", "0002", "0003", "0004", "0005", "0006"})


MOST_LOG_BYTES = 256 * 1024 * 1024
"""Length of the write-ahead log at which workers wait for readers; a few batches may follow."""


class Store:
    """One thread's way to the database at `path`, which exists; no other file takes its place.

    A writing transaction waits `busy_ms`, or 30 s, for others, then raises `StoreBusyError`.
    Raises `DatabaseLostError` at the next transaction where the file was deleted or replaced.
    """

    def __init__(self, path: Path, *, read_only: bool = False, busy_ms: int | None = None) -> None:
        self.path = path
        self._place = Place(path)
        self._engine: Engine = make_engine(file_url(path), read_only=read_only, busy_ms=busy_ms)
        self._writer = self._engine.execution_options(writing=True)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One writing transaction: commits at the end, rolls back on any error."""
        self._place.require_same()
        with translating(str(self.path)), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One short reading transaction: a single state of the database."""
        self._place.require_same()
        with translating(str(self.path)), self._engine.begin() as connection:
            yield connection

    def checkpoint(self, *, wait: bool = True) -> None:
        """Move the write-ahead log into the database file.

        With `wait`, wait for readers and cut the log off; else move what can be moved now.
        """
        self._place.require_same()
        mode = "TRUNCATE" if wait else "PASSIVE"
        self._outside(f"PRAGMA wal_checkpoint({mode})")

    @contextmanager
    def scratch(self) -> Iterator[None]:
        """Give this store a second database `scratch` on disk, for what is too long for memory.

        SQLite would keep temporary tables in memory. It is empty, and gone at the end.
        """
        with TemporaryDirectory(prefix="mailsim-") as folder:
            self._outside("ATTACH ? AS scratch", str(Path(folder, "scratch.sqlite3")))
            try:
                self._outside("PRAGMA scratch.journal_mode = OFF")  # nobody needs it after us
                self._outside("PRAGMA scratch.synchronous = OFF")
                yield
            finally:
                self._outside("DETACH scratch")

    def _outside(self, sql: str, *values: str) -> None:
        """Run a statement outside any transaction."""
        with translating(str(self.path)), self._engine.connect() as connection:
            raw = connection.connection.driver_connection
            if raw is not None:
                raw.execute(sql, values)

    def log_is_full(self) -> bool:
        """Whether the write-ahead log is so long that no more should be written for now.

        It grows while somebody reads one old state of the database and never lets go.
        """
        try:
            return os.stat(f"{self.path}-wal").st_size > MOST_LOG_BYTES  # noqa: PTH116 # a string
        except OSError:
            return False  # there is none while nobody has written

    def is_locked(self) -> bool:
        """Whether anybody is in a writing transaction at this instant."""
        return is_locked(self.path)

    def close(self) -> None:
        """Give the connection back to the system."""
        self._engine.dispose()


def locate(database: str | None) -> Path:
    """Path of the database that `database` names: a path, a ``sqlite:///`` URL, or None.

    None means the environment's or the user's own; only then its folder is created.
    """
    if database is None and os.environ.get(paths.DATABASE_VARIABLE) is None:
        paths.make_folder(paths.data_folder())
    text = database or paths.default_database()
    if "://" in text:
        scheme, _, rest = text.partition(":///")
        if scheme != "sqlite" or not rest or "?" in rest or rest == ":memory:":
            raise SettingsError(
                f"The database {text} is not supported.",
                "Give a path, or a URL such as sqlite:///folder/mailsim.sqlite3.",
            )
        text = rest
    return Path(text).expanduser().absolute()


def prepare(database: str | None) -> Path:
    """Make sure that the database exists, is ours and is up to date; return its path.

    Raises
    ------
    NotADatabaseError : the file is something else.
    SchemaTooNewError : a newer version of the program wrote it.
    StoreUnavailableError : it cannot be opened or written.
    """
    path = locate(database)
    with naming(path):
        _require_usable(path)
    with translating(str(path)):
        if _is_new(path):
            _create_private(path)
        revision = _revision(path)
        if revision is not None and revision not in KNOWN_REVISIONS:
            raise SchemaTooNewError(
                f"{path} was written by a newer version of MailSim Desktop.",
                "Nothing was changed. Update the program, or choose another with --database.",
            )
        if revision != HEAD:
            from mailsim_desktop.store.migrate import upgrade  # noqa: PLC0415 # 0.2 s, seldom needed

            upgrade(path)
    return path


def open_store(database: str | None) -> Store:
    """Prepare the database and open it for this thread."""
    return Store(prepare(database))


def _is_new(path: Path) -> bool:
    return not path.exists() or path.stat().st_size == 0


def _require_usable(path: Path) -> None:
    if path.is_dir():
        raise StoreUnavailableError(
            f"{path} is a folder, not a database.", "Give the path of a file with --database."
        )
    if not path.parent.is_dir():
        raise StoreUnavailableError(
            f"The folder {path.parent} does not exist.",
            "Create it, or choose another place with --database.",
        )
    target = path if path.exists() else path.parent
    # WAL needs its side files next to the database, so the folder counts too.
    if not (os.access(target, os.W_OK) and os.access(path.parent, os.W_OK | os.X_OK)):
        raise StoreUnavailableError(
            f"This user may not write {target}.",
            "Ask for write access, or choose another place with --database.",
        )


def _create_private(path: Path) -> None:
    path.touch(mode=0o600)


def _revision(path: Path) -> str | None:
    """Revision of the schema in the file; None for an empty file."""
    with looking(path) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        if not names:
            return None
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        if application != APPLICATION_ID or "alembic_version" not in names:
            raise NotADatabaseError(
                f"{path} is a database of another program.",
                "It was not changed. Choose another with --database.",
            )
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return None if found is None else str(found[0])
