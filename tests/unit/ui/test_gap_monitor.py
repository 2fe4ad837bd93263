from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from mailsim_desktop import clock
from mailsim_desktop.ui.gap_monitor import GapMonitor

pytestmark = pytest.mark.ui


def block(seconds: float) -> None:
    """Keep the event loop from its work."""
    until = clock.monotonic_s() + seconds
    while clock.monotonic_s() < until:
        pass


def blocked_and_seen(monitor: GapMonitor) -> bool:
    """Between two looks the loop runs; the first block may come before the monitor's first tick."""
    block(0.12)
    return monitor.longest_ms >= 110  # less one tick and its imprecision


def test_blocked_event_loop_is_measured_and_can_be_forgotten(qtbot: QtBot):
    monitor = GapMonitor()
    qtbot.waitUntil(lambda: blocked_and_seen(monitor))
    monitor.reset()

    assert monitor.longest_ms == 0


def test_time_before_the_first_tick_is_no_gap(qtbot: QtBot):
    monitor = GapMonitor()
    block(0.12)
    with qtbot.waitSignal(monitor.findChild(QTimer).timeout):
        pass

    assert monitor.longest_ms == 0
