"""What is left out of the bundle is not needed, and what must not be in it is left out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from bundle import content

LOCK = Path(__file__).parents[2] / "requirements.lock"

EVERYTHING = """
import importlib, pkgutil, sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if any(name == left_out or name.startswith(left_out + ".") for left_out in LEFT_OUT):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Absent())
import mailsim_desktop
for module in pkgutil.walk_packages(mailsim_desktop.__path__, "mailsim_desktop."):
    if ".migrations" not in module.name:
        importlib.import_module(module.name)
from mailsim_desktop.app import run_command_line
sys.exit(run_command_line(["--database", DATABASE, "rehearse", LIST]))
"""


@pytest.mark.process
def test_program_works_without_the_modules_that_are_left_out(tmp_path):
    people = tmp_path / "people.csv"
    people.write_text("email,nombre\nana@gmail.com,Ana\nluis@orange.fr,Luis\n", encoding="utf-8")
    left_out = (*content.UNUSED_MODULES, *content.foreign_modules(LOCK))
    names = f"LEFT_OUT = {left_out!r}; DATABASE = {str(tmp_path / 'x')!r}; LIST = {str(people)!r}\n"

    done = subprocess.run(
        [sys.executable, "-c", names + EVERYTHING], capture_output=True, text=True, check=False,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert "Completed" in done.stdout


def test_tools_of_development_are_foreign_and_libraries_are_not():
    foreign = content.foreign_modules(LOCK)

    assert {"pytest", "mypy", "hypothesis", "simpy", "PyInstaller"} <= set(foreign)
    assert not {"numpy", "PySide6", "sqlalchemy", "mailsim_desktop", "typer", "psutil"} & set(
        foreign
    )


@pytest.mark.parametrize(
    ("target", "wanted"),
    [
        ("PySide6/Qt/lib/libQt6Core.so.6", True),
        ("libQt6Core.so.6", True),
        ("PySide6/QtWidgets.abi3.so", True),
        ("PySide6/QtSvg.abi3.so", True),
        ("PySide6/Qt/lib/libQt6Svg.so.6", True),
        ("PySide6/libpyside6.abi3.so.6.11", True),
        ("PySide6/Qt/lib/libicudata.so.73", True),
        ("PySide6\\Qt6Gui.dll", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/lib/QtGui.framework/Versions/A/QtGui", True),
        ("PySide6/Qt/lib/libQt6VirtualKeyboard.so.6", False),
        ("libQt6VirtualKeyboard.so.6", False),
        ("PySide6\\Qt6Charts.dll", False),
        ("PySide6/QtNetwork.abi3.so", False),
        ("PySide6/Qt/lib/QtQml.framework/Versions/A/QtQml", False),
        ("PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so", False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6\\opengl32sw.dll", False),
        ("PySide6/Qt/lib/QtGui.framework/Versions/Current", True),
        ("PySide6/Qt/lib/QtQml.framework/Versions/Current", False),
        ("PySide6/Qt/lib/QtQml.framework/Versions/A/Resources/Info.plist", False),
        ("PySide6/Qt/lib/QtQml.framework/Resources", False),
    ],
)
def test_of_qt_only_what_is_named_is_kept(target, wanted):
    assert content.is_wanted(target, f"/somewhere/site-packages/{target}") is wanted


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("libxcb-cursor.so.0", True),
        ("libpython3.11.so.1.0", True),
        ("libffi.so.8", True),
        ("libssl.so.3", True),
        ("libreadline.so.8", False),
        ("libstdc++.so.6", False),
        ("libgtk-3.so.0", False),
        ("libX11.so.6", False),
    ],
)
def test_of_the_system_only_what_is_named_travels_along(name, wanted):
    assert content.is_wanted(name, f"/usr/lib/x86_64-linux-gnu/{name}") is wanted


def test_library_of_a_wheel_is_not_taken_for_one_of_the_system():
    assert content.is_wanted(
        "numpy.libs/libgfortran.so.5", "/home/a/.venv/lib/numpy.libs/libgfortran.so.5"
    )


@pytest.mark.parametrize(
    ("target", "wanted"),
    [
        ("mailsim_desktop-0.1.0.dist-info/METADATA", True),
        ("mailsim_desktop-0.1.0.dist-info/direct_url.json", False),
        ("faker.providers.person.es_ES", True),
        ("faker.providers.address", False),
        ("api-ms-win-crt-runtime-l1-1-0.dll", False),
        ("mailsim_desktop/resources/scenarios/classic-demo.toml", True),
    ],
)
def test_where_it_was_built_and_unused_names_do_not_ship(target, wanted):
    assert content.is_wanted(target, "") is wanted
