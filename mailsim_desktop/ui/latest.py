"""Reads of one thing, of which the last answer counts.

Reads are answered in any order, so an answer to an older question could come last and stay
on the screen. Whoever asks for the same thing again and again asks through this.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject

from mailsim_desktop.errors import MailSimError
from mailsim_desktop.services.database import Store
from mailsim_desktop.ui.bridge import Bridge

T = TypeVar("T")


class Latest:
    """Asks for one widget; nothing is answered to a widget that has gone."""

    def __init__(self, bridge: Bridge, owner: QObject) -> None:
        self._bridge = bridge
        self._owner = owner
        self._asked = 0

    def read(
        self,
        work: Callable[[Store], T],
        *,
        done: Callable[[T], object],
        failed: Callable[[MailSimError], object] | None = None,
    ) -> None:
        """Run `work` in the background; the answers to questions before it are dropped."""
        self._asked += 1
        mine = self._asked

        def counts() -> bool:
            return mine == self._asked and shiboken6.isValid(self._owner)

        def answer(found: T) -> None:
            if counts():
                done(found)

        def refuse(error: MailSimError) -> None:
            if counts():
                (failed or self._bridge.failed.emit)(error)

        self._bridge.read(work, done=answer, failed=refuse)
