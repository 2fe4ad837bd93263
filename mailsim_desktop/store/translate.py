"""Turns the driver's errors into ours, at the border of the store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pysqlite3.dbapi2 as sqlite
from sqlalchemy.exc import DBAPIError

from mailsim_desktop.errors import (
    DiskFullError,
    MailSimError,
    NotADatabaseError,
    StoreBusyError,
    StoreUnavailableError,
    naming,
)

_DAMAGED = "SQLITE_CORRUPT"
_HINTS: dict[str, tuple[type[MailSimError], str, str]] = {
    "SQLITE_BUSY": (
        StoreBusyError,
        "The database {path} is in use by another program.",
        "Nothing was changed. Close the other program, or try again.",
    ),
    "SQLITE_LOCKED": (
        StoreBusyError,
        "The database {path} is locked.",
        "Nothing was changed. Try again.",
    ),
    "SQLITE_FULL": (
        DiskFullError,
        "The disk with {path} is full.",
        "What was committed is safe. Free some space and resume.",
    ),
    "SQLITE_NOTADB": (
        NotADatabaseError,
        "{path} is not a MailSim database.",
        "The file was not changed. Choose another with --database.",
    ),
    _DAMAGED: (
        NotADatabaseError,
        "{path} is damaged.",
        "Restore a backup, or choose another file with --database.",
    ),
    "SQLITE_READONLY": (
        StoreUnavailableError,
        "The database {path} may not be written by this user.",
        "Ask for write access to the file and its folder, or choose another with --database.",
    ),
    "SQLITE_CANTOPEN": (
        StoreUnavailableError,
        "The database {path} cannot be opened.",
        "Check that its folder exists and that this user may read and write there.",
    ),
    "SQLITE_IOERR": (
        StoreUnavailableError,
        "Reading or writing {path} failed.",
        "What was committed is safe. Look for a bad disk, a quota, a limit on sizes; then resume.",
    ),
    "SQLITE_PERM": (
        StoreUnavailableError,
        "This user may not use {path}.",
        "Ask for access, or choose another with --database.",
    ),
}


def translated(error: BaseException, path: str) -> MailSimError | None:
    """Our error for a driver's, or None where it is a bug of ours."""
    cause: Any = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, UnicodeDecodeError):  # in a text of the file, or in an error about it
        name = _DAMAGED
    elif isinstance(cause, sqlite.Error):
        name = str(getattr(cause, "sqlite_errorname", ""))
    else:
        return None
    for prefix, (kind, message, hint) in _HINTS.items():
        if name.startswith(prefix):
            return kind(message.format(path=path), hint)
    return None


@contextmanager
def translating(path: str) -> Iterator[None]:
    """Raise our own errors for the database at `path`."""
    with naming(path):
        try:
            yield
        except (DBAPIError, sqlite.Error, UnicodeDecodeError) as error:
            ours = translated(error, path)
            if ours is None:
                raise
            raise ours from error
