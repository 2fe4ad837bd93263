"""What every page is given: the ways to the services, and the tokens. Nothing global."""

from __future__ import annotations

from dataclasses import dataclass

from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.engine_room import EngineRoom
from mailsim_desktop.ui.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Context:
    """Lives as long as the window."""

    bridge: Bridge
    room: EngineRoom
    tokens: Tokens
