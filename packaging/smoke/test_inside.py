"""What is inside the bundle: no more than its budget, nothing under the GPL alone, no traces."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from bundle import content, linux
from bundle.__main__ import DIST, ROOT, size
from bundle.distributions import canonical
from PyInstaller.archive.readers import CArchiveReader, ZlibArchiveReader

from mailsim_desktop.version import version
from smoke.programs import Programs

MB = 1_000_000
INSIDE = Path("_internal")
GPL_ONLY = (
    "Bodymovin", "Charts", "Coap", "DataVisualization", "DataVisualizationQml", "Graphs",
    "GraphsWidgets", "HttpServer", "Lottie", "Mqtt", "NetworkAuth", "OpcUa", "Quick3D",
    "QuickTimeline", "ShaderTools", "VirtualKeyboard", "WaylandCompositor",
)  # fmt: skip
"""Parts of Qt that are offered under the GPL and for money, but not under the LGPL."""


def parts_of_qt(folder: Path) -> set[str]:
    """Every part of Qt in a bundle, by the names of libraries and modules."""
    names = (path.name for path in folder.rglob("*") if path.suffix != ".pyi")
    return {part for name in names if (part := content.qt_part(name))}


def gpl_only(folder: Path) -> list[str]:
    """Files of a bundle that are, by their name, of a part of Qt under the GPL alone."""
    hidden = re.compile("|".join(GPL_ONLY), re.IGNORECASE)
    files = (path for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    inside = (path for path in files if "PySide6" in path.parts or content.qt_part(path.name))
    return sorted(str(path.relative_to(folder)) for path in inside if hidden.search(path.name))


def test_bundle_keeps_to_its_budget(bundle: Programs):
    assert size(bundle.folder) <= 230 * MB


@pytest.mark.skipif(sys.platform != "linux", reason="Linux has this archive")
def test_archive_keeps_to_its_budget():
    (archive,) = DIST.glob(f"*-{version()}-linux-*.tar.xz")

    assert archive.stat().st_size <= 70 * MB


def test_no_part_of_qt_under_the_gpl_alone_is_inside(bundle: Programs):
    assert gpl_only(bundle.folder) == []
    assert parts_of_qt(bundle.folder) <= content.QT_LIBRARIES
    assert {"Core", "Widgets"} <= parts_of_qt(bundle.folder)


@pytest.mark.parametrize(
    "planted",
    [
        "_internal/PySide6/Qt/lib/libQt6VirtualKeyboard.so.6",
        "_internal/PySide6/QtCharts.abi3.so",
        "_internal/PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        "_internal/PySide6/Qt6NetworkAuth.dll",
    ],
)
def test_planted_part_under_the_gpl_alone_is_found(tmp_path: Path, planted: str):
    file = tmp_path / planted
    file.parent.mkdir(parents=True)
    file.touch()

    assert gpl_only(tmp_path) == [planted]


def test_no_library_is_under_the_gpl_alone(bundle: Programs):
    names = {path.name.partition(".")[0] for path in bundle.folder.rglob("lib*.so*")}

    assert not {"libreadline", "libgdbm", "libgdbm_compat"} & names


def test_every_component_is_listed_with_its_texts(bundle: Programs):
    folder = bundle.folder / linux.RESOURCES / "licences"
    index = (folder / "INDEX.md").read_text(encoding="utf-8")
    table = index.partition("\n## ")[0]
    rows = re.findall(r"^\| ([^|]+?) \| [^|]* \| [^|]* \| ([^|]+?) \|", table, re.MULTILINE)
    texts = {name: re.findall(r"`([^`]+)`", cell) for name, cell in rows if "`" in cell}

    for component, names in texts.items():
        for name in names:
            assert (folder / component / name).stat().st_size > 0
    listed = {canonical(component) for component in texts}
    packages = packages_in(bundle)
    assert {"numpy", "typer", "rich", "sqlalchemy"} <= packages <= listed
    assert {"cpython", "pyinstaller", "pyside6-essentials"} <= listed
    for text in ("LGPL-3.0", "GPL-3.0", "qt-third-party"):
        assert list(folder.rglob(f"{text}*")), text


def packages_in(bundle: Programs) -> set[str]:
    """Distributions with a folder in the bundle, or with modules in its archive."""
    owners = metadata.packages_distributions()
    names = {path.name for path in (bundle.folder / INSIDE).iterdir() if path.is_dir()}
    names |= {module.partition(".")[0] for module in modules_in(bundle).toc}
    return {canonical(owner) for name in names for owner in owners.get(name, [])} - {
        "mailsim-desktop"
    }


def modules_in(bundle: Programs) -> ZlibArchiveReader:
    """The archive of modules in the command, which is that of the window too."""
    return CArchiveReader(str(bundle.command)).open_embedded_archive("PYZ.pyz")


def test_nothing_tells_where_the_source_tree_was(bundle: Programs):
    trace = str(ROOT).encode()
    files = {
        str(path.relative_to(bundle.folder)): path.read_bytes()
        for path in bundle.folder.rglob("*")
        if path.is_file()
    }
    archive = modules_in(bundle)
    modules = {name: archive.extract(name, raw=True) or b"" for name in archive.toc}

    assert len(modules) > 1_000
    assert [name for name, text in (files | modules).items() if trace in text] == []


@pytest.mark.skipif(sys.platform != "linux", reason="the loader of Linux")
def test_libraries_are_looked_for_inside_the_bundle_alone(bundle: Programs):
    libraries = [path for path in bundle.folder.rglob("*.so*") if not path.is_symlink()]
    places = {
        str(path.relative_to(bundle.folder)): place
        for path in libraries
        for place in linux.search_path(str(path))
        if not place.startswith("$ORIGIN")
    }

    assert len(libraries) > 100
    assert places == {}


@pytest.mark.skipif(shutil.which("ldd") is None, reason="ldd is Linux's")
def test_every_library_is_found_inside_or_on_a_desktop(bundle: Programs):
    libraries = [path for path in bundle.folder.rglob("*.so*") if not path.is_symlink()]
    missing = {}
    for path in libraries:
        told = subprocess.run(["ldd", path], capture_output=True, text=True, check=False).stdout
        lost = set(re.findall(r"(\S+) => not found", told))
        lost -= {other.name for other in (bundle.folder / INSIDE).iterdir()}  # found at run time
        if lost:
            missing[path.name] = lost

    assert missing == {}
