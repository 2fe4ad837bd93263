"""Whether a window can be shown here; asks the system and opens none."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

SCREENLESS = ("offscreen", "minimal", "vnc")
"""Platforms of Qt that draw without a screen."""


X11 = "libX11.so.6"


def is_there() -> bool:
    """A window can be shown: Windows and macOS always can, others where a display answers.

    Qt would end the process with a message about libraries that are not missing.
    """
    if sys.platform in {"win32", "darwin"}:
        return True
    if os.environ.get("QT_QPA_PLATFORM", "").startswith(SCREENLESS):
        return True
    return _wayland_answers() or _x_answers()


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    return bool(name) and Path(os.environ.get("XDG_RUNTIME_DIR", ""), name).exists()


def _x_answers() -> bool:
    name = os.environ.get("DISPLAY")
    if not name:
        return False
    try:
        x11 = ctypes.CDLL(X11)
    except OSError:
        return True  # nobody to ask; Qt will say what it needs
    x11.XOpenDisplay.restype = ctypes.c_void_p
    shown = x11.XOpenDisplay(name.encode())
    if shown:
        x11.XCloseDisplay(ctypes.c_void_p(shown))
    return bool(shown)
