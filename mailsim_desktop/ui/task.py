"""One call under way in the background, as both sides see it.

The asker may cancel it; the work asks now and then whether it should stop, and reports how
far it is. Knows no thread and no store.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from mailsim_desktop import clock

PROGRESS_S = 0.1
"""Progress is handed over at most this often."""


class Task:
    """Made by the bridge, one for each call that can be cancelled.

    Parameters
    ----------
    hand_over : takes a report to the asker's thread.
    """

    def __init__(self, hand_over: Callable[[object], None]) -> None:
        self._hand_over = hand_over
        self._cancel = threading.Event()
        self._reported_s = float("-inf")

    def cancel(self) -> None:
        """Ask the work to stop; what it then answers is up to it."""
        self._cancel.set()

    def is_cancelled(self) -> bool:
        """The work should stop."""
        return self._cancel.is_set()

    def report(self, progress: object) -> None:
        """Tell the asker how far the work is; what comes too often is dropped."""
        now = clock.monotonic_s()
        if now - self._reported_s >= PROGRESS_S:
            self._reported_s = now
            self._hand_over(progress)
