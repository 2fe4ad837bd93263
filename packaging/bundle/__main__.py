"""``python -m bundle``: freeze the program into ``dist/`` and pack what people install.

Linux gets a ``.tar.xz`` and, where Debian's tools are, a ``.deb``; Windows and macOS a ``.zip``.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from bundle import debian, identity, linux
from mailsim_desktop.version import version

ROOT = Path(__file__).parents[2]
DIST = ROOT / "dist"
BUILD = ROOT / "build"


def main() -> None:
    """Build everything anew; prints each file with its size."""
    specification = ROOT / "packaging" / "mailsim.spec"
    subprocess.run(
        [
            sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR",
            "--distpath", str(DIST), "--workpath", str(BUILD), str(specification),
        ],
        check=True,
    )  # fmt: skip
    folder = DIST / identity.FOLDER
    for made in (folder, *pack(folder)):
        print(f"{size(made) / 1e6:7.1f} MB  {made.relative_to(ROOT)}")


def pack(folder: Path) -> list[Path]:
    """Make the archives of this system; returns them."""
    name = f"{identity.PACKAGE}-{version()}-{sys.platform}"
    if sys.platform == "darwin":
        archive = DIST / f"{name}.zip"
        app = DIST / f"{identity.WINDOW}.app"  # ditto keeps the links inside
        subprocess.run(["ditto", "-c", "-k", "--keepParent", app, archive], check=True)
        return [archive]
    if sys.platform != "linux":
        return [Path(shutil.make_archive(str(DIST / name), "zip", DIST, folder.name))]
    linux.strip(folder)
    linux.add_readme(folder)
    archives = [linux.make_tar(folder, DIST)]
    if shutil.which("dpkg-shlibdeps"):
        archives.append(debian.make_package(folder, BUILD / "package", DIST))
    return archives


def size(path: Path) -> int:
    """Bytes of a file, or of all files below a folder."""
    files = [path] if path.is_file() else path.rglob("*")
    return sum(file.lstat().st_size for file in files if not file.is_dir())


if __name__ == "__main__":
    main()
