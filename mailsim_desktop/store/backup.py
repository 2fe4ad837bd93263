"""A consistent copy of a database that is in use, by SQLite's own backup."""

from __future__ import annotations

from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from mailsim_desktop.errors import ExportError
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.translate import translating


def copy_database(store: Store, target: Path) -> None:
    """Copy the store's database to `target`, which must not exist.

    Raises
    ------
    ExportError : no file can be made there.
    """
    try:
        target.touch(mode=0o600, exist_ok=False)
    except OSError as error:
        raise ExportError(
            f"{target} cannot be written: {error.strerror}.", "Choose another place."
        ) from error
    with translating(str(target)):
        source = sqlite.connect(store.path)
        try:
            copy = sqlite.connect(target)
            try:
                source.backup(copy)
            finally:
                copy.close()
        finally:
            source.close()
