"""A screen that nobody looks at: X server, window manager, keyboard and pictures."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from smoke.watch import wait_for

SIZE = "1400x900x24"
PATIENCE_S = 60
_GRAB = """
import sys
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
ok = application.primaryScreen().grabWindow(0).save(sys.argv[1])
sys.exit(0 if ok else 1)
"""


_COUNT = """
import sys
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
image = application.primaryScreen().grabWindow(int(sys.argv[1])).toImage()
places = ((x, y) for x in range(0, image.width(), 4) for y in range(0, image.height(), 4))
print(len({image.pixel(x, y) for x, y in places}))
"""


class Screen:
    """One X display; keys go to the window that has the focus."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.environment = os.environ | {"DISPLAY": name, "QT_QPA_PLATFORM": "xcb"}

    def windows(self, title: str) -> list[str]:
        """Ids of the visible windows whose title begins so."""
        return self.xdotool("search", "--onlyvisible", "--name", f"^{title}").split()

    def clients(self) -> list[str]:
        """Ids of all windows that the window manager looks after, dialogs among them."""
        return re.findall("0x[0-9a-f]+", self._property("_NET_CLIENT_LIST"))

    def has_manager(self) -> bool:
        """A window manager is at work."""
        return "window id" in self._property("_NET_SUPPORTING_WM_CHECK")

    def wait_for_window(self, title: str, seconds: float = 30) -> str:
        """Wait until such a window is there; returns its id."""
        return wait_for(lambda: self.windows(title), f"a window '{title}'", seconds)[0]

    def press(self, window: str, *keys: str) -> None:
        """Press keys while `window` has the focus, one after the other."""
        self.xdotool("windowactivate", "--sync", window)
        self.xdotool("key", "--clearmodifiers", "--delay", "120", *keys)

    def colours(self, window: str) -> int:
        """How many colours there are in a window; a bare one has next to none."""
        counted = subprocess.run(
            [sys.executable, "-c", _COUNT, window],
            env=self.environment, check=True, capture_output=True, text=True,
        )  # fmt: skip
        return int(counted.stdout)

    def save(self, path: Path) -> Path:
        """Write a picture of the whole screen."""
        path.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-c", _GRAB, str(path)], env=self.environment, check=True)
        return path

    def xdotool(self, *arguments: str) -> str:
        """Run xdotool here; returns what it printed."""
        return subprocess.run(
            ["xdotool", *arguments],
            env=self.environment, check=False, capture_output=True, text=True, timeout=PATIENCE_S,
        ).stdout  # fmt: skip

    def _property(self, name: str) -> str:
        return subprocess.run(
            ["xprop", "-root", name],
            env=self.environment, check=False, capture_output=True, text=True,
        ).stdout  # fmt: skip


@contextmanager
def screen(size: str = SIZE) -> Iterator[Screen]:
    """A screen with a window manager, for as long as the block lasts."""
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", size, "-nolisten", "tcp"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    manager = None
    try:
        assert server.stdout is not None
        with server.stdout as told:
            shown = Screen(f":{told.readline().strip()}")
        manager = subprocess.Popen(
            ["openbox", "--sm-disable"],
            env=shown.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        wait_for(shown.has_manager, "a window manager")
        yield shown
    finally:
        for process in (manager, server):
            if process is not None:
                process.terminate()
                process.wait(10)
