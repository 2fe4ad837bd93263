"""What is read before the window is shown: the settings, and what the window remembers."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from mailsim_desktop import settings
from mailsim_desktop.errors import MailSimError
from mailsim_desktop.settings import Found
from mailsim_desktop.ui import window_state
from mailsim_desktop.ui.window_state import WindowState

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recalled:
    """Settings and state of the last time; defaults without one."""

    found: Found = field(default_factory=Found)
    window: WindowState = field(default_factory=WindowState)


def recall() -> Recalled:
    """Read both; for a background thread."""
    try:
        return Recalled(settings.read(settings.file()), window_state.read(window_state.file()))
    except MailSimError as error:  # there is no home folder; opening the database says it
        _log.warning("Nothing is remembered: %s", error)
        return Recalled()
