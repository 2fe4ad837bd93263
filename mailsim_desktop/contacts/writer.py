"""Writes list files: CSV in UTF-8, whole or not at all.

Owns the care for the file that stands there already. Knows nothing of what is in
the rows.
"""

from __future__ import annotations

import csv
import errno
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from mailsim_desktop.errors import DiskFullError, ExportError, MailSimError, naming


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    r"""Write `rows` under `header`, comma between cells, ``\n`` at the ends; return their number.

    Raises
    ------
    ExportError : this user may not write there, or the folder does not exist.
    DiskFullError : there is no room; what stood at `path` is untouched.
    """
    count = 0
    with writing(path) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for count, row in enumerate(rows, 1):  # noqa: B007 # the last number is the result
            writer.writerow(row)
    return count


@contextmanager
def writing(path: Path) -> Iterator[TextIO]:
    """Open a text file that takes the place of `path` only when all of it is written."""
    if "\0" in str(path):
        raise ExportError("A file name cannot hold a NUL.", "Choose another name.")
    with naming(path):
        try:
            if path.is_dir():
                raise ExportError(f"{path} is a folder.", "Give the name of a file in it.")
            if path.exists() and not path.is_file():  # a pipe or terminal has nothing to keep
                with path.open("w", encoding="utf-8", newline="") as file:
                    yield file
                return
            with _replacing(path.resolve()) as file:
                yield file
        except OSError as error:
            raise _failed(path, error) from error


@contextmanager
def _replacing(path: Path) -> Iterator[TextIO]:
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    draft = path.with_name(f".mailsim-{os.getpid()}.part")
    try:
        with draft.open("w", encoding="utf-8", newline="") as file:
            yield file
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _failed(path: Path, error: OSError) -> MailSimError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFullError(
            f"There is no room for {path}.", "Nothing was written. Free some space and try again."
        )
    if isinstance(error, FileNotFoundError):
        return ExportError(
            f"The folder {path.parent} does not exist.", "Create it, or choose another place."
        )
    if isinstance(error, PermissionError):
        return ExportError(f"This user may not write {path}.", "Choose another place.")
    return ExportError(f"{path} cannot be written: {error.strerror}.", "Choose another place.")
