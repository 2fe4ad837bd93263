"""What every page is given: the ways to the services, and the theme. Nothing global."""

from __future__ import annotations

from dataclasses import dataclass

from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.engine_room import EngineRoom
from mailsim_desktop.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Context:
    """Lives as long as the window."""

    bridge: Bridge
    room: EngineRoom
    theme: Theme
