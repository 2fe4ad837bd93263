"""Where the program starts, as it is started."""

from __future__ import annotations

import subprocess
import sys

import pytest

import mailsim_desktop.__main__ as entry
from mailsim_desktop import app
from mailsim_desktop.version import version


def started(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mailsim_desktop", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.process
@pytest.mark.parametrize(
    ("arguments", "code", "out"),
    [(["--version"], 0, f"mailsim {version()}\n"), (["runs", "show", "1"], 3, "")],
)
def test_module_with_arguments_is_the_command_line(arguments, code, out):
    done = started(*arguments)

    assert (done.returncode, done.stdout) == (code, out)
    assert "Traceback" not in done.stderr


def test_command_line_ends_with_its_exit_code(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["mailsim", "no-such-command"])

    with pytest.raises(SystemExit) as ended:
        entry.command_line()

    assert ended.value.code == 2


def test_window_is_given_the_files(monkeypatch):
    given: list[list[str]] = []
    monkeypatch.setattr(app, "run_window", lambda files: given.append(files) or 0)
    monkeypatch.setattr(sys, "argv", ["mailsim-desktop", "a.csv", "b.csv"])

    with pytest.raises(SystemExit) as ended:
        entry.window()

    assert (ended.value.code, given) == (0, [["a.csv", "b.csv"]])


@pytest.mark.process
def test_worker_that_imports_the_entry_again_loads_nothing_heavy():
    program = (
        "import sys; import mailsim_desktop.__main__;"
        " print({m.split('.')[0] for m in sys.modules}"
        " & {'PySide6', 'sqlalchemy', 'numpy', 'typer', 'rich'})"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout == "set()\n"
