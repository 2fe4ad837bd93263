"""A consistent copy of a database that is in use, by SQLite's own backup."""

from __future__ import annotations

from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from mailsim_desktop.store.database import Store
from mailsim_desktop.store.translate import translating


def copy_database(store: Store, target: Path) -> None:
    """Copy the store's database to `target`, which must not exist."""
    with translating(str(target)):
        target.touch(mode=0o600)
        source = sqlite.connect(store.path)
        try:
            copy = sqlite.connect(target)
            try:
                source.backup(copy)
            finally:
                copy.close()
        finally:
            source.close()
