"""Turns the rows of a list into checked contacts, batch by batch.

Owns what a row becomes: a contact, a duplicate within the file, an invalid address,
or an empty row. Whether a contact is new, changed or already known is for the
database to say; `Tally` counts both halves so that every row is counted once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from mailsim_desktop.contacts.columns import Columns
from mailsim_desktop.contacts.csv_records import Row
from mailsim_desktop.contacts.validate import Refused, check_address, trim
from mailsim_desktop.domain.contact import NewContact, contact_key

BATCH_ROWS = 2000
"""Rows checked before the caller hears of them."""

EMPTY_REASON = "No address in this row"
KNOWN_REASON = "Already on this list with the same data"


class RejectKind(StrEnum):
    """Why a row changed nothing."""

    DUPLICATE = "duplicate"
    INVALID = "invalid"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Reject:
    """One row that changed nothing, and why."""

    line: int  # of the file, from 1, where the row begins
    kind: RejectKind
    reason: str  # for people
    value: str  # the cell with the address, as in the file


@dataclass(frozen=True, slots=True)
class Accepted:
    """One row that holds a valid address not seen before in the file."""

    line: int
    value: str  # the cell with the address, as in the file
    contact: NewContact


@dataclass(slots=True)
class Batch:
    """What became of some consecutive rows; their sum is `read`."""

    read: int = 0
    accepted: list[Accepted] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows became what; the five parts always make the whole."""

    imported: int = 0
    updated: int = 0
    duplicate: int = 0
    invalid: int = 0
    empty: int = 0

    @property
    def read(self) -> int:
        """Rows below the header."""
        return self.imported + self.updated + self.duplicate + self.invalid + self.empty

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.imported + other.imported,
            self.updated + other.updated,
            self.duplicate + other.duplicate,
            self.invalid + other.invalid,
            self.empty + other.empty,
        )


def count_rejects(rejects: Iterable[Reject]) -> Tally:
    """Tally of `rejects` alone."""
    counts = dict.fromkeys(RejectKind, 0)
    for reject in rejects:
        counts[reject.kind] += 1
    return Tally(
        duplicate=counts[RejectKind.DUPLICATE],
        invalid=counts[RejectKind.INVALID],
        empty=counts[RejectKind.EMPTY],
    )


def check_rows(
    rows: Iterable[Row], columns: Columns, *, batch_rows: int = BATCH_ROWS
) -> Iterator[Batch]:
    """Judge `rows` in order and yield them in batches.

    Only the key and the line of each accepted address stay in memory.
    """
    first_lines: dict[int, int] = {}
    batch = Batch()
    for row in rows:
        outcome = _judge(row, columns, first_lines)
        batch.read += 1
        if isinstance(outcome, Reject):
            batch.rejects.append(outcome)
        else:
            batch.accepted.append(outcome)
        if batch.read == batch_rows:
            yield batch
            batch = Batch()
    if batch.read:
        yield batch


def _judge(row: Row, columns: Columns, first_lines: dict[int, int]) -> Accepted | Reject:
    value = row.cells[columns.email] if columns.email < len(row.cells) else ""
    address = trim(value)
    if not address:
        return Reject(row.line, RejectKind.EMPTY, EMPTY_REASON, value)
    checked = check_address(address, _name(row.cells, columns))
    if isinstance(checked, Refused):
        return Reject(row.line, RejectKind.INVALID, checked.reason, value)
    first = first_lines.setdefault(contact_key(checked.email), row.line)
    if first != row.line:
        return Reject(row.line, RejectKind.DUPLICATE, f"Duplicate of line {first}", value)
    return Accepted(row.line, value, checked)


def _name(cells: list[str], columns: Columns) -> str:
    """Join the name's cells; white space between words becomes one space."""
    parts = (cells[index] for index in columns.name if index < len(cells))
    return " ".join(trim(" ".join(parts)).split())
