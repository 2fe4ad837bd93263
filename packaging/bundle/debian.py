"""The bundle as a Debian package: files where Debian wants them, dependencies as found."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

from bundle import identity, linux
from mailsim_desktop.version import version

HOME = Path("usr/lib") / identity.PACKAGE
LINKS = {"usr/bin/mailsim": "mailsim", "usr/bin/mailsim-desktop": identity.WINDOW}
_DESCRIPTION = """\
Description: rehearse a mass mailing before you send it
 Drop a contact list, write the message, launch the campaign, and watch
 simulated mailbox providers accept, defer and refuse it. Every recipient
 runs through a job queue with retries in a pool of worker processes; a
 report tells how long it takes, what bounces and why.
 .
 No e-mail ever leaves the computer."""


def make_package(folder: Path, work: Path, target: Path) -> Path:
    """Build the package of the bundle in `folder`, using `work` for its tree; returns the file."""
    if work.exists():
        shutil.rmtree(work)
    _lay_out(folder, work)
    control = work / "DEBIAN"
    control.mkdir()
    (control / "control").write_text(_control(work), encoding="utf-8")
    (control / "md5sums").write_text(_checksums(work), encoding="utf-8")
    for path in (work, *work.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    path = target / f"{identity.PACKAGE}_{version()}_{_architecture()}.deb"
    build = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(work), str(path)]
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    return path


def _lay_out(folder: Path, work: Path) -> None:
    """Put everything where it will be installed."""
    shutil.copytree(folder, work / HOME, symlinks=True)
    for extra in ("README.txt", "menu-entry.sh", f"_internal/{linux.MENU_ENTRY}"):
        (work / HOME / extra).unlink()  # they are for the folder that is unpacked by hand
    for link, program in LINKS.items():
        place = work / link
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(Path("..") / HOME.relative_to("usr") / program)
    _write(work / "usr/share/applications" / linux.MENU_ENTRY, linux.MENU_ENTRY)
    metainfo = "mailsim-desktop.metainfo.xml"
    _write(work / "usr/share/metainfo" / metainfo, metainfo)
    _add_icons(folder / linux.RESOURCES / "icons", work / "usr/share/icons/hicolor")
    _add_documents(work / "usr/share")


def _write(place: Path, name: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(linux.filled(name), encoding="utf-8")


def _add_icons(icons: Path, theme: Path) -> None:
    for icon in icons.glob("mailsim-*.png"):
        size = icon.stem.removeprefix("mailsim-")
        place = theme / f"{size}x{size}" / "apps" / f"{identity.PACKAGE}.png"
        place.parent.mkdir(parents=True)
        shutil.copy(icon, place)
    scalable = theme / "scalable" / "apps"
    scalable.mkdir(parents=True)
    shutil.copy(icons / "mailsim.svg", scalable / f"{identity.PACKAGE}.svg")


def _add_documents(share: Path) -> None:
    """Manual pages, change log and the pointer to the licences."""
    root = linux.FILES.parents[1]
    documents = share / "doc" / identity.PACKAGE
    documents.mkdir(parents=True)
    own = (root / "LICENSE").read_text(encoding="utf-8")
    pointer = f"Licences of everything inside: /{HOME / linux.RESOURCES}/licences/INDEX.md\n\n"
    (documents / "copyright").write_text(pointer + own, encoding="utf-8")
    _compress(documents / "changelog.gz", (root / "CHANGELOG.md").read_text(encoding="utf-8"))
    for page in ("mailsim.1", "mailsim-desktop.1"):
        _compress(share / "man/man1" / f"{page}.gz", linux.filled(page))


def _compress(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(gzip.compress(text.encode(), mtime=0))


def _control(work: Path) -> str:
    size = sum(path.lstat().st_size for path in work.rglob("*") if not path.is_dir())
    return (
        f"Package: {identity.PACKAGE}\n"
        f"Version: {version()}\n"
        f"Architecture: {_architecture()}\n"
        f"Maintainer: {identity.MAKER} <developers@mailsim.invalid>\n"
        f"Installed-Size: {size // 1024}\n"
        f"Depends: {dependencies(work)}\n"
        "Recommends: xdg-utils\n"
        "Section: mail\n"
        "Priority: optional\n"
        f"{_DESCRIPTION}\n"
    )


def dependencies(work: Path) -> str:
    """Packages that the libraries in `work` need and that do not travel along, by Debian's tool."""
    source = work.parent / "debian"  # the tool reads a control file of the source
    source.mkdir(exist_ok=True)
    (source / "control").write_text(
        f"Source: x\n\nPackage: {identity.PACKAGE}\nArchitecture: any\n"
    )
    inside = work / HOME / "_internal"
    libraries = [path.resolve() for path in inside.rglob("*.so*") if not path.is_symlink()]
    found = subprocess.run(
        [
            "dpkg-shlibdeps", "-O", "--ignore-missing-info",
            *(f"-x{package}" for package in (identity.PACKAGE, *_packages_inside(inside))),
            *(f"-l{folder}" for folder in sorted({path.parent for path in libraries})),
            *(f"-e{path}" for path in libraries),
        ],
        cwd=work.parent, check=True, capture_output=True, text=True,
    )  # fmt: skip
    line = re.search(r"^shlibs:Depends=(.+)$", found.stdout, re.MULTILINE)
    if line is None:
        raise RuntimeError(f"dpkg-shlibdeps names no dependency:\n{found.stderr}")
    return line[1]


def _packages_inside(inside: Path) -> list[str]:
    """Packages whose libraries travel along: they need not be installed."""
    names = [f"*/{path.name}" for path in inside.glob("lib*.so*") if not path.is_symlink()]
    found = subprocess.run(  # fails for those that are of no package, and lists the others
        ["dpkg-query", "--search", *names], check=False, capture_output=True, text=True
    )
    return sorted(set(re.findall(r"^([a-z0-9.+-]+)(?::\w+)?: ", found.stdout, re.MULTILINE)))


def _checksums(work: Path) -> str:
    """What ``dpkg --verify`` compares the installed files with."""
    lines = []
    for path in sorted(work.rglob("*")):
        if path.is_file() and not path.is_symlink() and "DEBIAN" not in path.parts:
            found = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
            lines.append(f"{found}  {path.relative_to(work)}\n")
    return "".join(lines)


def _architecture() -> str:
    return subprocess.run(
        ["dpkg", "--print-architecture"], check=True, capture_output=True, text=True
    ).stdout.strip()
