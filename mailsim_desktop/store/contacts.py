"""SQL of contacts and of their membership in lists.

Owns the meaning of new, updated and known. Every function takes the caller's
connection, so that a whole import is one transaction; none of them commits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection

from mailsim_desktop.domain.contact import ContactState, NewContact, contact_key
from mailsim_desktop.store.contact_search import matching
from mailsim_desktop.store.rows import execute_all, insert_rows

_LOOKUP = 500  # addresses a statement; the text is the same for all but the last
_INSERT = (
    "INSERT INTO contacts (email, name, domain, contact_key, state, created_utc_ms, updated_utc_ms)"
)
_JOIN_LIST = "INSERT INTO list_members (list_id, contact_id)"
_RENAME = "UPDATE contacts SET name = ?, updated_utc_ms = ? WHERE id = ?"


class Fate(StrEnum):
    """What became of a contact that was merged into a list."""

    IMPORTED = "imported"  # new in the database
    UPDATED = "updated"  # known; its name or its membership of the list changed
    KNOWN = "known"  # already on the list with the same data


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A stored contact."""

    id: int
    email: str
    name: str
    domain: str
    state: ContactState


@dataclass(frozen=True, slots=True)
class _Known:
    id: int
    name: str
    member: bool


def merge_contacts(
    connection: Connection, list_id: int, contacts: Sequence[NewContact], *, now_utc_ms: int
) -> list[Fate]:
    """Store `contacts`, no two of them equal, and put them on the list; say what became of each.

    New contacts become valid: their addresses passed email-validator. Known ones keep
    their state, whatever it is, and an empty name never erases a stored one.
    """
    known = _lookup(connection, list_id, [contact.email for contact in contacts])
    new = [contact for contact in contacts if contact.email not in known]
    joining = _insert_new(connection, new, now_utc_ms)
    renamed: list[tuple[str, int, int]] = []
    fates = []
    for contact in contacts:
        old = known.get(contact.email)
        if old is None:
            fates.append(Fate.IMPORTED)
            continue
        rename = contact.name not in {"", old.name}
        if rename:
            renamed.append((contact.name, now_utc_ms, old.id))
        if not old.member:
            joining.append(old.id)
        fates.append(Fate.UPDATED if rename or not old.member else Fate.KNOWN)
    if renamed:
        connection.exec_driver_sql(_RENAME, renamed)
    execute_all(connection, insert_rows(_JOIN_LIST, [(list_id, number) for number in joining]))
    return fates


def _lookup(connection: Connection, list_id: int, emails: Sequence[str]) -> dict[str, _Known]:
    found: dict[str, _Known] = {}
    for start in range(0, len(emails), _LOOKUP):
        part = emails[start : start + _LOOKUP]
        rows = connection.exec_driver_sql(
            "SELECT c.email, c.id, c.name, m.contact_id IS NOT NULL FROM contacts AS c"
            " LEFT JOIN list_members AS m ON m.list_id = ? AND m.contact_id = c.id"
            f" WHERE c.email IN ({','.join('?' * len(part))})",
            (list_id, *part),
        )
        for email, number, name, member in rows:
            found[email] = _Known(number, name, bool(member))
    return found


def _insert_new(
    connection: Connection, contacts: Sequence[NewContact], now_utc_ms: int
) -> list[int]:
    """Ids of the inserted rows, in the order of `contacts`."""
    valid = ContactState.VALID.value
    rows = [
        (c.email, c.name, c.domain, contact_key(c.email), valid, now_utc_ms, now_utc_ms)
        for c in contacts
    ]
    ids: list[int] = []
    for sql, parameters in insert_rows(_INSERT, rows, "RETURNING id"):
        ids.extend(row[0] for row in connection.exec_driver_sql(sql, parameters))
    return sorted(ids)  # RETURNING promises no order; ids grow with the rows


def page_contacts(
    connection: Connection,
    *,
    list_id: int | None = None,
    after_id: int = 0,
    limit: int = 200,
    search: str = "",
) -> list[ContactRow]:
    """Read the next contacts behind `after_id`, in the order in which they were stored.

    Parameters
    ----------
    list_id : of this list only; None for all.
    search : part of an address or a name; empty for all.
    """
    where, parameters = _condition(connection, list_id, search)
    key = "c.id" if list_id is None else "m.contact_id"  # the key that is walked in order
    rows = connection.exec_driver_sql(
        f"SELECT c.id, c.email, c.name, c.domain, c.state FROM {where}"
        f" AND {key} > ? ORDER BY {key} LIMIT ?",
        (*parameters, after_id, limit),
    )
    return [as_contact(row) for row in rows]


def count_contacts(
    connection: Connection, *, list_id: int | None = None, search: str = ""
) -> dict[ContactState, int]:
    """Count the contacts of a list, or all, by state; states without any are left out."""
    where, parameters = _condition(connection, list_id, search)
    rows = connection.exec_driver_sql(
        f"SELECT c.state, count(*) FROM {where} GROUP BY c.state ORDER BY c.state", parameters
    )
    return {ContactState(state): count for state, count in rows}


def count_members(connection: Connection, list_id: int) -> int:
    """Count the contacts on a list, whatever their state."""
    row = connection.exec_driver_sql(
        "SELECT count(*) FROM list_members WHERE list_id = ?", (list_id,)
    ).one()
    return int(row[0])


def by_email(connection: Connection, email: str) -> ContactRow | None:
    """Find a contact by its address, in any case."""
    row = connection.exec_driver_sql(
        "SELECT id, email, name, domain, state FROM contacts WHERE email = ?",
        (email.strip().casefold(),),
    ).first()
    return None if row is None else as_contact(row)


def as_contact(row: Sequence[Any]) -> ContactRow:
    """A row of the columns id, email, name, domain, state."""
    number, email, name, domain, state = row
    return ContactRow(number, email, name, domain, ContactState(state))


def _condition(
    connection: Connection, list_id: int | None, search: str
) -> tuple[str, tuple[Any, ...]]:
    """Tables and condition of a selection, and its parameters."""
    source = "contacts AS c WHERE true"
    parameters: tuple[Any, ...] = ()
    if list_id is not None:
        source = "list_members AS m JOIN contacts AS c ON c.id = m.contact_id WHERE m.list_id = ?"
        parameters = (list_id,)
    if search:
        condition, patterns = matching(connection, search)
        source += f" AND {condition}"
        parameters += patterns
    return source, parameters
