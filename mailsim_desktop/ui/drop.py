"""Files dragged over the window: which they are.

A list is told by its ending alone, because nothing here may touch the disk; what is really
in the file is for the import to say.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

ENDINGS = frozenset({".csv", ".txt"})


def dropped_files(mime: QMimeData) -> list[Path]:
    """Local files in what is dragged."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def are_lists(files: list[Path]) -> bool:
    """All of them look like lists, by their endings."""
    return bool(files) and all(file.suffix.lower() in ENDINGS for file in files)
