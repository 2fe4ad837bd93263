"""The composition root: window or terminal, and what is loaded for each."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mailsim_desktop import app, display
from mailsim_desktop.version import version


def test_without_a_display_the_demo_runs_in_the_terminal(monkeypatch, capsys):
    ran: list[list[str]] = []
    monkeypatch.setattr(display, "is_there", lambda: False)
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


@pytest.mark.parametrize(
    ("option", "answer"),
    [("--version", f"MailSim Desktop {version()}\n"), ("--help", app.USAGE)],
)
def test_window_answers_the_options_that_every_program_has(capsys, option, answer):
    assert app.run_window([option]) == 0

    assert capsys.readouterr().out == answer


def test_window_refuses_other_options_but_not_a_file_of_that_name(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(display, "is_there", lambda: False)

    assert app.run_window(["--nope"]) == 2
    assert "--nope" in capsys.readouterr().err

    (tmp_path / "--nope").touch()
    assert app.run_window(["--nope"]) == 4, "it went on to look for a display"


def test_window_without_a_display_says_what_to_use_instead(monkeypatch, capsys):
    monkeypatch.setattr(display, "is_there", lambda: False)

    assert app.run_window([]) == 4

    assert "mailsim" in capsys.readouterr().err


PROGRAM = """
import sys
from mailsim_desktop.app import run_command_line
sys.exit(run_command_line(["--database", sys.argv[1], "demo", "--size", "50"]))
"""
COMMAND = (sys.executable, "-c", PROGRAM)


@pytest.mark.process
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_command_with_closed_streams_does_its_work(tmp_path, closed):
    database = tmp_path / "x.sqlite3"
    line = f'"$0" "$1" "$2" "$3" {closed}'

    done = subprocess.run(["sh", "-c", line, *COMMAND, database], capture_output=True, check=False)

    assert done.returncode == 0
    assert database.stat().st_size > 0


@pytest.mark.process
def test_command_works_from_a_folder_that_is_gone(tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    line = f'cd "{gone}" && rmdir "{gone}" && "$0" "$1" "$2" "$3"'
    done = subprocess.run(
        ["sh", "-c", line, *COMMAND, tmp_path / "x.sqlite3"],
        capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": str(Path.cwd())},
    )  # fmt: skip

    assert done.returncode == 0, done.stderr


@pytest.mark.process
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_output_on_a_full_device_is_one_message_and_the_condition_code(tmp_path):
    done = subprocess.run(
        ["sh", "-c", '"$0" "$1" "$2" "$3" >/dev/full', *COMMAND, tmp_path / "x.sqlite3"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 4
    assert "the disk is full" in done.stderr
    assert "Exception ignored" not in done.stderr
