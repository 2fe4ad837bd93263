from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.services import campaigns, runs
from mailsim_desktop.services.database import Store
from tests.helpers import window_process
from tests.helpers.workspace import Workspace, addresses

pytestmark = [pytest.mark.ui, pytest.mark.process]


def group_is_empty(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.skipif(sys.platform == "win32", reason="signals and process groups of POSIX")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signal_pauses_the_run_and_leaves_no_process(
    qtbot: QtBot, database: Path, store: Store, number: int
):
    list_id = Workspace(database).add_list(addresses(2_000))
    campaigns.create_campaign(store, name="Autumn", subject="s", content="c", list_id=list_id)
    process = subprocess.Popen(
        [sys.executable, str(window_process.__file__)],
        env=os.environ | {"MAILSIM_DATABASE": str(database), "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2],
        start_new_session=True,
    )

    def is_running() -> bool:
        found = runs.list_runs(store)
        return bool(found) and found[0].state is RunState.RUNNING

    qtbot.waitUntil(is_running, timeout=30_000)
    process.send_signal(number)

    assert process.wait(30) == 0
    assert runs.list_runs(store)[0].state is RunState.PAUSED
    qtbot.waitUntil(lambda: group_is_empty(process.pid), timeout=10_000)
