"""A desk for all tests of this folder; a window and a source of files for each of them."""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest
from smoke.watch import wait_for

from tests.e2e import drag_source
from tests.e2e.app import BUTTON, CLOSE_S, MailSim, Program, running
from tests.e2e.desk import Desk, desk, is_in_ci, missing_tools
from tests.helpers.workspace import Workspace, addresses

PICTURES = Path(__file__).parents[2] / "build" / "e2e"
HERE = Path(__file__).parent


class OpenFiles(Protocol):
    """Puts files on the desk, ready to be dragged."""

    def __call__(self, *files: Path) -> Program: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs a screen."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xvfb)


SLOW_READER = "QSpiApplication::keyEventError"
"""Qt says so where the reader of the tree answers late, on a busy machine; it is no fault here."""


@pytest.fixture(scope="session")
def bare_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The screen, the bus and the hands; one set for all tests."""
    if sys.platform != "linux":
        pytest.skip("a screen without a monitor is Linux's")
    missing = missing_tools()
    if missing:
        told = f"not installed: {', '.join(missing)}"
        pytest.fail(told) if is_in_ci() else pytest.skip(told)
    with desk(tmp_path_factory.mktemp("desk")) as made:
        yield made


@pytest.fixture
def own_desk(bare_desk: Desk, workspace: Workspace) -> Iterator[Desk]:
    """The desk, whose programs have the test's own home and database."""
    own = {name: text for name, text in os.environ.items() if name == "HOME" or "XDG_" in name}
    own.pop("XDG_RUNTIME_DIR", None)
    environment = bare_desk.environment | own | {"MAILSIM_DATABASE": str(workspace.path)}
    yield dataclasses.replace(bare_desk, environment=environment)
    bare_desk.hands.release()  # a test may have failed in the middle of a drag


@pytest.fixture
def people(workspace: Workspace) -> int:
    """A list that is there before the window opens; returns its id."""
    return workspace.add_list(addresses(48), "readers")


@pytest.fixture
def finished(workspace: Workspace, people: int) -> int:
    """A run that has completed before the window opens; returns its id."""
    return workspace.run_to_end(people, name="Spring letter", workers=1)


@pytest.fixture
def app(own_desk: Desk, request: pytest.FixtureRequest) -> Iterator[MailSim]:
    """The window, shown and active; closed by keyboard at the end."""
    with running(own_desk, "-m", "mailsim_desktop") as process:
        made = MailSim(own_desk, process)
        wait_for(lambda: made.page() is not None and made.is_active(), "the window")
        failed = request.session.testsfailed
        yield made
        if request.session.testsfailed > failed:
            own_desk.screen.save(PICTURES / f"{request.node.name}.png")
            return
        own_desk.screen.press(own_desk.screen.wait_for_window("MailSim Desktop"), "ctrl+q")
        _out, err = process.communicate(timeout=CLOSE_S)
    said = [line for line in err.splitlines() if not line.startswith(SLOW_READER)]
    assert (process.returncode, said) == (0, [])


@pytest.fixture
def open_files(own_desk: Desk) -> Iterator[OpenFiles]:
    """Opens the window from which files can be dragged."""
    with ExitStack() as stack:

        def start(*files: Path) -> Program:
            command = [drag_source.__file__, *(str(file) for file in files)]
            source = Program(own_desk, stack.enter_context(running(own_desk, *command)))
            source.find(BUTTON, drag_source.NAME)
            return source

        yield start


@pytest.fixture
def list_file(tmp_path: Path) -> Path:
    """Thirty-six contacts, and a row that is none."""
    rows = [f"Persona {n},p{n}@{'gmail.com' if n % 2 else 'orange.fr'}" for n in range(36)]
    path = tmp_path / "lectores de mañana.csv"
    path.write_text("\n".join(["nombre,email", *rows, "Nadie,not-an-address"]), encoding="utf-8")
    return path
