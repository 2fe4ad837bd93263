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

ATTEMPTS = 200_000
RECIPIENTS = 182_000
"""With one deferral in ten they make a little over 200,000 attempts."""


def test_event_loop_is_never_blocked_over_100_ms_during_200_000_attempts(
    qtbot: QtBot, window: MainWindow, database: Path, store: Store
):
    list_id = Workspace(database).add_list(addresses(RECIPIENTS))
    number = campaigns.create_campaign(
        store, name="Large", subject="s", content="c", list_id=list_id
    )
    window.gaps.reset()
    window.room.launch(number, "classic-demo", RunOptions())

    def ended() -> bool:
        reading = window.frame.deck.snapshot().reading
        return reading is not None and reading.run.state == "completed"

    qtbot.waitUntil(ended, timeout=120_000)
    reading = window.frame.deck.snapshot().reading
    assert reading is not None
    assert reading.counts.started >= ATTEMPTS
    assert window.gaps.longest_ms < 100
