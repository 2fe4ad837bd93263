"""Types commands in this process, against a database of their own."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mailsim_desktop.cli.main import run
from tests.helpers.in_process import run_in_process
from tests.helpers.workspace import Workspace, addresses


@dataclass(frozen=True)
class Typed:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        """The `data` of its JSON."""
        found: dict[str, Any] = json.loads(self.out)["data"]
        return found


Typing = Callable[[str], Typed]


@pytest.fixture
def typed(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Typing:
    """A function that runs one line, as typed behind ``mailsim``, in the test's folder."""
    monkeypatch.chdir(workspace.path.parent)
    monkeypatch.setenv("MAILSIM_DATABASE", str(workspace.path))

    def enter(line: str) -> Typed:
        capsys.readouterr()
        code = run(shlex.split(line))
        return Typed(code, *capsys.readouterr())

    return enter


@pytest.fixture
def completed(workspace: Workspace) -> int:
    """A completed run over 120 recipients, of campaign 1 over the list 1."""
    run_id = workspace.launch(workspace.add_list(addresses(120), name="people"), name="spring")
    store = workspace.store()
    run_in_process(store, run_id)
    store.close()
    return run_id


@pytest.fixture
def folder(workspace: Workspace) -> Path:
    """The folder in which commands are typed."""
    return workspace.path.parent
