from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from mailsim_desktop import clock
from mailsim_desktop.ui.gap_monitor import GapMonitor

pytestmark = pytest.mark.ui


def block(seconds: float) -> None:
    until = clock.monotonic_s() + seconds
    while clock.monotonic_s() < until:
        pass


def test_blocked_event_loop_is_measured_and_can_be_forgotten(qtbot: QtBot):
    monitor = GapMonitor()
    qtbot.wait(20)
    block(0.12)
    qtbot.waitUntil(lambda: monitor.longest_ms >= 110)
    monitor.reset()

    assert monitor.longest_ms == 0
