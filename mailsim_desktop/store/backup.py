"""A consistent copy of a database that is in use, by SQLite's own backup."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from mailsim_desktop.errors import ExportError
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.dialect import connect
from mailsim_desktop.store.translate import translating


def copy_database(store: Store, target: Path) -> None:
    """Copy the store's database to `target`, which must not exist.

    Raises
    ------
    ExportError : no file can be made there.
    """
    with translating(str(store.path)):
        source = connect(store.path)  # first: without it there is nothing to make a file for
    with closing(source):
        try:
            target.touch(mode=0o600, exist_ok=False)
        except OSError as error:
            raise ExportError(
                f"{target} cannot be written: {error.strerror}.", "Choose another place."
            ) from error
        with translating(str(target)), closing(connect(target)) as copy:
            source.backup(copy)
