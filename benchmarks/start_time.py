"""The way to the window: its size on disk, and the time until it is shown.

Three programs start in turn on one screen: the frozen window, the window from the source tree, and
a bare Qt window. The clock runs from the start of the process until the window manager lists its
window. The first round, in which the database is made and files are read from disk, is left out.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

from bundle import identity, linux
from bundle.__main__ import DIST, size
from smoke.screen import Screen, screen

from benchmarks.table import Line

ROUNDS = 7
MB = 1_000_000
BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
window.show()
application.exec()
"""


def measure(_number: int, rounds: int) -> list[Line]:
    """Measure sizes, and starts over `ROUNDS` or more rounds, of what ``make package`` made."""
    folder = DIST / identity.FOLDER
    archive = linux.archive_path(DIST)
    commands = {
        "frozen": [str(folder / identity.WINDOW)],
        "source": [str(Path(sysconfig.get_path("scripts"), "mailsim-desktop"))],
        "bare": [sys.executable, "-c", BARE],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    with screen() as shown, tempfile.TemporaryDirectory() as home:
        environment = shown.environment | {"HOME": home}
        for name in (*commands, *list(commands) * max(rounds, ROUNDS)):
            times[name].append(seconds_to_window(commands[name], shown, environment))
    frozen, source, bare = (median(found[1:]) for found in times.values())
    facts = f"frozen {frozen:.2f} s, source {source:.2f} s, bare Qt window {bare:.2f} s; warm"
    return [
        Line("start of the frozen window ÷ from source", frozen / source, "≤ 1.3", facts),
        Line("start from source ÷ a bare Qt window", source / bare, "≤ 1.6", "until it is listed"),
        Line("bundle, MB", size(folder) / MB, "≤ 230", "one folder, both programs"),
        Line("archive, MB", size(archive) / MB, "≤ 70", "".join(archive.suffixes[-2:])),
    ]


def seconds_to_window(command: list[str], shown: Screen, environment: dict[str, str]) -> float:
    """Start a program, wait for its window, end it; returns the seconds until the window."""
    kept = {name: text for name, text in environment.items() if not name.startswith("XDG_")}
    with window_list(shown) as lists:
        begun = perf_counter()
        process = subprocess.Popen(command, env=kept, stderr=subprocess.DEVNULL)
        try:
            next(lists)
            return perf_counter() - begun
        finally:
            process.kill()
            process.wait()


@contextmanager
def window_list(shown: Screen) -> Iterator[Iterator[str]]:
    """Yields each list of windows that is not empty, as the window manager announces it."""
    environment = os.environ | shown.environment
    command = ["xprop", "-root", "_NET_CLIENT_LIST"]
    # Not by -spy: what changes between its first look and its listening it never tells.
    while "0x" in subprocess.check_output(command, env=environment, text=True):
        continue
    spy = subprocess.Popen(
        ["xprop", "-spy", *command[1:]], env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        lines = iter(spy.stdout or ())
        next(lines)  # it listens; before, the window of the round before had gone
        yield (line for line in lines if "0x" in line)
    finally:
        spy.terminate()
        spy.wait()
