"""What a command prints: text for people, or one JSON object; progress on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from mailsim_desktop.services.database import Store, open_database

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Output:
    """Global options, and the ways to print.

    Attributes
    ----------
    database : path or URL as given; None for the default.
    json : print one object on standard output instead of text.
    """

    database: str | None
    json: bool
    verbose: bool

    @contextmanager
    def store(self) -> Iterator[Store]:
        """Open the database for one command."""
        store = open_database(self.database)
        try:
            yield store
        finally:
            store.close()

    def emit(self, command: str, data: dict[str, Any], text: Callable[[], None] | str) -> None:
        """Print the result of `command`: `data` as JSON, else `text` or what it prints."""
        if self.json:
            whole = {"schema": SCHEMA, "command": command, "data": data}
            sys.stdout.write(json.dumps(whole, ensure_ascii=False) + "\n")
        elif callable(text):
            text()
        else:
            sys.stdout.write(text + "\n")

    def note(self, text: str) -> None:
        """Say something on standard error, also in JSON mode."""
        sys.stderr.write(text + "\n")

    def progress(self) -> Progress:
        """Make a progress display on standard error, to be used as a context."""
        return Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>5.1f} %"),
            TextColumn("{task.fields[fact]}"),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            disable=self.json and not sys.stderr.isatty(),
        )


def print_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a plain table; columns whose cells are all numbers are aligned right."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for number, column in enumerate(columns):
        is_number = bool(rows) and all(_is_number(row[number]) for row in rows)
        table.add_column(column, justify="right" if is_number else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell_text(cell)) for cell in row))  # data is never markup
    Console(soft_wrap=not sys.stdout.isatty()).print(table)


def cell_text(cell: object) -> str:
    """Write a cell: thousands apart, a dash for what is unknown."""
    if cell is None:
        return "–"
    return f"{cell:,}" if isinstance(cell, int) else str(cell)


def _is_number(cell: object) -> bool:
    return cell is None or isinstance(cell, (int, float))
