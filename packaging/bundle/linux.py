"""The bundle as Linux users get it: without debug symbols, as ``.tar.xz`` and as ``.deb``."""

from __future__ import annotations

import lzma
import platform
import re
import shutil
import subprocess
import tarfile
from pathlib import Path

from bundle import identity
from mailsim_desktop import clock
from mailsim_desktop.version import version

FILES = Path(__file__).parents[1] / "linux"
RESOURCES = Path("_internal/mailsim_desktop/resources")
QT, SHIBOKEN = "PySide6", "shiboken6"
MENU_ENTRY = "mailsim-desktop.desktop"
SAME_FILE = 64 << 20
"""Reach of the compression in bytes: the two programs, side by side, hold the same modules."""


def strip(folder: Path) -> None:
    """Take debug symbols, and paths of this machine, out of the libraries in `folder`.

    Qt's stay as they are published. So do those of wheels whose libraries were rewritten to
    find each other (``numpy.libs`` and what uses it): strip leaves them unloadable.
    """
    inside = folder / "_internal"
    rewritten = {name for libs in inside.glob("*.libs") for name in (libs.name, libs.stem)}
    libraries = [
        str(path)
        for path in inside.rglob("*.so*")
        if not path.is_symlink()
        and path.relative_to(inside).parts[0] not in {QT, SHIBOKEN, *rewritten}
    ]
    subprocess.run(["strip", "--strip-debug", *libraries], check=True)
    for library in libraries:
        if any(not place.startswith("$ORIGIN") for place in search_path(library)):
            subprocess.run(["chrpath", "--delete", library], check=True, stdout=subprocess.DEVNULL)


def search_path(library: str) -> list[str]:
    """Where `library` tells the loader to look for others: not on the machine that built it."""
    told = subprocess.run(
        ["objdump", "-p", library], check=True, capture_output=True, text=True
    ).stdout
    found = re.findall(r"^\s+(?:RUNPATH|RPATH)\s+(\S+)$", told, re.MULTILINE)
    return [place for paths in found for place in paths.split(":")]


def add_readme(folder: Path) -> None:
    """Put the notes for people and the script for the desktop's menu beside the programs."""
    text = filled("README.txt").replace("@GLIBC@", needed_glibc(folder))
    (folder / "README.txt").write_text(text, encoding="utf-8")
    shutil.copy(FILES / "menu-entry.sh", folder)
    shutil.copy(FILES / MENU_ENTRY, folder / "_internal")  # what that script makes its entry of


def filled(name: str) -> str:
    """Text of a file of this system, with version and date put in."""
    text = (FILES / name).read_text(encoding="utf-8")
    return text.replace("@VERSION@", version()).replace("@DATE@", _date())


def needed_glibc(folder: Path) -> str:
    """Oldest glibc that the libraries and programs in `folder` run with, such as ``2.35``."""
    needed = {
        tuple(map(int, found.split(b".")))
        for path in folder.rglob("*")
        if path.is_file() and path.read_bytes().startswith(b"\x7fELF")
        for found in re.findall(rb"\0GLIBC_(\d+\.\d+)", path.read_bytes())
    }
    return ".".join(map(str, max(needed)))


def archive_path(target: Path) -> Path:
    """Where `make_tar` writes the archive of this version for this machine."""
    return target / f"{identity.PACKAGE}-{version()}-linux-{platform.machine()}.tar.xz"


def make_tar(folder: Path, target: Path) -> Path:
    """Pack `folder` as ``.tar.xz``, owned by root, in a fixed order; returns the file."""
    path = archive_path(target)
    filters = [
        {"id": lzma.FILTER_X86},
        {"id": lzma.FILTER_LZMA2, "preset": 2, "dict_size": SAME_FILE},
    ]
    with (
        lzma.open(path, "wb", filters=filters) as packed,
        tarfile.open(fileobj=packed, mode="w") as tar,
    ):
        tar.add(folder, arcname=f"{identity.FOLDER}-{version()}", recursive=False, filter=_plain)
        # The programs stand first, side by side, so that what they share is packed once.
        for path_in in sorted(folder.rglob("*"), key=lambda file: (file.parent != folder, file)):
            name = Path(f"{identity.FOLDER}-{version()}") / path_in.relative_to(folder)
            tar.add(path_in, arcname=str(name), recursive=False, filter=_plain)
    return path


def _date() -> str:
    """Day of the release: that of the newest section of the change log, else today."""
    log = (FILES.parents[1] / "CHANGELOG.md").read_text(encoding="utf-8")
    dated = re.search(r"^## .*?(\d{4}-\d{2}-\d{2})", log, re.MULTILINE)
    return dated[1] if dated else clock.iso_utc(clock.now_utc_ms())[:10]


def _plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    return member
