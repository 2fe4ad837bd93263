"""A desk to test at: a screen, a session bus with accessibility, a mouse and a keyboard.

Everything on it is started here and ended here, by its id, whatever happens in between.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from smoke.screen import Screen, screen
from smoke.watch import end

from tests.e2e.hands import Hands
from tests.e2e.tree import SYSTEM_PYTHON, TreeReader, start_reader

SIZE = "1920x1080x24"
TOOLS = ("Xvfb", "openbox", "xdotool", "xprop", "dbus-daemon")
_BINDINGS = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"


@dataclass(frozen=True)
class Desk:
    """What a program and its tests need."""

    screen: Screen
    hands: Hands
    trees: TreeReader
    environment: dict[str, str]
    """For the programs that are started here."""


def missing_tools() -> list[str]:
    """What this machine lacks to be a desk."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    bindings = [SYSTEM_PYTHON, "-c", _BINDINGS]
    if (
        not Path(SYSTEM_PYTHON).exists()
        or subprocess.run(bindings, check=False, capture_output=True, timeout=30).returncode
    ):
        missing.append("python3-gi with gir1.2-atspi-2.0")
    return missing


@contextmanager
def desk(folder: Path) -> Iterator[Desk]:
    """Set a desk up in `folder`; everything on it ends with the block."""
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    with screen(SIZE) as shown, session_bus(shown.environment, runtime) as environment:
        reader = start_reader(environment)
        try:
            yield Desk(shown, Hands(shown), TreeReader(reader), environment)
        finally:
            reader.kill()
            reader.communicate()


@contextmanager
def session_bus(environment: dict[str, str], runtime: Path) -> Iterator[dict[str, str]]:
    """A session bus of our own; yields the environment of those who are to use it.

    The bus starts the bus of accessibility and its registry when they are first asked for.
    """
    own = environment | {"XDG_RUNTIME_DIR": str(runtime)}
    own |= {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    own |= {"QT_LOGGING_RULES": "qt.accessibility.atspi.warning=false"}
    for name in ("AT_SPI_BUS_ADDRESS", "QT_SCALE_FACTOR", "WAYLAND_DISPLAY", "NO_AT_BRIDGE"):
        own.pop(name, None)
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        env=own, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        assert bus.stdout is not None
        with bus.stdout as told:
            address = told.readline().strip()
        yield own | {"DBUS_SESSION_BUS_ADDRESS": address}
    finally:
        end_with_descendants(bus)


def end_with_descendants(process: subprocess.Popen[str]) -> None:
    """End a process and what it has started: the latest first, so that each is seen off."""
    try:
        below = psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        below = []
    end(below[::-1])
    process.kill()
    process.wait(10)
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()


def is_in_ci() -> bool:
    """What is missing here is a fault, not a reason to skip."""
    return bool(os.environ.get("CI"))
