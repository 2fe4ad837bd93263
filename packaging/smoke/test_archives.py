"""The archives for Linux: unpacked or installed, run by an ordinary user, and taken away again."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from bundle.__main__ import DIST

from mailsim_desktop.version import version
from smoke.person import Person, is_root, make_person
from smoke.programs import Programs
from smoke.screen import Screen
from smoke.watch import end, processes_of, wait_for, wait_until_none

PACKAGE = "mailsim-desktop"
TITLE = "MailSim Desktop"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="archives for Linux")


def open_with(
    programs: Programs, place: Path, shown: Screen, program: Path | str, file: Path
) -> None:
    """Open a list as a file manager does, see it imported, and close the window by keyboard."""
    user = make_person(place, f"home-{program}".replace("/", "-"), display=shown.name)
    with user.start(program, str(file)) as process:
        try:
            window = shown.wait_for_window(TITLE)
            wait_for(lambda: programs.ask(user, "contacts", "list")["lists"], "an imported list")
            assert len(shown.clients()) == 1, "a dialog says that something went wrong"
            shown.press(window, "ctrl+q")
            out, err = process.communicate(timeout=30)
        finally:
            process.kill()
    assert (process.returncode, out, err) == (0, "", "")


@pytest.fixture
def unpacked(place: Path, request: pytest.FixtureRequest) -> Iterator[Programs]:
    """What the ``.tar.xz`` holds, unpacked."""
    (archive,) = DIST.glob(f"{PACKAGE}-{version()}-linux-*.tar.xz")
    target = place / f"unpacked {request.node.name}"
    target.mkdir()
    subprocess.run(["tar", "-xf", str(archive)], cwd=target, check=True)
    (folder,) = target.iterdir()
    yield Programs(folder)
    end(processes_of(folder))
    shutil.rmtree(target)


@pytest.mark.xvfb
def test_unpacked_it_runs_and_the_menu_finds_it(
    unpacked: Programs,
    place: Path,
    person: Person,
    shown: Screen,
    people: Path,
    expected: dict[str, object],
):
    assert unpacked.folder.name == f"MailSim-{version()}"
    assert version() in (unpacked.folder / "README.txt").read_text(encoding="utf-8")
    assert unpacked.ask(person, "rehearse", str(people))["digest"] == expected["digest"]
    open_with(unpacked, place, shown, unpacked.window, people)

    added = person.run("sh", str(unpacked.folder / "menu-entry.sh"), "install")
    entry = person.home / ".local/share/applications/mailsim-desktop.desktop"
    assert added.returncode == 0, added.stderr
    assert str(unpacked.window) in entry.read_text(encoding="utf-8")
    removed = person.run("sh", str(unpacked.folder / "menu-entry.sh"), "remove")
    assert removed.returncode == 0, removed.stderr
    assert not entry.exists()
    wait_until_none(unpacked.folder)


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="Debian's tool")
def test_links_of_the_package_lead_to_its_programs_wherever_it_is_unpacked(place: Path):
    (package,) = DIST.glob(f"{PACKAGE}_{version()}_*.deb")
    root = place / "root"
    subprocess.run(["dpkg-deb", "--extract", str(package), str(root)], check=True)

    for link, program in (("mailsim", "mailsim"), ("mailsim-desktop", "MailSim")):
        found = (root / "usr" / "bin" / link).resolve(strict=True)
        assert found == (root / "usr" / "lib" / PACKAGE / program).resolve()
    shutil.rmtree(root)


@pytest.fixture
def installed() -> Iterator[Programs]:
    """What the ``.deb`` installs; removed afterwards."""
    if shutil.which("dpkg") is None or not is_root():
        pytest.skip("only root can install a package, and only where dpkg is")
    (package,) = DIST.glob(f"{PACKAGE}_{version()}_*.deb")
    if installed_version():  # somebody uses it here: it is not ours to remove
        pytest.skip("the package is installed here already")
    subprocess.run(["dpkg", "--install", str(package)], check=True, stdout=subprocess.DEVNULL)
    programs = Programs(Path("/usr/lib") / PACKAGE)
    yield programs
    end(processes_of(programs.folder))
    subprocess.run(["dpkg", "--purge", PACKAGE], check=True, stdout=subprocess.DEVNULL)


def installed_version() -> str:
    """Version of the installed package, or nothing."""
    asked = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Status} ${Version}", PACKAGE],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    status, _, found = asked.stdout.partition(" ")
    return found if status == "installed" else ""


def offered_for(kind: str) -> str:
    """What a file manager offers to open such files with."""
    cache = Path("/usr/share/applications/mimeinfo.cache").read_text(encoding="utf-8")
    return next(line for line in cache.splitlines() if line.startswith(f"{kind}="))


@pytest.mark.xvfb
def test_installed_it_runs_under_its_names_and_opens_csv_files(
    installed: Programs,
    place: Path,
    person: Person,
    shown: Screen,
    people: Path,
    expected: dict[str, object],
):
    assert installed_version() == version()
    assert person.run("mailsim", "--version").stdout == f"mailsim {version()}\n"
    assert (
        Programs(Path("/usr/bin")).ask(person, "rehearse", str(people))["digest"]
        == (expected["digest"])
    )
    open_with(installed, place, shown, "mailsim-desktop", people)
    wait_until_none(installed.folder)

    entry = Path("/usr/share/applications/mailsim-desktop.desktop")
    subprocess.run(["desktop-file-validate", entry], check=True)
    assert "text/csv" in entry.read_text(encoding="utf-8")
    assert "mailsim-desktop.desktop" in offered_for("text/csv")
    icons = list(Path("/usr/share/icons/hicolor").rglob(f"apps/{PACKAGE}.*"))
    assert len(icons) == 9, "eight sizes and the scalable one"


def test_removed_it_leaves_nothing_behind(installed: Programs):
    listed = subprocess.run(
        ["dpkg", "--listfiles", PACKAGE], check=True, capture_output=True, text=True
    ).stdout.splitlines()
    files = [Path(line) for line in listed if not Path(line).is_dir() or PACKAGE in line]
    assert installed.window in files
    assert (
        subprocess.run(["dpkg", "--verify", PACKAGE], check=True, capture_output=True).stdout == b""
    )

    subprocess.run(["dpkg", "--remove", PACKAGE], check=True, stdout=subprocess.DEVNULL)

    assert [path for path in files if path.exists() or path.is_symlink()] == []
    assert not installed.folder.exists()
