"""Logging set-up: JSON lines in a rotating file, nothing on the terminal unless asked.

Modules log through ``logging.getLogger(__name__)``; only an entry point calls `start`. Each
line carries time, level, module and message; in a worker process its name; while it holds a
lease, the run and the shard; and of these what `extra` adds.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from contextvars import ContextVar
from typing import TYPE_CHECKING

from mailsim_desktop import clock
from mailsim_desktop.log_file import SharedFile

if TYPE_CHECKING:
    from pathlib import Path

FILE_BYTES = 5_000_000
FILES = 5
VERBOSE_VARIABLE = "MAILSIM_VERBOSE"
"""Set for the worker processes of a program that is verbose, so that they are too."""
_FIELDS = ("run", "shard", "worker")
_LEASE: ContextVar[tuple[int, int] | None] = ContextVar("lease", default=None)


def about_lease(lease: tuple[int, int] | None) -> None:
    """Let the lines that follow tell of this run and shard; None: of no lease any more."""
    _LEASE.set(lease)


def fields(record: logging.LogRecord, worker: str | None) -> dict[str, object]:
    """What a record is about: run, shard and worker, as far as they are known."""
    known: dict[str, object] = {}
    if (lease := _LEASE.get()) is not None:
        known["run"], known["shard"] = lease
    if worker is not None:
        known["worker"] = worker
    return known | {name: getattr(record, name) for name in _FIELDS if hasattr(record, name)}


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def __init__(self, worker: str | None = None) -> None:
        super().__init__()
        self._worker = worker

    def format(self, record: logging.LogRecord) -> str:
        """Render `record`, with its traceback where it has one."""
        line: dict[str, object] = {
            "at": clock.iso_utc(int(record.created * 1000)),
            "level": record.levelname.lower(),
            "module": record.name,
            "message": record.getMessage(),
            **fields(record, self._worker),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class _TextLines(logging.Formatter):
    """The same for people: message, and what it is about."""

    def __init__(self, worker: str | None) -> None:
        super().__init__()
        self._worker = worker

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 # logging's name
        about = ", ".join(f"{name} {value}" for name, value in fields(record, self._worker).items())
        return f"{record.message} ({about})" if about else record.message


def start(folder: Path, *, verbose: bool, worker: str | None = None) -> None:
    """Send the program's log to ``folder/mailsim.log``, and to standard error if `verbose`.

    A folder that cannot be written costs the log, never the program.

    Parameters
    ----------
    worker : name of the worker process that this is; None in every other.
    """
    logging.raiseExceptions = False  # a line that cannot be written is lost, without a traceback
    root = logging.getLogger("mailsim_desktop")
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    root.propagate = False
    if not root.handlers:
        root.addHandler(_file_handler(folder, worker))
    os.environ.pop(VERBOSE_VARIABLE, None)
    if verbose:
        os.environ[VERBOSE_VARIABLE] = "1"
        terminal = logging.StreamHandler(sys.stderr)
        terminal.setFormatter(_TextLines(worker))
        root.addHandler(terminal)


def start_in_worker(folder: Path, worker: str) -> None:
    """Start the log of a worker process: as verbose as the program that started it."""
    start(folder, verbose=VERBOSE_VARIABLE in os.environ, worker=worker)


def _file_handler(folder: Path, worker: str | None) -> logging.Handler:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return logging.NullHandler()
    handler = SharedFile(folder / "mailsim.log", most_bytes=FILE_BYTES, files=FILES)
    handler.setFormatter(JsonLines(worker))
    return handler
