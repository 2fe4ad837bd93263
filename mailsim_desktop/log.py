"""Logging set-up: JSON lines in a rotating file, nothing on the terminal unless asked.

Modules log through ``logging.getLogger(__name__)``; only an entry point calls
`start`. Each line carries time, level, module, message and what `extra` adds.
"""

from __future__ import annotations

import json
import logging
import sys
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from mailsim_desktop import clock

if TYPE_CHECKING:
    from pathlib import Path

FILE_BYTES = 5_000_000
FILES = 5
_FIELDS = ("run", "shard", "worker")


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Render `record`, with its traceback where it has one."""
        line: dict[str, object] = {
            "at": clock.iso_utc(int(record.created * 1000)),
            "level": record.levelname.lower(),
            "module": record.name,
            "message": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in _FIELDS if hasattr(record, name)}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def start(folder: Path, *, verbose: bool) -> None:
    """Send the program's log to ``folder/mailsim.log``, and to standard error if `verbose`.

    A folder that cannot be written costs the log, never the program.
    """
    logging.raiseExceptions = False  # a line that cannot be written is lost, without a traceback
    root = logging.getLogger("mailsim_desktop")
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    root.propagate = False
    if not root.handlers:
        root.addHandler(_file_handler(folder))
    if verbose:
        root.addHandler(logging.StreamHandler(sys.stderr))


def _file_handler(folder: Path) -> logging.Handler:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler: logging.Handler = RotatingFileHandler(
            folder / "mailsim.log",
            maxBytes=FILE_BYTES,
            backupCount=FILES - 1,
            encoding="utf-8",
            delay=True,
        )
    except OSError:
        return logging.NullHandler()
    handler.setFormatter(JsonLines())
    return handler
