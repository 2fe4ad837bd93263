from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import multiprocess
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.services import campaigns, runs
from mailsim_desktop.services.database import Store
from mailsim_desktop.store import dialect
from mailsim_desktop.ui import engine_room
from mailsim_desktop.ui.dialogs.launch import LaunchDialog
from mailsim_desktop.ui.dialogs.message import MessageDialog
from mailsim_desktop.ui.main_window import MainWindow
from mailsim_desktop.ui.run_actions import RunAction
from tests.helpers.workspace import Workspace, addresses

pytestmark = [pytest.mark.ui, pytest.mark.process]

SLOW = RunOptions(speed=1, workers=1)
"""So slow that it does not end by itself during a test."""


@pytest.fixture
def campaign_id(database: Path, store: Store) -> int:
    """A campaign for a list of 2,000 contacts."""
    list_id = Workspace(database).add_list(addresses(2_000))
    return campaigns.create_campaign(
        store, name="Autumn", subject="s", content="c", list_id=list_id
    )


def state_of(store: Store, run_id: int) -> RunState:
    return runs.get_run(store, run_id).state


def dialog_of(qtbot: QtBot, window: MainWindow, kind: type[QDialog]) -> QDialog:
    qtbot.waitUntil(lambda: bool(window.findChildren(kind)))
    found: list[QDialog] = window.findChildren(kind)
    return found[-1]


@pytest.fixture
def running(qtbot: QtBot, window: MainWindow, campaign_id: int) -> int:
    """A run that the window drives; its id."""
    window.contents.room.launch(campaign_id, "classic-demo", SLOW)
    window.frame.deck.show_place(1)

    def is_running() -> bool:
        reading = window.frame.deck.snapshot().reading
        return reading is not None and reading.run.state is RunState.RUNNING

    qtbot.waitUntil(is_running, timeout=20_000)
    return 1


def test_launch_button_asks_and_creates_the_run_with_what_was_chosen(
    qtbot: QtBot, window: MainWindow, store: Store, campaign_id: int
):
    window.frame.deck.show_place(1)
    qtbot.waitUntil(lambda: window.contents.campaigns.selected() is not None)
    qtbot.mouseClick(window.contents.campaigns.buttons[RunAction.LAUNCH], Qt.MouseButton.LeftButton)
    dialog = dialog_of(qtbot, window, LaunchDialog)
    assert isinstance(dialog, LaunchDialog)
    dialog.seed.setText("77")
    dialog.workers.set_value(1)
    dialog.policy.setCurrentText("Laravel queue")
    dialog.launch_button.click()

    qtbot.waitUntil(lambda: bool(runs.list_runs(store)))
    run = runs.list_runs(store)[0]
    assert (run.campaign_id, run.scenario.id) == (campaign_id, "classic-demo")
    assert run.scenario.policy.instants_us()[-1] == 26_000_000
    assert (run.seed, run.speed, run.options.workers) == (77, None, 1)
    qtbot.waitUntil(lambda: state_of(store, run.id) is RunState.COMPLETED, timeout=60_000)
    strip = window.contents.dashboard.strip
    qtbot.waitUntil(lambda: strip.figure("queued").value == "0", timeout=10_000)


def test_pause_and_resume_button_of_the_run_bar_reach_the_database(
    qtbot: QtBot, window: MainWindow, store: Store, running: int
):
    button = window.frame.run_bar.turn_button
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: state_of(store, running) is RunState.PAUSED, timeout=20_000)
    qtbot.waitUntil(lambda: button.text() == "Resume")

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: state_of(store, running) is RunState.RUNNING, timeout=20_000)
    qtbot.waitUntil(lambda: button.text() == "Pause")


def test_pause_and_resume_buttons_of_the_campaign_are_enabled_where_they_work(
    qtbot: QtBot, window: MainWindow, store: Store, running: int
):
    buttons = window.contents.campaigns.buttons
    qtbot.waitUntil(buttons[RunAction.PAUSE].isEnabled)
    assert not buttons[RunAction.RESUME].isEnabled()
    assert not buttons[RunAction.LAUNCH].isEnabled()

    qtbot.mouseClick(buttons[RunAction.PAUSE], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(buttons[RunAction.RESUME].isEnabled, timeout=20_000)
    assert state_of(store, running) is RunState.PAUSED
    assert not buttons[RunAction.PAUSE].isEnabled()


def test_cancel_names_what_is_kept_and_then_cancels_for_good(
    qtbot: QtBot, window: MainWindow, store: Store, running: int
):
    qtbot.mouseClick(window.frame.run_bar.controls.more, Qt.MouseButton.LeftButton)
    window.frame.run_bar.controls.cancel.trigger()
    dialog = dialog_of(qtbot, window, MessageDialog)
    assert isinstance(dialog, MessageDialog)
    assert "results are kept" in dialog.said.text
    dialog.accept()

    qtbot.waitUntil(lambda: state_of(store, running) is RunState.CANCELLED, timeout=20_000)


def test_keeping_the_run_cancels_nothing(
    qtbot: QtBot, window: MainWindow, store: Store, running: int
):
    window.frame.run_bar.controls.cancel.trigger()
    dialog_of(qtbot, window, MessageDialog).reject()

    qtbot.waitUntil(lambda: not window.findChildren(MessageDialog))
    assert state_of(store, running) is RunState.RUNNING


def test_speed_chosen_in_the_run_bar_is_that_of_the_run_while_it_goes_on(
    qtbot: QtBot, window: MainWindow, store: Store, running: int
):
    speed = window.frame.run_bar.controls.speed
    speed.setFocus()
    qtbot.keyClick(speed, Qt.Key.Key_Down)

    qtbot.waitUntil(lambda: runs.get_run(store, running).speed == 10)
    qtbot.keyClick(window, Qt.Key.Key_BracketRight, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: runs.get_run(store, running).speed == 60)
    assert runs.get_run(store, running).wanted_workers == 1
    assert state_of(store, running) is RunState.RUNNING


def test_f9_pauses_from_any_page(qtbot: QtBot, window: MainWindow, store: Store, running: int):
    window.frame.deck.show_place(2)
    qtbot.keyClick(window, Qt.Key.Key_F9)

    qtbot.waitUntil(lambda: state_of(store, running) is RunState.PAUSED, timeout=20_000)


def test_closing_pauses_the_run_and_leaves_no_process(
    qtbot: QtBot,
    window: MainWindow,
    store: Store,
    running: int,
    close: Callable[[MainWindow], None],
):
    qtbot.waitUntil(lambda: bool(multiprocess.active_children()), timeout=20_000)

    close(window)

    assert state_of(store, running) is RunState.PAUSED
    assert runs.get_run(store, running).host is None
    assert multiprocess.active_children() == []


def test_closing_can_be_called_off(qtbot: QtBot, window: MainWindow, store: Store, running: int):
    window.close()
    dialog_of(qtbot, window, MessageDialog).reject()

    qtbot.waitUntil(lambda: not window.findChildren(MessageDialog))
    assert window.isVisible()
    assert state_of(store, running) is RunState.RUNNING


@pytest.mark.usefixtures("running")
def test_report_button_writes_the_report_and_opens_it(qtbot: QtBot, window: MainWindow):
    opened: list[Path] = []
    window.contents.ways.open_report = opened.append
    qtbot.mouseClick(window.contents.campaigns.buttons[RunAction.REPORT], Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: bool(opened), timeout=20_000)
    assert opened[0].read_text(encoding="utf-8").lower().startswith("<!doctype html>")


def test_a_run_that_waits_for_another_program_is_told_until_it_goes_on(
    qtbot: QtBot,
    window: MainWindow,
    store: Store,
    campaign_id: int,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(dialect, "BUSY_MS", 50)  # instead of half a minute
    monkeypatch.setattr(engine_room, "WATCH_S", 0.05)
    room, banner = window.contents.room, window.frame.banner
    room.launch(campaign_id, "classic-demo", RunOptions(speed=1, workers=1))
    qtbot.waitUntil(lambda: bool(room.driven()), timeout=20_000)
    other = dialect.connect(store.path)
    other.isolation_level = None
    other.execute("PRAGMA busy_timeout = 60000")
    other.execute("BEGIN IMMEDIATE")
    qtbot.waitUntil(lambda: banner.text().startswith("Run 1 waits."), timeout=20_000)
    said = banner.text()
    other.execute("ROLLBACK")
    other.close()

    qtbot.waitUntil(lambda: not banner.isVisible(), timeout=20_000)
    assert "in use by another program" in said
