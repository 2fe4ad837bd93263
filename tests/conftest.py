"""Options and fixtures for all tests: a home of their own, and no unexpected warning in the log."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from tests.helpers.workspace import Workspace


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--full-size",
        action="store_true",
        help="run the determinism tests with 50,000 contacts instead of a few thousand",
    )


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every test away from the folders of whoever runs it."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name, folder in (
        ("DATA", "data"),
        ("CONFIG", "config"),
        ("STATE", "state"),
        ("CACHE", "cache"),
    ):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / folder))
    monkeypatch.delenv("MAILSIM_DATABASE", raising=False)
    monkeypatch.setattr(logging.getLogger("mailsim_desktop"), "propagate", True)
    return home


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A new database with ways to fill it and to run in it."""
    return Workspace(tmp_path / "mailsim.sqlite3")
