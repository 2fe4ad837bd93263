"""Asks every invariant of `store.invariants` in one state of the database.

They hold at every moment, also while workers are killed; the fault tests and
`mailsim db check` ask them. What an invariant says is its own matter.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from mailsim_desktop.errors import NotADatabaseError
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.invariants import (
    child_runs,
    contacts,
    digests,
    documents,
    event_log,
    jobs,
    lanes,
    plan,
    rollups,
    runs,
    shards,
    storage,
    words,
)
from mailsim_desktop.store.invariants.invariant import Invariant

SHOWN = 20
"""Violations of one invariant that are told; a broken file may have millions."""

_SUBJECTS = (
    storage, words, documents, contacts, plan, child_runs, runs, shards, lanes, jobs, event_log,
    rollups, digests,
)  # fmt: skip


def invariants() -> list[Invariant]:
    """All of them, in the order in which they are asked."""
    return [one for subject in _SUBJECTS for one in subject.INVARIANTS]


def number() -> int:
    """How many invariants `violations` asks."""
    return len(invariants())


def violations(store: Store, progress: Callable[[int], None] | None = None) -> list[str]:
    """One sentence for each violation found, the first twenty of each kind.

    A file that is damaged so that an invariant cannot even be asked is a violation too.

    Parameters
    ----------
    progress : told after each invariant how many have been asked.
    """
    found: list[str] = []
    try:
        with store.read() as connection:
            for asked, invariant in enumerate(invariants(), 1):
                found += [line for line in _broken(connection, invariant) if line not in found]
                if progress is not None:
                    progress(asked)
    except NotADatabaseError:
        if not found:
            raise
        # It is so damaged that SQLite would not even end the transaction: that was told above.
    return found


def _broken(connection: Connection, invariant: Invariant) -> list[str]:
    try:
        rows = (
            connection.exec_driver_sql(invariant.rows)
            if isinstance(invariant.rows, str)
            else invariant.rows(connection)
        )
        return [invariant.sentence.format(*row) for row in islice(rows, SHOWN)]
    except (DBAPIError, sqlite.Error, UnicodeDecodeError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        return [f"SQLite: {cause}"]
