"""Imports a list file into the database, all of it or nothing.

The file is read and judged first, outside any transaction, into a spool; then one
transaction writes everything. That is the simplest form that loses nothing: a
cancel, a fault in the last row or a killed process leaves the database as it was,
and other writers wait for the writing alone, not for the validation, which takes
several times as long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, overload

from mailsim_desktop import clock
from mailsim_desktop.contacts.columns import ColumnChoice, find_columns
from mailsim_desktop.contacts.importing import (
    KNOWN_REASON,
    Batch,
    Reject,
    RejectKind,
    Tally,
    check_rows,
    count_rejects,
)
from mailsim_desktop.contacts.reader import ListFile, examine, reading, shown_name
from mailsim_desktop.contacts.spool import Spool
from mailsim_desktop.errors import SettingsError, naming
from mailsim_desktop.store import imports, lists
from mailsim_desktop.store.contacts import Fate, merge_contacts
from mailsim_desktop.store.database import Store

if TYPE_CHECKING:
    from sqlalchemy import Connection

FIRST_REJECTS = 10
_NAME_LIMIT = 200


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far an import is. First the file is read, then the rows are written."""

    rows_read: int
    rows_written: int
    bytes_read: int
    bytes_total: int


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What an import did; `read` is the sum of the five counts behind it."""

    import_id: int
    list_id: int
    list_name: str
    file_name: str
    delimiter: str
    encoding: str
    read: int
    imported: int
    updated: int
    duplicate: int
    invalid: int
    empty: int
    first_rejects: tuple[Reject, ...]  # in the order of the file; `rejects` pages them all


Progress = Callable[[ImportProgress], None]
Cancelled = Callable[[], bool]


@overload
def import_contacts(
    store: Store,
    path: Path,
    *,
    list_name: str | None = None,
    columns: ColumnChoice | None = None,
    progress: Progress | None = None,
) -> ImportSummary: ...


@overload
def import_contacts(
    store: Store,
    path: Path,
    *,
    list_name: str | None = None,
    columns: ColumnChoice | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled,
) -> ImportSummary | None: ...


def import_contacts(
    store: Store,
    path: Path,
    *,
    list_name: str | None = None,
    columns: ColumnChoice | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ImportSummary | None:
    """Import the list file at `path`; None where `cancelled` said so and nothing changed.

    Parameters
    ----------
    list_name : list to put the contacts on, created where needed; default: the file's name
        without its ending.
    columns : which columns to use; default: recognise them.
    progress : called after every batch, on the calling thread.
    cancelled : asked before every batch.

    Raises
    ------
    ImportFileError : the file cannot be read, or is not a list.
    UnknownColumnError : it has no e-mail column, or not the one that was named.
    SettingsError : the list's name cannot be one.
    """
    name = _list_name(path.stem if list_name is None else list_name)
    with naming(path), closing(Spool()) as spool:
        file = examine(path)
        steps = _Steps(file, progress, cancelled)
        try:
            _judge(file, columns, spool, steps)
            with store.write() as connection:
                writing = _Writing(connection, name, shown_name(path))
                for batch in spool.batches():
                    writing.write(batch)
                    steps.wrote(batch)
                writing.finish()
        except _CancelledError:
            return None
    with store.read() as connection:
        return _summary(connection, writing.import_id, file)


class _CancelledError(Exception):
    """Leaves the transaction, which rolls back."""


class _Steps:
    """Reports progress and asks for a cancel between batches."""

    def __init__(
        self, file: ListFile, progress: Progress | None, cancelled: Cancelled | None
    ) -> None:
        self._total = file.size
        self._progress = progress
        self._cancelled = cancelled
        self._read = self._written = self._bytes = 0

    def judged(self, batch: Batch, bytes_read: int) -> None:
        self._read += batch.read
        self._bytes = bytes_read
        self._step()

    def wrote(self, batch: Batch) -> None:
        self._written += batch.read
        self._step()

    def _step(self) -> None:
        if self._progress is not None:
            self._progress(ImportProgress(self._read, self._written, self._bytes, self._total))
        if self._cancelled is not None and self._cancelled():
            raise _CancelledError


def _judge(file: ListFile, choice: ColumnChoice | None, spool: Spool, steps: _Steps) -> None:
    columns = find_columns(file.header, choice, where=str(file.path))
    with reading(file) as opened:
        for batch in check_rows(opened.rows(), columns):
            spool.add(batch)
            steps.judged(batch, opened.bytes_read())


class _Writing:
    """One import inside the caller's transaction."""

    def __init__(self, connection: Connection, list_name: str, file_name: str) -> None:
        self._connection = connection
        self._now = clock.now_utc_ms()
        self._list_id = lists.ensure_list(connection, list_name, now_utc_ms=self._now)
        self._tally = Tally()
        self.import_id = imports.begin_import(
            connection, self._list_id, file_name, now_utc_ms=self._now
        )

    def write(self, batch: Batch) -> None:
        contacts = [accepted.contact for accepted in batch.accepted]
        fates = merge_contacts(self._connection, self._list_id, contacts, now_utc_ms=self._now)
        rejects = [*batch.rejects, *_known(batch, fates)]
        imports.add_rejects(
            self._connection,
            self.import_id,
            ((r.line, r.kind.value, r.reason, r.value) for r in rejects),
        )
        self._tally += count_rejects(rejects) + Tally(
            imported=fates.count(Fate.IMPORTED), updated=fates.count(Fate.UPDATED)
        )

    def finish(self) -> None:
        t = self._tally
        counts = (t.read, t.imported, t.updated, t.duplicate, t.invalid, t.empty)
        imports.finish_import(self._connection, self.import_id, counts)


def _known(batch: Batch, fates: Iterable[Fate]) -> list[Reject]:
    return [
        Reject(accepted.line, RejectKind.DUPLICATE, KNOWN_REASON, accepted.value)
        for accepted, fate in zip(batch.accepted, fates, strict=True)
        if fate is Fate.KNOWN
    ]


def _list_name(text: str) -> str:
    name = text.strip()
    encodable = text.isprintable() and "\ufffd" not in name
    if not name or len(name) > _NAME_LIMIT or not encodable:
        raise SettingsError(
            f"{text!r} cannot be the name of a list.",
            f"Give one of 1 to {_NAME_LIMIT} ordinary characters with --list.",
        )
    return name


def _summary(connection: Connection, import_id: int, file: ListFile) -> ImportSummary:
    row = imports.find_import(connection, import_id)
    assert row is not None  # noqa: S101 # it was committed a moment ago and is never deleted
    return ImportSummary(
        import_id=row.id,
        list_id=row.list_id,
        list_name=row.list_name,
        file_name=row.file_name,
        delimiter=file.delimiter,
        encoding=file.encoding,
        read=row.read,
        imported=row.imported,
        updated=row.updated,
        duplicate=row.duplicate,
        invalid=row.invalid,
        empty=row.empty,
        first_rejects=as_rejects(imports.page_rejects(connection, import_id, limit=FIRST_REJECTS)),
    )


def as_rejects(rows: Iterable[imports.RejectRow]) -> tuple[Reject, ...]:
    """Rejected rows as the database keeps them, in the words of `contacts`."""
    return tuple(
        Reject(line, RejectKind(kind), reason, value) for line, kind, reason, value in rows
    )
