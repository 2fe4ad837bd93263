"""Composition root: chooses between window and terminal, and puts the parts together.

``make run`` starts here: it opens the window, or, where there is no display, does the
same main job in the terminal.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from mailsim_desktop import log, paths
from mailsim_desktop.errors import ConditionError, StoreUnavailableError
from mailsim_desktop.version import version


def run_command_line(arguments: list[str]) -> int:
    """Run ``mailsim`` with `arguments`; returns the exit code."""
    from mailsim_desktop.cli.main import run  # noqa: PLC0415 # the window does without it

    return run(arguments)


def run_window(files: list[str]) -> int:
    """Open the window and import `files`; returns the exit code.

    The two options that every program is asked for are answered in the terminal.
    """
    if "--version" in files or "--help" in files:
        _say(f"MailSim Desktop {version()}\nUsage: mailsim-desktop [LIST.csv ...]\n")
        return 0
    if not has_display():
        _say("The window needs a display, and there is none. In a terminal, use: mailsim\n")
        return ConditionError.exit_code
    from mailsim_desktop.ui.application import run  # noqa: PLC0415 # the terminal does without Qt

    with suppress(StoreUnavailableError):  # the window says it when it opens the database
        log.start(paths.log_folder(), verbose=False)
    return run(files)


def has_display() -> bool:
    """A window can be shown here."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def main() -> int:
    """Open the window, or run the demo in the terminal where no window can be shown."""
    if has_display():
        return run_window([])
    _say("There is no display, so the demo runs here in the terminal.\n")
    return run_command_line(["demo"])


def _say(text: str) -> None:
    """Write to standard error, which a windowed program on Windows has not."""
    if sys.stderr is not None:
        sys.stderr.write(text)


if __name__ == "__main__":
    sys.exit(main())
