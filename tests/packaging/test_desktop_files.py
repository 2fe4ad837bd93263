"""What a desktop reads about the program holds, and the menu entry starts what it names."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import stat
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import make_icons
import pytest
from typer.main import get_command

from mailsim_desktop.cli.main import build

LINUX = Path(__file__).parents[2] / "packaging" / "linux"
ENTRY = LINUX / "mailsim-desktop.desktop"
METAINFO = LINUX / "mailsim-desktop.metainfo.xml"
STRANGE_FOLDERS = ("Meine Äpfel", "l'été", 'a "b"', "$HOME `id`", "back\\slash", "a;b&c|d<e>")

PROGRAM = """#!/bin/sh
printf '%s\\n' "$@" >"$0.arguments"
"""


def needs(tool: str) -> pytest.MarkDecorator:
    """Skip where `tool`, which belongs to a desktop and not to the project, is not installed."""
    return pytest.mark.skipif(shutil.which(tool) is None, reason=f"{tool} is not installed")


def main_group(entry: Path) -> dict[str, str]:
    """Keys of a desktop entry, with the escapes of its strings undone."""
    parser = configparser.ConfigParser(
        interpolation=None, delimiters=("=",), comment_prefixes=("#",), strict=True
    )
    parser.optionxform = str  # type: ignore[assignment,method-assign] # keys have capitals
    parser.read(entry, encoding="utf-8")
    escapes = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
    return {
        key: re.sub(r"\\(.)", lambda found: escapes[found[1]], value)
        for key, value in parser["Desktop Entry"].items()
    }


def exec_arguments(value: str, file: Path) -> list[str]:
    """What an `Exec` with one quoted program and ``%F`` starts for `file`, by the specification."""
    quoted = re.fullmatch(r'"((?:[^"`$\\]|\\["`$\\])*)" %F', value)
    assert quoted, value
    return [re.sub(r"\\(.)", r"\1", quoted[1]), str(file)]


def files_below(folder: Path) -> set[str]:
    """Paths of all files but the desktop's own cache."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)) for path in files if path.name != "mimeinfo.cache"}


class Bundle:
    """A folder like the unpacked archive, with a program that notes its arguments."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        self.program = folder / "MailSim"
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(home)}
        self.data = home / ".local" / "share"
        self.entry = self.data / "applications" / "mailsim-desktop.desktop"
        shutil.copytree(
            make_icons.ICONS, folder / "_internal" / "mailsim_desktop" / "resources" / "icons"
        )
        shutil.copy(ENTRY, folder / "_internal")
        shutil.copy(LINUX / "menu-entry.sh", folder)
        self.program.write_text(PROGRAM)
        self.program.chmod(0o755)

    def menu_entry(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run the script with `arguments`; a variable that is empty is not set."""
        given = self.environment | environment
        return subprocess.run(
            [str(self.folder / "menu-entry.sh"), *arguments],
            env={name: value for name, value in given.items() if value},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "José Núñez"
    folder.mkdir()
    return folder


@pytest.fixture
def bundle(tmp_path: Path, home: Path) -> Bundle:
    return Bundle(tmp_path / "Programas de José" / "MailSim", home)


@needs("desktop-file-validate")
def test_desktop_entry_is_valid_without_a_warning():
    check = subprocess.run(
        ["desktop-file-validate", str(ENTRY)], capture_output=True, text=True, check=False
    )

    assert (check.returncode, check.stdout + check.stderr) == (0, "")


@needs("appstreamcli")
def test_metainfo_is_valid_once_the_build_has_filled_it(tmp_path):
    filled = tmp_path / METAINFO.name
    text = METAINFO.read_text(encoding="utf-8")
    filled.write_text(text.replace("@VERSION@", "0.1.0").replace("@DATE@", "2026-01-31"))

    check = subprocess.run(
        ["appstreamcli", "validate", "--no-net", str(filled)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert check.returncode == 0, check.stdout


def test_metainfo_and_desktop_entry_say_the_same():
    component = ET.parse(METAINFO).getroot()  # noqa: S314 # our own file
    entry = main_group(ENTRY)

    assert component.findtext("launchable") == ENTRY.name
    assert component.findtext("name") == entry["Name"]
    assert component.findtext("icon") == entry["Icon"]
    assert component.findtext("provides/mediatype") == entry["MimeType"].rstrip(";")
    assert [release.get("version") for release in component.iter("release")] == ["@VERSION@"]


@needs("groff")
@pytest.mark.parametrize("page", sorted(LINUX.glob("*.1")), ids=lambda page: page.name)
def test_manual_page_is_set_without_a_warning(page):
    check = subprocess.run(
        ["groff", "-man", "-ww", "-z", "-Tutf8", str(page)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (check.returncode, check.stderr) == (0, "")


def test_manual_page_names_every_command():
    page = re.sub(r"\\", "", (LINUX / "mailsim.1").read_text(encoding="utf-8"))
    commands = get_command(build()).commands  # type: ignore[attr-defined] # a group has them

    for name, command in commands.items():
        line = next(line for line in page.splitlines() if re.match(rf"\.BI?R? {name}\b", line))
        assert set(getattr(command, "commands", {})) <= set(re.findall(r"\w+", line))


def test_menu_entry_starts_the_program_with_the_file_from_a_strange_home(bundle, tmp_path):
    done = bundle.menu_entry("install")

    assert (done.returncode, done.stderr) == (0, "")
    entry = main_group(bundle.entry)
    assert entry["TryExec"] == str(bundle.program)
    subprocess.run(exec_arguments(entry["Exec"], tmp_path / "una lista.csv"), check=True)
    noted = bundle.program.with_name("MailSim.arguments").read_text(encoding="utf-8")
    assert noted == f"{tmp_path / 'una lista.csv'}\n"


@needs("desktop-file-validate")
@pytest.mark.parametrize("name", STRANGE_FOLDERS)
def test_menu_entry_is_valid_and_starts_the_program_in_folder(name, home, tmp_path):
    bundle = Bundle(tmp_path / name, home)

    assert bundle.menu_entry("install").returncode == 0
    check = subprocess.run(["desktop-file-validate", bundle.entry], capture_output=True, check=True)
    assert check.stdout + check.stderr == b""
    command = exec_arguments(main_group(bundle.entry)["Exec"], tmp_path / "a.csv")
    assert command[0] == str(bundle.program)


@pytest.mark.parametrize("name", ["a=b", "100%", "two\nlines"])
def test_folder_that_no_menu_entry_can_name_is_refused_and_nothing_written(name, home, tmp_path):
    refused = Bundle(tmp_path / name, home).menu_entry("install")

    assert refused.returncode == 1
    assert "Rename the folder" in refused.stderr
    assert files_below(home) == set()


def test_icon_is_installed_in_every_size(bundle):
    bundle.menu_entry("install")

    icons = bundle.data / "icons" / "hicolor"
    for size in make_icons.SIZES:
        installed = icons / f"{size}x{size}" / "apps" / "mailsim-desktop.png"
        shipped = make_icons.ICONS / f"mailsim-{size}.png"
        assert installed.read_bytes() == shipped.read_bytes()
    assert (icons / "scalable" / "apps" / "mailsim-desktop.svg").is_file()


def test_second_install_changes_nothing_even_from_files_that_cannot_be_written(bundle):
    for path in bundle.folder.rglob("*.png"):
        path.chmod(stat.S_IRUSR)
    bundle.menu_entry("install")
    first = {name: (bundle.data / name).read_bytes() for name in files_below(bundle.data)}

    assert bundle.menu_entry("install").returncode == 0
    assert first == {name: (bundle.data / name).read_bytes() for name in files_below(bundle.data)}


def test_remove_takes_away_what_install_put_there_and_nothing_else(bundle, home):
    other = bundle.data / "icons" / "hicolor" / "16x16" / "apps" / "other.png"
    other.parent.mkdir(parents=True)
    other.write_bytes(b"not ours")
    before = files_below(home)
    bundle.menu_entry("install")
    assert files_below(home) > before

    assert bundle.menu_entry("remove").returncode == 0
    assert files_below(home) == before
    assert bundle.menu_entry("remove").returncode == 0


@pytest.mark.parametrize("action", ["install", "remove"])
def test_entry_that_somebody_else_wrote_is_left_alone(action, bundle):
    bundle.entry.parent.mkdir(parents=True)
    bundle.entry.write_text("[Desktop Entry]\nName=Mine\n")

    refused = bundle.menu_entry(action)

    assert refused.returncode == 1
    assert "was not made by this script" in refused.stderr
    assert files_below(bundle.data) == {"applications/mailsim-desktop.desktop"}


def test_data_folder_of_the_environment_is_used_unless_it_is_relative(bundle, tmp_path):
    bundle.menu_entry("install", XDG_DATA_HOME=str(tmp_path / "datos"))
    bundle.menu_entry("install", XDG_DATA_HOME="datos")

    assert (tmp_path / "datos" / "applications" / bundle.entry.name).is_file()
    assert bundle.entry.is_file()


def test_without_a_home_it_says_what_to_do(bundle):
    refused = bundle.menu_entry("install", HOME="")

    assert refused.returncode == 1
    assert "HOME is not set" in refused.stderr


def test_incomplete_bundle_is_refused(bundle, home):
    bundle.program.unlink()

    refused = bundle.menu_entry("install")

    assert refused.returncode == 1
    assert "is not in" in refused.stderr
    assert files_below(home) == set()


def test_without_an_action_the_usage_is_shown(bundle):
    shown = bundle.menu_entry()

    assert shown.returncode == 2
    assert shown.stderr.endswith("install|remove\n")
