"""Documents are opened by other programs, which must not get the libraries of a frozen one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui import outside

pytestmark = [
    pytest.mark.ui,
    pytest.mark.skipif(sys.platform != "linux", reason="xdg-open is Linux's"),
]

OPENER = """#!/bin/sh
printf '%s\\n' "$1" "${LD_LIBRARY_PATH-unset}" > "$HOME/opened.part"
mv "$HOME/opened.part" "$HOME/opened"
"""


@pytest.fixture
def told(tmp_path: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a program called xdg-open writes down its argument and its library path."""
    tool = tmp_path / "bin" / "xdg-open"
    tool.parent.mkdir()
    tool.write_text(OPENER, encoding="utf-8")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tool.parent}:{os.environ['PATH']}")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/the/bundle")
    return own_home / "opened"


@pytest.mark.parametrize("before", ["/usr/local/lib", None])
@pytest.mark.usefixtures("qapp")
def test_from_a_frozen_program_the_opener_gets_the_library_path_from_before(
    qtbot: QtBot, told: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str | None
):
    if before:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    report = tmp_path / "año nuevo" / "report.html"

    outside.open_file(report)
    qtbot.waitUntil(told.exists)

    address, library_path = told.read_text(encoding="utf-8").splitlines()
    assert QUrl(address).toLocalFile() == str(report)
    assert library_path == (before or "unset")


@pytest.mark.usefixtures("qapp")
def test_from_the_source_the_desktop_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    asked: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url) or True)

    outside.open_file(tmp_path)

    assert [url.toLocalFile() for url in asked] == [str(tmp_path)]
