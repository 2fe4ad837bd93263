"""The wheel, installed into an empty environment from files alone, without a network."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from bundle.__main__ import BUILD, ROOT

from mailsim_desktop.version import version

WHEELS = BUILD / "wheels"
"""The locked libraries, fetched by ``make smoke``."""
TOOLS = "Scripts" if sys.platform == "win32" else "bin"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's wheel, built from the source tree."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that was empty before the wheel and its libraries came; its programs."""
    folder = tmp_path_factory.mktemp("empty") / "environment"
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    pip = [folder / TOOLS / "python", "-m", "pip", "install", "--quiet", "--no-index"]
    subprocess.run([*pip, "--find-links", str(WHEELS), str(wheel)], check=True)
    return folder / TOOLS


def run(program: Path, *arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a program far from the source tree."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    return subprocess.run(
        [program, *arguments],
        cwd=home, env=kept | {"HOME": str(home)}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_demo_runs_from_the_wheel_alone(environment: Path, tmp_path: Path):
    done = run(environment / "mailsim", "--json", "demo", home=tmp_path)

    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)["data"]
    assert data["state"] == "completed"
    assert Path(data["reports"]["html"]).is_file()


def test_resources_migrations_icons_and_words_resolve_inside_the_wheel(
    environment: Path, tmp_path: Path
):
    program = (
        "from mailsim_desktop import paths\n"
        "for path in (paths.resource('scenarios', 'classic-demo.toml'),"
        " paths.resource('icons', 'mailsim-512.png'),"
        " paths.resource('translations', 'mailsim_en.qm'),"
        " paths.resource('fonts', 'inter', 'Inter-Medium.ttf'),"
        " paths.resource('icons', 'lucide', 'send.svg'),"
        " paths.third_party_notices(), paths.migrations() / 'env.py'): print(path)"
    )
    done = run(environment / "python", "-c", program, home=tmp_path)

    found = [Path(line) for line in done.stdout.splitlines()]
    assert len(found) == 7
    assert all(path.is_file() for path in found)
    assert not any(path.is_relative_to(ROOT) for path in found)


def test_version_of_the_wheel_is_the_one_of_the_project(
    wheel: Path, environment: Path, tmp_path: Path
):
    assert wheel.name.startswith(f"mailsim_desktop-{version()}-")
    assert run(environment / "mailsim", "--version", home=tmp_path).stdout == (
        f"mailsim {version()}\n"
    )


def test_wheel_holds_the_program_and_nothing_of_its_workshop(wheel: Path):
    names = zipfile.ZipFile(wheel).namelist()

    assert {name.partition("/")[0] for name in names} == {
        "mailsim_desktop", f"mailsim_desktop-{version()}.dist-info",
    }  # fmt: skip
    assert not [
        name for name in names if name.endswith((".pyc", ".ts")) and "resources" not in name
    ]
