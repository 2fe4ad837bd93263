"""The composition root: window or terminal, and what is loaded for each."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from mailsim_desktop import app
from mailsim_desktop.version import version


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_any_of_the_displays_is_one(monkeypatch, name):
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    before = app.has_display()
    monkeypatch.setenv(name, "x")

    assert (before, app.has_display()) == (False, True)


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macos_always_have_a_display(monkeypatch, platform):
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(sys, "platform", platform)

    assert app.has_display()


def test_without_a_display_the_demo_runs_in_the_terminal(monkeypatch, capsys):
    ran: list[list[str]] = []
    monkeypatch.setattr(app, "has_display", lambda: False)
    monkeypatch.setattr(app, "run_command_line", lambda arguments: ran.append(arguments) or 7)

    assert app.main() == 7

    assert ran == [["demo"]]
    assert "no display" in capsys.readouterr().err


def test_command_line_returns_its_exit_code(capsys):
    assert app.run_command_line(["--version"]) == 0
    assert app.run_command_line(["no-such-command"]) == 2
    assert capsys.readouterr().out.startswith("mailsim ")


@pytest.mark.process
def test_neither_the_command_line_nor_a_worker_loads_qt():
    program = (
        "import sys; from mailsim_desktop import app; import mailsim_desktop.workers.child;"
        " code = app.run_command_line(['scenarios', 'list']);"
        " print(code, [m for m in sys.modules if m.startswith(('PySide6', 'pyqtgraph'))])"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=os.environ
    )

    assert done.stdout.splitlines()[-1] == "0 []"


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_window_answers_the_options_that_every_program_has(capsys, option):
    assert app.run_window([option]) == 0

    assert version() in capsys.readouterr().err


def test_window_without_a_display_says_what_to_use_instead(monkeypatch, capsys):
    monkeypatch.setattr(app, "has_display", lambda: False)

    assert app.run_window([]) == 4

    assert "mailsim" in capsys.readouterr().err


def test_program_without_standard_error_has_nothing_to_say_it_to(monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)

    assert app.run_window(["--version"]) == 0
