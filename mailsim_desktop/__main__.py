"""Where the program starts: the window without arguments, else the command line.

``mailsim`` is `command_line`, ``mailsim-desktop`` is `window`; ``python -m
mailsim_desktop`` decides by its arguments. A worker process that is spawned imports this
module again, so it imports nothing heavy before it knows what to do.
"""

from __future__ import annotations

import sys


def command_line() -> None:
    """Run one command and exit with its code."""
    from mailsim_desktop.app import run_command_line  # noqa: PLC0415 # see the module's docstring

    sys.exit(run_command_line(sys.argv[1:]))


def window() -> None:
    """Open the window; the arguments are files to import."""
    from mailsim_desktop.app import run_window  # noqa: PLC0415 # see the module's docstring

    sys.exit(run_window(sys.argv[1:]))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        command_line()
    else:
        window()
