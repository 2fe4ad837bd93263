"""Composition root: chooses between window and terminal, and puts the parts together.

``make run`` starts here: it opens the window, or, where there is no display, does the
same main job in the terminal.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from mailsim_desktop.errors import ConditionError

USAGE = "Usage: mailsim-desktop [LIST.csv ...]\n"
USAGE_CODE = 2


def run_command_line(arguments: list[str]) -> int:
    """Run ``mailsim`` with `arguments`; returns the exit code."""
    from mailsim_desktop.cli.main import run  # noqa: PLC0415 # the window does without it

    _settle()
    return run(arguments)


def run_window(arguments: list[str]) -> int:
    """Open the window and import the files that `arguments` name; returns the exit code.

    The two options that every program is asked for are answered in the terminal.
    """
    _settle()
    options = [word for word in arguments if word.startswith("-") and not Path(word).exists()]
    if options:
        return _answer(options[0])
    from mailsim_desktop import display  # noqa: PLC0415 # a child process never asks

    if not display.is_there():
        sys.stderr.write("No window can be shown here. In a terminal, use: mailsim\n")
        return ConditionError.exit_code
    gc.disable()  # what is loaded now stays; the window's own collector (ui/garbage.py) takes over
    from mailsim_desktop.ui.application import run  # noqa: PLC0415 # the terminal does without Qt

    return run(arguments)


def main() -> int:
    """Open the window, or run the demo in the terminal where no window can be shown."""
    from mailsim_desktop import display  # noqa: PLC0415 # see `run_window`

    if display.is_there():
        return run_window([])
    sys.stderr.write("There is no display, so the demo runs here in the terminal.\n")
    return run_command_line(["demo"])


def _answer(option: str) -> int:
    from mailsim_desktop.version import version  # noqa: PLC0415 # rarely asked

    if option in {"--version", "--help"}:
        sys.stdout.write(f"MailSim Desktop {version()}\n" if option == "--version" else USAGE)
        return 0
    sys.stderr.write(f"Error: No such option: {option}\n{USAGE}")
    return USAGE_CODE


def _settle() -> None:
    """Make good what a process may lack: streams to write to, a folder to be in.

    A windowed program on Windows has no streams, others can be started with closed ones; and
    the folder one is started in can be gone.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
    try:
        Path.cwd()
    except OSError:
        os.chdir(Path(sys.executable).parent)


if __name__ == "__main__":
    sys.exit(main())
