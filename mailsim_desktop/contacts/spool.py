"""Holds checked batches between reading a file and writing the database.

Validation takes far longer than writing, and a writing transaction keeps every other
writer out; so a list is judged first and waits here: in memory while it is small, in
an anonymous temporary file when it is not. Nothing outlives the process.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from mailsim_desktop.contacts.importing import Accepted, Batch, Reject, RejectKind
from mailsim_desktop.domain.contact import NewContact
from mailsim_desktop.errors import DiskFullError

MEMORY_BYTES = 16 * 1024 * 1024
"""More than this goes to the temporary folder."""


class Spool:
    """Batches in the order in which they were added."""

    def __init__(self, *, memory_bytes: int = MEMORY_BYTES) -> None:
        self._file = tempfile.SpooledTemporaryFile(  # noqa: SIM115 # `close` owns it
            max_size=memory_bytes, mode="w+", encoding="ascii"
        )

    def add(self, batch: Batch) -> None:
        """Put `batch` behind the others.

        Raises
        ------
        DiskFullError : the temporary folder has no room.
        """
        accepted = [
            (a.line, a.value, a.contact.email, a.contact.name, a.contact.domain)
            for a in batch.accepted
        ]
        rejects = [(r.line, r.kind, r.reason, r.value) for r in batch.rejects]
        with _explaining():
            self._file.write(json.dumps([batch.read, accepted, rejects]) + "\n")

    def batches(self) -> Iterator[Batch]:
        """Yield the batches again, from the first."""
        with _explaining():
            self._file.seek(0)
        for text in self._file:
            read, accepted, rejects = json.loads(text)
            yield Batch(
                read,
                [Accepted(line, value, NewContact(*rest)) for line, value, *rest in accepted],
                [
                    Reject(line, RejectKind(kind), reason, value)
                    for line, kind, reason, value in rejects
                ],
            )

    def close(self) -> None:
        """Forget everything."""
        self._file.close()


@contextmanager
def _explaining() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DiskFullError(
            f"The temporary folder {tempfile.gettempdir()} has no room for the import:"
            f" {error.strerror}.",
            "Nothing was changed. Free some space, or set TMPDIR to another folder.",
        ) from error
