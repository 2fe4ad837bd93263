from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from mailsim_desktop.services import campaigns
from mailsim_desktop.services.database import Store
from mailsim_desktop.ui.main_window import MainWindow
from mailsim_desktop.ui.snapshot import Snapshot
from tests.helpers.workspace import Workspace, addresses

pytestmark = [pytest.mark.ui, pytest.mark.process]

OUTCOME = (
    "CASE WHEN reply_id = 0 THEN 'delivered' WHEN attempt = 3 THEN 'expired' ELSE 'deferred' END"
)
"""Classic demo: reply 0 is the acceptance, and the third deferral is the last."""


@pytest.fixture
def other_process(database: Path, store: Store) -> Iterator[subprocess.Popen[bytes]]:
    """A live run, driven by the command line."""
    list_id = Workspace(database).add_list(addresses(4_000))
    campaigns.create_campaign(store, name="Autumn", subject="s", content="c", list_id=list_id)
    command = [sys.executable, "-m", "mailsim_desktop", "--database", str(database)]
    process = subprocess.Popen(
        [*command, "campaigns", "launch", "1", "--speed", "15", "--workers", "1"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield process
    process.kill()
    process.wait()


def counts_before(workspace: Workspace, second: int) -> dict[str, int]:
    rows = workspace.sql(
        f"SELECT {OUTCOME}, COUNT(*) FROM email_logs WHERE finish_us < ? GROUP BY 1",
        second * 1_000_000,
    )
    return {str(name): int(number) for name, number in rows}


def per_second(
    workspace: Workspace, outcome: str, first_s: int, bin_s: int, bins: int
) -> list[float]:
    rows = workspace.sql(
        f"SELECT (finish_us / 1000000 - ?) / ?, COUNT(*) FROM email_logs WHERE {OUTCOME} = ?"
        " AND finish_us >= ? AND finish_us < ? GROUP BY 1",
        first_s,
        bin_s,
        outcome,
        first_s * 1_000_000,
        (first_s + bins * bin_s) * 1_000_000,
    )
    found = dict(rows)
    return [found.get(number, 0) / bin_s for number in range(bins)]


def figure(window: MainWindow, name: str) -> int:
    return int(window.contents.dashboard.strip.figure(name).value.replace(",", ""))


def check_against_log(window: MainWindow, snapshot: Snapshot, workspace: Workspace) -> None:
    """Compare what is drawn now with the log, cut at the instant that is drawn."""
    reading, plots = snapshot.reading, window.contents.dashboard.live.plots
    assert reading is not None
    assert plots is not None
    logged = counts_before(workspace, reading.visible_us // 1_000_000)
    assert figure(window, "sent") == logged.get("delivered", 0)
    assert figure(window, "failed") == logged.get("expired", 0)
    assert figure(window, "queued") == 4_000 - figure(window, "sent") - figure(window, "failed")
    assert snapshot.series is not None
    start, bin_s = plots.stack.start_s, snapshot.series.bin_s
    for row, outcome in enumerate(("delivered", "deferred", "bounced", "expired")):
        expected = per_second(workspace, outcome, int(start[0]), bin_s, len(start))
        assert np.array_equal(plots.stack.per_second[row], np.array(expected)), outcome


def check_time_left(snapshot: Snapshot, workspace: Workspace) -> None:
    """Compare what was told to be left with the end that came; real time is a fifteenth."""
    assert snapshot.reading is not None
    end_us = workspace.sql("SELECT MAX(finish_us) FROM email_logs")[0][0]
    left_s = (end_us - snapshot.reading.clock_us) / 1e6
    assert snapshot.left.simulated_s == pytest.approx(left_s, rel=0.1)
    assert snapshot.left.wall_s == pytest.approx(snapshot.left.simulated_s / 15)


def test_drawn_values_equal_the_log_while_another_process_drives_the_run(
    qtbot: QtBot,
    window: MainWindow,
    database: Path,
    other_process: subprocess.Popen[bytes],
):
    workspace = Workspace(database)

    def under_way() -> bool:
        reading = window.frame.deck.snapshot().reading
        return reading is not None and 200 < reading.sent < 3_900

    qtbot.waitUntil(under_way, timeout=60_000)
    middle = window.frame.deck.snapshot()
    check_against_log(window, middle, workspace)

    def ended() -> bool:
        reading = window.frame.deck.snapshot().reading
        return reading is not None and reading.run.state == "completed"

    qtbot.waitUntil(ended, timeout=60_000)
    check_against_log(window, window.frame.deck.snapshot(), workspace)
    check_time_left(middle, workspace)
    mean = workspace.sql("SELECT AVG(finish_us - start_us) / 1000 FROM email_logs")[0][0]
    assert window.contents.dashboard.strip.figure("latency").value == f"{mean:.0f}"
    assert window.contents.dashboard.live.activity.feed.rowCount() >= 3
    assert other_process.wait(30) == 0
