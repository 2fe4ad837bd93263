"""Each file of the bundle has one owner, or none: a distribution, Python, Debian, this project."""

from __future__ import annotations

import _ctypes
import sysconfig
from importlib import metadata
from pathlib import Path

import numpy as np
import pytest
from bundle import origins
from bundle.origins import Origins

SITE = Path(np.__file__).parents[1]
DPKG = Path("/var/lib/dpkg/status")
ZLIB = Path("/usr/lib/x86_64-linux-gnu/libz.so.1")

on_debian = pytest.mark.skipif(not DPKG.exists(), reason="not a Debian system")


@pytest.fixture(scope="module")
def owners() -> Origins:
    return Origins()


def owner(owners: Origins, source: str | Path) -> str | None:
    component = owners.of(str(source))
    return None if component is None else component.name


def test_a_module_belongs_to_the_distribution_that_lists_it(owners):
    assert owner(owners, np.__file__) == "numpy"


def test_libraries_beside_a_package_belong_to_its_distribution(owners):
    beside = [file for file in metadata.files("numpy") or [] if ".libs/" in str(file)]
    if not beside:
        pytest.skip("this numpy brings no libraries")

    assert {owner(owners, SITE / file) for file in beside} == {"numpy"}


def test_distributions_that_share_a_folder_keep_their_own_files(owners):
    assert owner(owners, SITE / "_multiprocess" / "__init__.py") == "multiprocess"
    assert owner(owners, SITE / "PySide6" / "__init__.py") == "pyside6-essentials"
    assert owner(owners, SITE / "shiboken6" / "__init__.py") == "shiboken6"


def test_a_file_in_site_packages_that_nobody_lists_has_no_owner(owners):
    assert owner(owners, SITE / "numpy" / "planted.so") is None


def test_the_standard_library_belongs_to_python(owners):
    library = Path(sysconfig.get_path("stdlib"))

    assert owner(owners, library / "json" / "__init__.py") == "cpython"
    assert owner(owners, _ctypes.__file__) == "cpython"
    assert owner(owners, library / "site-packages" / "planted.py") is None


def test_source_installed_editable_belongs_to_the_project(owners):
    assert owner(owners, origins.ROOT / "mailsim_desktop" / "app.py") == origins.PROJECT
    assert owner(owners, origins.ROOT / "THIRD_PARTY.md") == origins.PROJECT


@pytest.mark.parametrize(
    ("file", "name", "licence"),
    [
        ("fonts/inter/Inter-Regular.ttf", "inter", "OFL-1.1"),
        ("fonts/jetbrains-mono/JetBrainsMono-Regular.ttf", "jetbrains-mono", "OFL-1.1"),
        ("icons/lucide/send.svg", "lucide", "ISC AND MIT"),
    ],
)
def test_the_work_of_others_in_this_repository_is_theirs(owners, file, name, licence):
    source = origins.ROOT / "resources" / file
    component = owners.of(str(source))

    assert (component.name, component.licence) == (name, licence)
    assert [text.parent for _, text in component.texts] == [source.parent]
    assert owner(owners, origins.ROOT / "resources" / "icons" / "mailsim.svg") == origins.PROJECT


def test_a_stray_file_beside_the_source_has_no_owner(owners):
    assert owner(owners, origins.ROOT / "build" / "planted.so") is None
    assert owner(owners, origins.ROOT / ".venv" / "planted.so") is None


@on_debian
@pytest.mark.skipif(not ZLIB.exists(), reason="another architecture")
@pytest.mark.parametrize("spelling", [ZLIB, Path("/", *ZLIB.parts[2:]), ZLIB.resolve()])
def test_a_system_library_belongs_to_its_package_under_each_of_its_paths(owners, spelling):
    component = owners.of(str(spelling))

    assert component is not None
    assert component.name == "zlib"
    assert component.licence == "Zlib"
    assert component.texts[0][1].is_file()


@on_debian
def test_a_file_of_no_package_has_no_owner(owners, tmp_path):
    planted = tmp_path / "libz.so.1"
    planted.touch()

    assert owner(owners, planted) is None


def test_licences_of_parts_are_among_the_texts(owners):
    names = {name for name, _ in owners.distribution("typer").texts}

    assert {"LICENSE", "typer/_click/LICENSE.txt"} <= names


def test_qt_brings_the_texts_that_its_packages_lack(owners):
    names = {name for name, _ in owners.distribution("PySide6_Essentials").texts}

    assert {"LGPL-3.0.txt", "GPL-3.0.txt", "qt-third-party.txt"} <= names
