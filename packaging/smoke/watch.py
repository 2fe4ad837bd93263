"""Looks at the processes of a bundle from outside, and waits for what must come."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import psutil

Found = TypeVar("Found")
LOOK_S = 0.05


def processes_of(folder: Path) -> list[psutil.Process]:
    """Every process whose executable lies in `folder`, whoever its parent is by now."""
    found = []
    for process in psutil.process_iter():
        try:
            if Path(process.exe()).is_relative_to(folder):
                found.append(process)
        except psutil.Error:
            continue  # it has just ended, or is not ours to look at
    return found


def wait_for(look: Callable[[], Found], what: str, seconds: float = 30) -> Found:
    """Look until something is found; returns it.

    Raises
    ------
    TimeoutError : `what` did not come in time.
    """
    never = threading.Event()
    until = time.monotonic() + seconds
    while time.monotonic() < until:  # a look may itself take long
        found = look()
        if found:
            return found
        never.wait(LOOK_S)
    raise TimeoutError(f"{what}: not seen in {seconds} s")


def wait_until_none(folder: Path, seconds: float = 15) -> None:
    """Wait until no process of the bundle in `folder` is left: orphans end by themselves."""
    wait_for(lambda: not processes_of(folder), f"the end of {processes_of(folder)}", seconds)


def end(processes: list[psutil.Process]) -> None:
    """End what a failed test has left behind."""
    for process in processes:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(processes, timeout=10)
