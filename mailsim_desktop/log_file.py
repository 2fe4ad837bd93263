"""A log file that several processes write to, and that never grows without bound.

Each line is one append to whatever file has the name at that moment, so no process waits for
another: not for one that is stopped while it renames files either. Only that takes a lock, and
who does not get it goes on with the file as it is. What a line says is not decided here.
"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

_FLAGS = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)

if sys.platform == "win32":
    import msvcrt

    _LOCK_SUFFIX = ".lock"  # a file that is open cannot be renamed there

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    _LOCK_SUFFIX = ""  # the log itself

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class SharedFile(logging.Handler):
    """Appends lines to `path`; at `most_bytes` the file becomes ``path.1``, that one ``path.2``.

    Parameters
    ----------
    files : how many are kept, the one written to among them.
    """

    def __init__(self, path: Path, *, most_bytes: int, files: int) -> None:
        super().__init__()
        self._path = str(path)
        self._most_bytes = most_bytes
        self._files = files

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line; where it cannot be written, it is lost."""
        try:
            line = f"{self.format(record)}\n".encode(errors="replace")
            if self._is_full(len(line)):
                self._roll(len(line))
            descriptor = os.open(self._path, _FLAGS, 0o600)
            try:
                os.write(descriptor, line)
            finally:
                os.close(descriptor)
        except OSError:
            self.handleError(record)

    def _is_full(self, more: int) -> bool:
        try:
            return os.stat(self._path).st_size + more > self._most_bytes  # noqa: PTH116 # a string
        except FileNotFoundError:
            return False

    def _roll(self, more: int) -> None:
        """Rename the files, unless another process does or has done."""
        try:
            lock = os.open(self._path + _LOCK_SUFFIX, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            return
        try:
            _lock(lock)
            if self._is_full(more) and self._is_locked(lock):
                for number in range(self._files - 1, 0, -1):
                    source = f"{self._path}.{number - 1}" if number > 1 else self._path
                    if os.path.exists(source):  # noqa: PTH110 # a string
                        os.replace(source, f"{self._path}.{number}")  # noqa: PTH105 # the same
        except OSError:
            return  # another process is at it, stopped perhaps; the file grows meanwhile
        finally:
            os.close(lock)

    def _is_locked(self, lock: int) -> bool:
        """It is the file of this name that is locked, not one that was renamed meanwhile."""
        locked = self._path + _LOCK_SUFFIX
        return os.path.samestat(os.fstat(lock), os.stat(locked))  # noqa: PTH116 # a string
