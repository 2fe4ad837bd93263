"""Asks in the background how large the database is: the disk is never asked on the GUI thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from mailsim_desktop.ui.bridge import Bridge


class DatabaseSize(QObject):
    """Tells it each time it is asked."""

    known = Signal(str, int)
    """Name of the file and its size in bytes."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge

    def ask(self) -> None:
        """Look at the file."""
        path = self._bridge.database
        self._bridge.read(lambda _store: _size(path), done=self._tell)

    def _tell(self, size: int) -> None:
        self.known.emit(self._bridge.database.name, size)


def _size(path: Path) -> int:
    """Size of the file; what was written last may still lie beside it."""
    try:
        return path.stat().st_size
    except OSError:
        return 0  # the reader says what is wrong with it
