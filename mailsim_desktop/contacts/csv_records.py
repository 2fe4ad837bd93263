"""Cuts CSV text into records, each with the line where it begins.

The csv module does the cutting. Owns what it lets pass in silence: a quotation mark
that is never closed, NULs, and which line a fault is in.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from mailsim_desktop.errors import ImportFileError

SAVE_AS = (
    "Save it as CSV in UTF-8 and try again: in Excel by Save As, CSV UTF-8; in LibreOffice by"
    " Save As, Text CSV, with the character set Unicode (UTF-8)."
)

_END = "\0"  # fed after the last line: no text holds it, so an open quote shows


class Row(NamedTuple):
    """One record of the file."""

    line: int  # of the file, from 1, where the record begins
    cells: list[str]  # empty for a blank line


def records(path: Path, lines: Iterable[str], delimiter: str) -> Iterator[Row]:
    """Yield every record, the header and blank lines included.

    Parameters
    ----------
    path : of the file, for the messages.
    lines : of the file, their ends kept as they are.

    Raises
    ------
    ImportFileError : the text breaks off inside quotes, is not UTF-8, or holds NULs.
    """
    reader = csv.reader(_checked(path, lines), delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            if cells and cells[-1].endswith(_END):
                if reader.line_num > line:  # the end was swallowed by the record before it
                    raise _unclosed(path, line)
                return
            yield Row(line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        if "field larger" in str(error):
            raise ImportFileError(
                f"{path}: a cell of the row in line {line} is over {csv.field_size_limit():,}"
                " characters long.",
                "Look for a quotation mark that is never closed.",
            ) from error
        raise ImportFileError(f"{path}, line {line}: {error}.", SAVE_AS) from error
    except UnicodeDecodeError as error:
        bad = _undecodable_line(path)
        raise ImportFileError(f"{path} is not UTF-8: see line {bad}.", SAVE_AS) from error


def _checked(path: Path, lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        if _END in line:
            raise ImportFileError(
                f"{path} is not a text file: line {number} holds a NUL byte.", SAVE_AS
            )
        yield line
    yield _END


def _unclosed(path: Path, line: int) -> ImportFileError:
    return ImportFileError(
        f'{path}: a quotation mark (") opened in line {line} is not closed.',
        "Close or remove it, then import the file again.",
    )


def _undecodable_line(path: Path) -> int:
    """Find the first line that is not UTF-8, counted as the csv module counts."""
    with path.open(encoding="utf-8-sig", newline="", errors="surrogateescape") as text:
        for number, line in enumerate(text, 1):
            if any("\udc80" <= char <= "\udcff" for char in line):
                return number
    return 1
