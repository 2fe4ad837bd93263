"""The bundled fonts: Inter for words and figures, JetBrains Mono for replies and digests.

Gives their files to Qt, and refuses to stop the program: where one is missing, the families
that the theme names after it stand in.
"""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtGui import QFontDatabase

from mailsim_desktop import paths

FILES = (
    ("inter", "Inter-Regular.ttf"),
    ("inter", "Inter-Medium.ttf"),
    ("inter", "Inter-SemiBold.ttf"),
    ("jetbrains-mono", "JetBrainsMono-Regular.ttf"),
)
"""Folder and name of each font file, below the resource folder ``fonts``."""

_log = logging.getLogger(__name__)


def load() -> bool:
    """Make the bundled fonts known; call it after the application, before the first text.

    Returns
    -------
    All of them are there.

    Notes
    -----
    An installed Inter must not win over ours, or the widths of figures depend on the machine.
    Of two fonts of one family and weight, Qt takes the one it met last where both name their
    style alike, and the one it met first where they do not ("SemiBold", "Semi Bold"). So ours
    are added before and after the system's, which Qt reads at its first look in any case.
    """
    missing = [path for path in _files() if not _add(path)]
    for path in missing:
        _log.warning("The font %s cannot be read", path)
    QFontDatabase.families()
    for path in _files():
        _add(path)
    return not missing


def _files() -> list[Path]:
    return [paths.resource("fonts", *file) for file in FILES]


def _add(path: Path) -> bool:
    return QFontDatabase.addApplicationFont(str(path)) >= 0
