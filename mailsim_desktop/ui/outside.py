"""Opens documents and addresses with the programs that the person has chosen for them."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QProcessEnvironment, QUrl
from PySide6.QtGui import QDesktopServices

_PATH = "LD_LIBRARY_PATH"


def open_file(path: Path) -> None:
    """Show a file or a folder."""
    open_address(QUrl.fromLocalFile(str(path)))


def open_address(address: QUrl) -> None:
    """Show what is at `address`.

    A frozen program on Linux runs with a library path of its own; a browser that inherited it
    would load libraries from our folder.
    """
    opener = shutil.which("xdg-open")
    if not (getattr(sys, "frozen", False) and sys.platform == "linux" and opener):
        QDesktopServices.openUrl(address)
        return
    process = QProcess()
    process.setProgram(opener)
    process.setArguments([address.toString(QUrl.ComponentFormattingOption.FullyEncoded)])
    process.setProcessEnvironment(_environment_from_before())
    process.startDetached()


def _environment_from_before() -> QProcessEnvironment:
    """The environment as the program was started with, which the bootloader has kept."""
    environment = QProcessEnvironment.systemEnvironment()
    before = os.environ.get(f"{_PATH}_ORIG")
    if before:
        environment.insert(_PATH, before)
    else:
        environment.remove(_PATH)
    return environment
