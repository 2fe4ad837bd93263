"""Which contacts a selection holds, as numbers alone: a million fit into 8 MB.

Members of a list and contacts that fit a search are read from one table each and intersected
here; a join of a million members takes four times as long. Ids come over as one string,
because a million rows are a million Python objects first. Refuses to order by anything but
the id: see `contact_order`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from mailsim_desktop.domain.contact import ContactState
from mailsim_desktop.store.contact_search import matching
from mailsim_desktop.store.contacts import ContactRow, as_contact

Ids = NDArray[np.int64]
"""(n,) int64, ids of contacts; no id twice."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The contacts for which all of these hold; without any, all contacts."""

    members: Ids | None = None  # of a list, in order; see `member_ids`
    search: str = ""  # part of an address or a name
    state: ContactState | None = None


def selected_ids(connection: Connection, selection: Selection) -> Ids:
    """Read the ids of a selection, in the order in which the contacts were stored."""
    members = selection.members
    if members is not None and not selection.search and selection.state is None:
        return members
    found = _among_all(connection, selection)
    return found if members is None else keep(members, found)


def member_ids(connection: Connection, list_id: int) -> Ids:
    """Read the ids of the contacts on a list, in the order in which they were stored."""
    sql = "SELECT group_concat(contact_id) FROM list_members WHERE list_id = ?"
    return _sorted(connection, sql, (list_id,))


def keep(ids: Ids, chosen: Ids) -> Ids:
    """Those of `ids` that are in `chosen`, in the order of `ids`."""
    if not len(ids) or not len(chosen):
        return ids[:0]
    wanted = np.zeros(int(max(ids.max(), chosen.max())) + 1, dtype=np.bool_)
    wanted[chosen] = True
    return ids[wanted[ids]]


def contacts_by_id(connection: Connection, ids: Sequence[int]) -> dict[int, ContactRow]:
    """Read the contacts of these ids, a few hundred; one that is gone is left out."""
    rows = connection.exec_driver_sql(
        "SELECT id, email, name, domain, state FROM contacts"
        f" WHERE id IN ({','.join('?' * len(ids))})",
        tuple(ids),
    )
    return {row[0]: as_contact(row) for row in rows}


def parse(text: str | None) -> Ids:
    """Ids that SQL joined with commas; None is what it says of no rows."""
    if not text:
        return np.empty(0, dtype=np.int64)
    return np.fromstring(text, dtype=np.int64, sep=",")


def _among_all(connection: Connection, selection: Selection) -> Ids:
    conditions = ["true"]
    parameters: list[str] = []
    if selection.search:
        condition, found = matching(connection, selection.search)
        conditions.append(condition)
        parameters += found
    if selection.state is not None:
        conditions.append("c.state = ?")
        parameters.append(selection.state.value)
    sql = f"SELECT group_concat(c.id) FROM contacts AS c WHERE {' AND '.join(conditions)}"
    return _sorted(connection, sql, tuple(parameters))


def _sorted(connection: Connection, sql: str, parameters: tuple[Any, ...]) -> Ids:
    ids = parse(connection.exec_driver_sql(sql, parameters).scalar_one())
    ids.sort()  # SQLite may have walked an index
    return ids
