"""An ordinary user: an empty home, no right to write to the programs, and a limit on processes.

A frozen program whose workers start the program again would multiply without end; the limit
turns that into an error of this test.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import psutil

NOBODY = 65534
ROOM = 80
"""Threads of all the user's processes together: the window with two workers has about 20."""
PATIENCE_S = 120


@dataclass(frozen=True)
class Person:
    """Starts programs in `home`; as somebody else where root runs the tests."""

    home: Path
    path: str = os.defpath
    display: str = ""
    language: str = "C.UTF-8"
    locales: Path | None = None
    """Folder of locales that the system does not have."""

    def start(self, program: Path | str, *arguments: str) -> subprocess.Popen[str]:
        """Start a program; its output is to be read from the pipes."""
        command = [*self._limit(), str(program), *arguments]
        return subprocess.Popen(
            command,
            cwd=self.home,
            env=self.environment(),
            user=NOBODY if is_root() else None,
            group=NOBODY if is_root() else None,
            extra_groups=[] if is_root() else None,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def run(self, program: Path | str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a program to its end."""
        with self.start(program, *arguments) as process:
            try:
                out, err = process.communicate(timeout=PATIENCE_S)
            finally:
                process.kill()
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def environment(self) -> dict[str, str]:
        """Nothing of whoever runs the tests, but what a system needs to work at all."""
        kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}
        runtime = self.home.parent / f"{self.home.name}-runtime"
        own = {"HOME": self.home, "LANG": self.language, "PATH": self.path}
        if sys.platform == "win32":
            # Windows tells a program the real user's folders, whatever the environment says.
            own |= {"USERPROFILE": self.home, "MAILSIM_DATABASE": self.home / "mailsim.sqlite3"}
        if self.locales:
            own |= {"LOCPATH": self.locales}
        if self.display:
            own |= {"DISPLAY": self.display, "XDG_RUNTIME_DIR": runtime}
        return kept | {name: str(value) for name, value in own.items()}

    def _limit(self) -> list[str]:
        if sys.platform != "linux":
            return []
        mine = NOBODY if is_root() else os.getuid()
        return ["prlimit", f"--nproc={threads_of(mine) + ROOM}", "--"]


def make_person(folder: Path, name: str, *, display: str = "", path: str = os.defpath) -> Person:
    """A person with an empty home below `folder`."""
    home = folder / name
    for place in (home, folder / f"{name}-runtime"):
        place.mkdir(mode=0o700)
        if is_root():
            os.chown(place, NOBODY, NOBODY)
    return Person(home, display=display, path=path)


def is_root() -> bool:
    """The tests may become somebody else."""
    return hasattr(os, "getuid") and os.getuid() == 0


def threads_of(user: int) -> int:
    """What the system counts against a user's limit now."""
    found = 0
    for process in psutil.process_iter():
        try:
            if process.uids().real == user:
                found += process.num_threads()
        except psutil.Error:
            continue  # it has just ended
    return found
