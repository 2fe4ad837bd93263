"""Nothing ships without its licence, and nothing ships that is under the GPL alone."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from bundle import licences, origins

READLINE = next(Path("/").glob("*lib/x86_64-linux-gnu/libreadline.so.8"), None)
METADATA = "Metadata-Version: 2.1\nName: planted\nVersion: 1.0\n"


def files_of(module: str) -> list[tuple[str, str]]:
    """The files of an import of `module`: name and path, as in PyInstaller's tables."""
    program = (
        f"import {module}, sys\n"
        "for name, module in list(sys.modules.items()):\n"
        "    print(name, getattr(module, '__file__', None) or '-', sep='\\t')"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    rows = [line.split("\t") for line in answer.stdout.splitlines()]
    return [(name, path) for name, path in rows if not name.startswith(("__", "_virtualenv"))]


@pytest.fixture
def planted(tmp_path, monkeypatch):
    """Installs a distribution of one module, with the metadata and further files it is given."""

    def install(fields: str = "", **texts: str) -> list[tuple[str, str]]:
        site = tmp_path / "site-packages"
        info = site / "planted-1.0.dist-info"
        info.mkdir(parents=True)
        (site / "planted.py").touch()
        (info / "METADATA").write_text(METADATA + fields)
        for name, text in texts.items():
            (info / name).write_text(text)
        listed = ["planted.py", *(str(path.relative_to(site)) for path in info.iterdir())]
        (info / "RECORD").write_text("".join(f"{name},,\n" for name in listed))
        monkeypatch.syspath_prepend(site)
        return [("planted", str(site / "planted.py"))]

    return install


def test_all_that_an_import_of_numpy_brings_is_listed_with_its_texts(tmp_path):
    found = licences.collect(files_of("numpy"), tmp_path / "licences")

    names = {component.name for component in found}
    assert {"numpy", "cpython", "pyinstaller", "pyinstaller-hooks-contrib"} <= names
    index = (tmp_path / "licences" / "INDEX.md").read_text(encoding="utf-8")
    assert all(f"| {name} |" in index for name in names)
    openblas = (tmp_path / "licences" / "numpy" / "LICENSE.txt").read_text(encoding="utf-8")
    assert "GCC-exception" in openblas
    for component in found:
        for text, path in component.texts:
            assert (tmp_path / "licences" / component.name / text).read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    ("module", "licence"),
    [("prometheus_client", "Apache-2.0 AND BSD-2-Clause"), ("psutil", "BSD-3-Clause")],
)
def test_what_tells_outsiders_how_a_run_goes_is_listed_with_its_texts(module, licence, tmp_path):
    licences.collect(files_of(module), tmp_path / "licences")

    name = module.replace("_", "-")
    index = (tmp_path / "licences" / "INDEX.md").read_text(encoding="utf-8")
    assert re.search(rf"\| {name} \| [\d.]+ \| {licence} \|", index)
    assert (tmp_path / "licences" / name / "LICENSE").read_text(encoding="utf-8")


def test_the_index_names_the_source_of_qt_at_the_version_inside(tmp_path):
    licences.collect([], tmp_path / "licences")

    index = (tmp_path / "licences" / "INDEX.md").read_text(encoding="utf-8")
    lock = (origins.ROOT / "requirements.lock").read_text(encoding="utf-8")
    version = re.findall(r"pyside6-essentials==(\S+)", lock)[0]
    assert f"/{version}/submodules/" in index
    assert f"PySide6-{version}-src" in index
    assert "_internal/PySide6/Qt/lib/" in index
    assert "$" not in index


def test_a_file_of_unknown_origin_stops_the_build_and_is_named(tmp_path):
    unknown = tmp_path / "libplanted.so"
    unknown.touch()

    with pytest.raises(licences.LicenceError, match=r"lib/x\.so: .*libplanted\.so"):
        licences.collect([("lib/x.so", str(unknown))], tmp_path / "licences")
    assert not (tmp_path / "licences").exists()


@pytest.mark.skipif(READLINE is None, reason="Debian's libreadline8 is not installed")
def test_a_library_under_the_gpl_alone_stops_the_build(tmp_path):
    with pytest.raises(licences.LicenceError, match=r"libreadline\.so\.8: readline .*GPL-3"):
        licences.collect([("libreadline.so.8", str(READLINE))], tmp_path / "licences")


def test_a_distribution_under_the_gpl_alone_stops_the_build(planted, tmp_path):
    entries = planted("License-Expression: GPL-3.0-or-later\n", LICENSE="GPL")

    with pytest.raises(licences.LicenceError, match=r"planted 1\.0 is under GPL-3\.0-or-later"):
        licences.collect(entries, tmp_path / "licences")


def test_a_distribution_without_a_licence_text_stops_the_build(planted, tmp_path):
    entries = planted("License-Expression: MIT\n")

    with pytest.raises(licences.LicenceError, match=r"planted: planted 1\.0 has no licence text"):
        licences.collect(entries, tmp_path / "licences")


def test_a_distribution_that_does_not_say_its_licence_stops_the_build(planted, tmp_path):
    entries = planted("License: as you like\n", LICENSE="Do what you like.")

    with pytest.raises(licences.LicenceError, match=r"known\.toml"):
        licences.collect(entries, tmp_path / "licences")


def test_a_distribution_with_text_and_licence_is_listed(planted, tmp_path):
    entries = planted("Classifier: License :: OSI Approved :: MIT License\n", LICENSE="Free.")

    licences.collect(entries, tmp_path / "licences")

    assert (tmp_path / "licences" / "planted" / "LICENSE").read_text() == "Free."
    assert "| planted | 1.0 | MIT |" in (tmp_path / "licences" / "INDEX.md").read_text("utf-8")


def test_every_problem_is_told_at_once(planted, tmp_path):
    entries = [*planted("License-Expression: MIT\n"), ("lost", str(tmp_path / "lost.so"))]

    with pytest.raises(licences.LicenceError, match=r"(?s)lost: .*planted: "):
        licences.collect(entries, tmp_path / "licences")


def test_fonts_and_icons_are_listed_each_with_the_text_of_its_makers(tmp_path):
    resources = [path for path in (origins.ROOT / "resources").rglob("*") if path.is_file()]
    licences.collect([(path.name, str(path)) for path in resources], tmp_path / "licences")

    index = (tmp_path / "licences" / "INDEX.md").read_text(encoding="utf-8")
    assert re.search(r"\| inter \| [\d.]+ \| OFL-1\.1 \|", index)
    assert re.search(r"\| jetbrains-mono \| [\d.]+ \| OFL-1\.1 \|", index)
    lucide = (tmp_path / "licences" / "lucide" / "LICENSE").read_text(encoding="utf-8")
    assert "Lucide Icons and Contributors" in lucide
    assert "Cole Bemis" in lucide


def test_links_inside_the_bundle_bring_nothing_new_and_none_leads_out(tmp_path):
    inside = ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6")
    licences.collect([inside], tmp_path / "licences")

    with pytest.raises(licences.LicenceError, match="out of the bundle"):
        licences.collect([("lib/x.so", "../../elsewhere/x.so")], tmp_path / "licences")


def test_a_second_build_leaves_no_text_of_the_first(planted, tmp_path):
    entries = planted("License-Expression: MIT\n", LICENSE="Free.")
    licences.collect(entries, tmp_path / "licences")

    licences.collect([], tmp_path / "licences")

    assert not (tmp_path / "licences" / "planted").exists()


@pytest.mark.parametrize(
    "expression",
    [
        "MIT",
        "LGPL-3.0-only",
        "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only",
        "GPL-2.0-or-later WITH Bootloader-exception AND Apache-2.0",
        "(GPL-2.0-only OR MIT) AND BSD-3-Clause",
    ],
)
def test_permissive_licences_and_the_lgpl_may_ship(expression):
    assert licences.is_permitted(expression)


@pytest.mark.parametrize(
    "expression",
    [
        "GPL-3.0-only",
        "AGPL-3.0-or-later",
        "MIT AND GPL-2.0-or-later",
        "GPL-2.0-only OR GPL-3.0-only",
        "MIT AND (GPL-2.0-only OR AGPL-3.0-only)",
        "gpl-3.0-only",
        "GPLv3",
        "GPL-3.0-only WITH Commons-Clause",
        "LicenseRef-Proprietary",
        "SSPL-1.0",
        "CC-BY-NC-4.0",
        "",
    ],
)
def test_the_plain_gpl_and_what_nobody_has_allowed_are_refused(expression):
    assert not licences.is_permitted(expression)


def test_each_library_of_the_lock_has_its_row_in_the_notices():
    lock = (origins.ROOT / "requirements.lock").read_text(encoding="utf-8")
    notices = (origins.ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8").lower()

    for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", lock, re.MULTILINE):
        row = rf"(?m)^\| {re.escape(name)}\b[^\n]*{re.escape(version)}"
        assert re.search(row, notices), name


def test_each_font_and_icon_set_has_its_row_in_the_notices():
    known = tomllib.loads((origins.TEXTS / "known.toml").read_text(encoding="utf-8"))["brought"]
    notices = (origins.ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")
    folders = {path.parent for path in (origins.ROOT / "resources").rglob("*.ttf")}
    drawings = list((origins.ROOT / "resources/icons/lucide").glob("*.svg"))

    assert {origins.ROOT / folder for folder in known} >= folders
    assert f"{len(drawings)} of its icons" in notices
    for folder, what in known.items():
        row = rf"(?m)^\| .*\| {re.escape(what['version'])} \| .*`{re.escape(folder)}/`"
        assert re.search(row, notices), folder
