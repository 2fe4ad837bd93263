"""What the tests of the bundle share: a copy where an ordinary user would have it, and a list."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sysconfig
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from bundle import identity
from bundle.__main__ import DIST

from smoke.person import Person, make_person
from smoke.programs import SUFFIX, Programs
from smoke.screen import Screen, screen
from smoke.watch import end, processes_of, wait_until_none

CONTACTS = 3_000


@pytest.fixture(scope="session")
def place() -> Iterator[Path]:
    """A folder that everybody may look into, with a space and a non-ASCII letter in its name."""
    with tempfile.TemporaryDirectory(prefix="ensayo de año ") as name:
        folder = Path(name).resolve()
        folder.chmod(0o755)
        yield folder


@pytest.fixture(scope="session")
def bundle(place: Path) -> Iterator[Programs]:
    """A copy of the built bundle that its users may not write to."""
    built = DIST / identity.FOLDER
    assert built.is_dir(), "there is no bundle; run: make package"
    made = Programs(place / "Añadidos míos" / identity.FOLDER)
    shutil.copytree(built, made.folder, symlinks=True)
    for path in (made.folder, *made.folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode & ~0o222)
    yield made
    for path in (made.folder, *made.folder.rglob("*")):
        if path.is_dir():
            path.chmod(0o755)  # so that it can be deleted


@pytest.fixture(autouse=True)
def nothing_left(bundle: Programs) -> Iterator[None]:
    """No test leaves a process of the bundle behind; one that does fails."""
    yield
    try:
        wait_until_none(bundle.folder)
    finally:
        end(processes_of(bundle.folder))


@pytest.fixture
def person(place: Path, request: pytest.FixtureRequest) -> Person:
    """An ordinary user with a new, empty home."""
    return make_person(place, f"home-{request.node.name}")


@pytest.fixture(scope="session")
def shown() -> Iterator[Screen]:
    """A screen."""
    with screen() as made:
        yield made


@pytest.fixture(scope="session")
def locales(place: Path) -> Path:
    """Locales that few systems have, made for these tests."""
    folder = place / "locales"
    folder.mkdir()
    for name in ("es_ES.UTF-8", "tr_TR.ISO-8859-9"):
        language, _, encoding = name.partition(".")
        subprocess.run(
            ["localedef", "-i", language, "-f", encoding, str(folder / name)],
            check=True, capture_output=True,
        )  # fmt: skip
    return folder


@pytest.fixture(scope="session")
def source(place: Path) -> Callable[..., Any]:
    """Runs the source tree's own command in a home of its own; returns its data."""
    program = Path(sysconfig.get_path("scripts"), f"mailsim{SUFFIX}")
    home = place / "home-source"
    home.mkdir()
    environment = {key: text for key, text in os.environ.items() if not key.startswith("XDG_")}

    def run(*arguments: str) -> Any:
        done = subprocess.run(
            [program, "--json", *arguments],
            env=environment | {"HOME": str(home)}, check=True, capture_output=True, text=True,
        )  # fmt: skip
        return json.loads(done.stdout)["data"]

    return run


@pytest.fixture(scope="session")
def people(place: Path, source: Callable[..., Any]) -> Path:
    """A list of invented people, with the faults of a real one."""
    file = place / "lista de clientes ñandú.csv"
    source("contacts", "sample", "--size", str(CONTACTS), "--seed", "5", str(file))
    file.chmod(0o644)
    return file


@pytest.fixture(scope="session")
def expected(source: Callable[..., Any], people: Path) -> Any:
    """What the same rehearsal comes to when the source tree runs it."""
    return source("rehearse", str(people))
