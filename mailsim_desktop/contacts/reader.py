"""Opens a list file and hands out its rows with the line where each begins.

Owns what can be wrong with the file as a whole: it is not there, not text, not CSV,
or has no rows. Refuses to understand the cells: see `columns` and `validate`.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from mailsim_desktop.contacts.columns import email_column
from mailsim_desktop.contacts.csv_records import SAVE_AS, Row, records
from mailsim_desktop.contacts.file_kind import HEAD_BYTES, describe_binary
from mailsim_desktop.errors import ImportFileError

DELIMITERS = (",", ";")
"""What may stand between cells; the first wins where a header fits both."""

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class ListFile:
    """A file that was looked at and can be read.

    Attributes
    ----------
    header : names of the columns, as in the file.
    header_line : line where the header begins, from 1.
    delimiter : one of `DELIMITERS`.
    encoding : "utf-8", or "utf-8-sig" where it begins with a BOM.
    size : bytes.
    """

    path: Path
    header: tuple[str, ...]
    header_line: int
    delimiter: str
    encoding: str
    size: int


class OpenList:
    """The rows of one open `ListFile`, read once from the top."""

    def __init__(self, file: ListFile, text: TextIOWrapper, source: BinaryIO) -> None:
        self._file = file
        self._text = text
        self._source = source

    def rows(self) -> Iterator[Row]:
        """Yield the rows below the header, blank lines included.

        Raises
        ------
        ImportFileError : the file breaks off inside quotes, is not UTF-8, or holds NULs.
        """
        for row in records(self._file.path, self._text, self._file.delimiter):
            if row.line > self._file.header_line:
                yield row

    def bytes_read(self) -> int:
        """How far the file was read, in bytes; runs a little ahead of the rows."""
        return self._source.tell()


def examine(path: Path) -> ListFile:
    """Look at the beginning of the file at `path`.

    Raises
    ------
    ImportFileError : it is missing, a folder, unreadable, not text, empty, or a header alone.
    """
    size, head = _regular_file(path)
    if size == 0:
        raise ImportFileError(f"{path} is empty.", "Choose a CSV file with a header and rows.")
    kind = describe_binary(head)
    if kind is not None:
        raise ImportFileError(f"{path} is not a list: it is {kind}.", SAVE_AS)
    delimiter, header = _header(path)
    file = ListFile(
        path=path,
        header=tuple(header.cells),
        header_line=header.line,
        delimiter=delimiter,
        encoding="utf-8-sig" if head.startswith(_BOM) else "utf-8",
        size=size,
    )
    with reading(file) as opened:
        if not any(_has_content(row) for row in opened.rows()):
            raise ImportFileError(
                f"{path} has a header but no rows.", "Choose a file with at least one contact."
            )
    return file


@contextmanager
def reading(file: ListFile) -> Iterator[OpenList]:
    """Open `file` for one pass over its rows."""
    with _opened(file.path) as (text, source):
        yield OpenList(file, text, source)


def shown_name(path: Path) -> str:
    """Name of the file as text that any database and terminal takes."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def _regular_file(path: Path) -> tuple[int, bytes]:
    """Size and first bytes of a file that this user may read."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ImportFileError(f"{path} is a folder, not a list.", "Choose a CSV file in it.")
        if not stat.S_ISREG(status.st_mode):
            raise ImportFileError(f"{path} is not an ordinary file.", "Save the list to a file.")
        with path.open("rb") as file:
            return status.st_size, file.read(HEAD_BYTES)
    except FileNotFoundError as error:
        raise ImportFileError(
            f"{path} does not exist.", "Check the name and the folder."
        ) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> ImportFileError:
    if isinstance(error, PermissionError):
        return ImportFileError(
            f"This user may not read {path}.", "Ask for read access, or copy the file."
        )
    why = error.strerror if isinstance(error, OSError) else str(error)
    return ImportFileError(f"{path} cannot be read: {why}.", "Check the file and its disk.")


@contextmanager
def _opened(path: Path) -> Iterator[tuple[TextIOWrapper, BinaryIO]]:
    """Open for the csv module: line ends stay as they are, so that lines are counted right."""
    try:
        with (
            path.open("rb") as source,
            TextIOWrapper(source, encoding="utf-8-sig", newline="") as text,
        ):
            yield text, source
    except OSError as error:
        raise _unreadable(path, error) from error


def _header(path: Path) -> tuple[str, Row]:
    """Delimiter and first record that is not blank.

    The delimiter that yields an e-mail column wins, then the one that yields more columns.
    """
    found: tuple[str, Row] | None = None
    best = (False, 0)
    for delimiter in DELIMITERS:
        with _opened(path) as (text, _):
            row = next(filter(_has_content, records(path, text, delimiter)), None)
        if row is None:
            raise ImportFileError(
                f"{path} is empty: it has blank lines only.",
                "Choose a CSV file with a header and rows.",
            )
        score = (email_column(row.cells) is not None, len(row.cells))
        if found is None or score > best:
            found, best = (delimiter, row), score
    assert found is not None  # noqa: S101 # DELIMITERS is not empty
    return found


def _has_content(row: Row) -> bool:
    return any(cell.strip() for cell in row.cells)
