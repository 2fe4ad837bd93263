from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.services import campaigns
from mailsim_desktop.services.database import Store
from mailsim_desktop.ui.main_window import MainWindow
from tests.helpers.workspace import Workspace, addresses

pytestmark = [pytest.mark.ui, pytest.mark.process, pytest.mark.slow]

LIMIT_MS = 100
ATTEMPTS = 200_000
RECIPIENTS = 182_000
"""With one deferral in ten they make a little over 200,000 attempts."""


TRIES = 3
"""Other programs on the machine only add to a gap, so one quiet run out of three counts."""


def test_event_loop_is_never_blocked_over_100_ms_during_200_000_attempts(
    qtbot: QtBot, window: MainWindow, database: Path, store: Store
):
    list_id = Workspace(database).add_list(addresses(RECIPIENTS))
    campaign_id = campaigns.create_campaign(
        store, name="Large", subject="s", content="c", list_id=list_id
    )
    longest_ms = [longest_gap_ms(qtbot, window, campaign_id, run_id=1)]
    while longest_ms[-1] >= LIMIT_MS and len(longest_ms) < TRIES:
        longest_ms.append(longest_gap_ms(qtbot, window, campaign_id, run_id=len(longest_ms) + 1))

    assert min(longest_ms) < LIMIT_MS, longest_ms


def longest_gap_ms(qtbot: QtBot, window: MainWindow, campaign_id: int, *, run_id: int) -> float:
    """Longest gap from launching a run to seeing its end on the dashboard."""
    window.contents.gaps.reset()
    window.contents.room.launch(campaign_id, "classic-demo", RunOptions())

    def ended() -> bool:
        reading = window.frame.deck.snapshot().reading
        return reading is not None and (reading.run.id, reading.run.state) == (run_id, "completed")

    qtbot.waitUntil(ended, timeout=120_000)
    reading = window.frame.deck.snapshot().reading
    assert reading is not None
    assert reading.counts.started >= ATTEMPTS
    return window.contents.gaps.longest_ms
