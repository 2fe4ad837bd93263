"""All contacts in the order of a column, for tables that a person sorts.

No index: each would slow every import by a tenth. Addresses have theirs, because they are
unique; for the other columns the first letters of a million contacts are read and sorted
in 0.3 s, and whoever asked keeps the answer until contacts change.

The order is that of the letters without case, and of Latin letters without their accents:
Ángel stands beside Angel. Letters of other scripts follow, in the order of their code
points. What is equal in its first letters stands in the order in which it was stored.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from mailsim_desktop.store.contact_ids import Ids, parse
from mailsim_desktop.store.letters import fold

_WORD = 8
"""Bytes that are compared at once."""
_CHUNK = 65_536
"""Contacts read at a time: few enough that no thread waits long for this one."""


class ContactSort(StrEnum):
    """Columns by which contacts can be ordered."""

    EMAIL = "email"
    NAME = "name"
    DOMAIN = "domain"
    STATE = "state"


_LETTERS = {ContactSort.NAME: 24, ContactSort.DOMAIN: 32, ContactSort.STATE: 8}
"""How many bytes of a column decide; states differ in their first eight."""


def ordered_ids(connection: Connection, sort: ContactSort) -> Ids:
    """Read the ids of all contacts, ordered by a column, the smallest first."""
    if sort is ContactSort.EMAIL:
        sql = "SELECT group_concat(id) FROM (SELECT id FROM contacts ORDER BY email)"
        return parse(connection.exec_driver_sql(sql).scalar_one())
    ids, words = _read(connection, sort)
    return ids[np.lexsort(words[::-1])]  # lexsort takes the last key as the first


def _read(connection: Connection, sort: ContactSort) -> tuple[Ids, list[NDArray[np.uint64]]]:
    """Ids as stored, and the words of each, the first word first; each (n,)."""
    width = _LETTERS[sort]
    sql = (
        f"SELECT group_concat(id), CAST(group_concat(printf('%-{width}.{width}s', {sort}), '')"
        f" AS BLOB) FROM (SELECT id, {sort} FROM contacts WHERE id > ? ORDER BY id LIMIT {_CHUNK})"
    )
    ids = [np.empty(0, dtype=np.int64)]
    words: list[list[NDArray[np.uint64]]] = [[] for _ in range(width // _WORD)]
    last = 0
    while True:
        joined, text = connection.exec_driver_sql(sql, (last,)).one()
        if joined is None:
            break
        ids.append(parse(joined))
        last = int(ids[-1][-1])
        rows = np.frombuffer(text, dtype=np.uint8).reshape(-1, width)
        columns = fold(rows).view(">u8").astype(np.uint64).T
        for kept, column in zip(words, columns, strict=True):
            kept.append(np.ascontiguousarray(column))
    return np.concatenate(ids), [_joined(column) for column in words]


def _joined(parts: list[NDArray[np.uint64]]) -> NDArray[np.uint64]:
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.uint64)
