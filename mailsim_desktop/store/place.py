"""The file behind a store, and whether it is still the one that was opened.

A file that was deleted or replaced can be read and written for as long as somebody has it
open; whoever opens the path again finds nothing, or something else. So every transaction
looks first, which takes microseconds. Refuses to open anything.
"""

from __future__ import annotations

from pathlib import Path

from mailsim_desktop.errors import DatabaseLostError, naming

_Identity = tuple[int, int]


class Place:
    """Remembers which file stands at `path` at this moment."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._identity = _found(path)

    def require_same(self) -> None:
        """Make sure that the file is still there, and no other.

        Raises
        ------
        DatabaseLostError : it was deleted, moved, emptied or replaced.
        """
        with naming(self._path):
            self._require(_found(self._path))

    def _require(self, found: _Identity | None) -> None:
        if found is None:
            raise DatabaseLostError(
                f"The database {self._path} was deleted, moved or emptied.",
                "Nothing more is stored. Put the file back, or start again with another.",
            )
        if found != self._identity:
            raise DatabaseLostError(
                f"The database {self._path} was replaced by another file.",
                "Nothing more is stored. Start again to work with the new one.",
            )


def _found(path: Path) -> _Identity | None:
    """Device and number of the file; None where there is none, or an empty one."""
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if status.st_size else None
