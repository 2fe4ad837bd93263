"""Measures how long the event loop of the window was away.

A timer asks to be called every few milliseconds; the time beyond that is a gap. Tests and
benchmarks read `longest_ms`. It judges nothing and costs next to nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer

from mailsim_desktop import clock

INTERVAL_MS = 5


class GapMonitor(QObject):
    """Watches the event loop of the thread that made it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last_s: float | None = None
        self._longest_s = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    @property
    def longest_ms(self) -> float:
        """Longest gap since the start or the last reset."""
        return self._longest_s * 1000

    def reset(self) -> None:
        """Forget what was measured."""
        self._last_s = None
        self._longest_s = 0.0

    def _tick(self) -> None:
        now = clock.monotonic_s()
        if self._last_s is not None:
            self._longest_s = max(self._longest_s, now - self._last_s - INTERVAL_MS / 1000)
        self._last_s = now
