"""What is asked of the queue reaches the database: limits, dead letters, an export."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from mailsim_desktop.domain.intervention import RateChange, Requeue
from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.services import interventions, runs
from mailsim_desktop.services.database import Store
from mailsim_desktop.services.dead_letters import Selection
from mailsim_desktop.ui.dialogs.letters import LettersDialog
from mailsim_desktop.ui.dialogs.limit import LimitDialog
from mailsim_desktop.ui.main_window import MainWindow
from mailsim_desktop.ui.pages.dead_letters_card import DeadLettersCard
from mailsim_desktop.ui.pages.queue import QueuePage
from tests.helpers.dead_run import ended_run, open_run
from tests.helpers.workspace import Workspace

pytestmark = [pytest.mark.ui, pytest.mark.process]


@pytest.fixture
def page(window: MainWindow) -> QueuePage:
    window.frame.deck.show_place(3)
    return window.contents.queue.page


def dead_of(qtbot: QtBot, window: MainWindow, page: QueuePage, run_id: int) -> DeadLettersCard:
    """The card, once it shows the dead letters of this run."""
    window.contents.reader.refresh()

    def drawn() -> bool:
        queue = window.frame.deck.snapshot().queue
        return queue is not None and queue.run_id == run_id and queue.dead_letters > 0

    qtbot.waitUntil(drawn, timeout=20_000)
    return page.queue.dead


@pytest.fixture
def opened(
    qtbot: QtBot, window: MainWindow, page: QueuePage, *, store: Store, database: Path
) -> int:
    """A paused run whose dead letters are shown; its id."""
    run_id = open_run(Workspace(database), store)
    dead_of(qtbot, window, page, run_id)
    return run_id


@pytest.fixture
def ended(
    qtbot: QtBot, window: MainWindow, page: QueuePage, *, store: Store, database: Path
) -> int:
    """A completed run whose dead letters are shown; its id."""
    run_id = ended_run(Workspace(database), store)
    dead_of(qtbot, window, page, run_id)
    return run_id


def changes(store: Store, run_id: int) -> list[object]:
    return [one.change for one in interventions.listed(store, run_id)]


def test_limit_of_the_chosen_lane_is_changed_from_the_horizon_on(
    qtbot: QtBot, window: MainWindow, page: QueuePage, *, store: Store, opened: int
):
    lanes = page.queue.lanes
    assert not lanes.limit_button.isEnabled()
    lanes.table.selectRow(0)
    qtbot.keyClick(lanes.table, Qt.Key.Key_Return)
    dialog = window.findChild(LimitDialog)
    assert isinstance(dialog, LimitDialog)
    dialog.quantity.set_value(2)
    dialog.unit.setCurrentIndex(1)
    dialog.burst.set_value(3)
    dialog.act_button.click()

    qtbot.waitUntil(lambda: bool(interventions.listed(store, opened)))
    (made,) = interventions.listed(store, opened)
    lane = lanes.rows.row(lanes.rows.index(0, 0))
    assert made.change == RateChange(str(lane.lane), Rate(2, 60_000_000, 3))
    assert made.at_us == runs.get_run(store, opened).horizon_us
    qtbot.waitUntil(lambda: "has another limit. From" in window.frame.toasts.text())


def test_same_limit_again_is_no_intervention(
    qtbot: QtBot, window: MainWindow, page: QueuePage, *, store: Store, opened: int
):
    page.queue.lanes.table.selectRow(0)
    page.queue.lanes.limit_button.click()
    dialog = window.findChild(LimitDialog)
    assert isinstance(dialog, LimitDialog)
    dialog.act_button.click()
    page.queue.dead.requeue_all()  # the next write is carried out after it

    qtbot.waitUntil(lambda: bool(interventions.listed(store, opened)))
    assert changes(store, opened) == [Requeue(Selection())]


def test_dead_letters_of_a_run_that_goes_on_are_put_back_by_an_intervention(
    qtbot: QtBot, window: MainWindow, page: QueuePage, *, store: Store, opened: int
):
    dead = page.queue.dead
    assert dead.way.whole() == "From the horizon on, as an intervention"
    dead.table.selectRow(0)
    group = dead.chosen()
    assert group is not None
    assert dead.some_button.text() == f"Re-queue these {group.number}"
    dead.some_button.click()

    qtbot.waitUntil(lambda: bool(interventions.listed(store, opened)))
    assert changes(store, opened) == [Requeue(Selection(group.reply, group.provider_group))]
    qtbot.waitUntil(lambda: "due again. From" in window.frame.toasts.text())


def test_one_letter_is_chosen_by_its_address(
    qtbot: QtBot, window: MainWindow, page: QueuePage, *, store: Store, opened: int
):
    page.queue.dead.letters_button.click()
    qtbot.waitUntil(lambda: window.findChild(LettersDialog) is not None)
    dialog = window.findChild(LettersDialog)
    assert isinstance(dialog, LettersDialog)
    assert not dialog.isModal()
    assert dialog.rows.rowCount(QModelIndex()) == page.queue.dead.total()
    dialog.table.selectRow(1)
    job = dialog.rows.row(dialog.rows.index(1, 0)).job
    dialog.requeue_button.click()

    qtbot.waitUntil(lambda: bool(interventions.listed(store, opened)))
    assert changes(store, opened) == [Requeue(Selection(jobs=(job,)))]


def test_dead_letters_of_a_run_that_has_ended_are_tried_again_in_one_of_their_own(
    qtbot: QtBot, page: QueuePage, *, store: Store, ended: int
):
    total = page.queue.dead.total()
    page.queue.dead.all_button.click()

    qtbot.waitUntil(lambda: len(runs.list_runs(store)) == 2, timeout=20_000)
    child = runs.list_runs(store)[0]
    assert (child.parent_run_id, child.selection) == (ended, Selection())

    def completed() -> bool:
        return runs.get_run(store, child.id).state is RunState.COMPLETED

    qtbot.waitUntil(completed, timeout=60_000)
    assert runs.get_run(store, child.id).recipients == total


def test_menu_requeues_from_whatever_page_and_says_why_not(
    qtbot: QtBot, window: MainWindow, *, store: Store, opened: int
):
    window.frame.deck.show_place(0)
    actions = window.contents.menus.actions
    actions.ask("requeue_all")
    qtbot.waitUntil(lambda: bool(interventions.listed(store, opened)))

    Workspace(store.path).execute("UPDATE runs SET state = 'cancelling'")
    window.contents.reader.refresh()

    def changed() -> bool:
        return window.contents.queue.why_no_requeue() is not None

    qtbot.waitUntil(changed)
    actions.ask("requeue_all")
    assert window.frame.toasts.text() == f"Run {opened} is just being changed."


def test_export_writes_every_dead_letter(
    qtbot: QtBot, window: MainWindow, page: QueuePage, *, opened: int, tmp_path: Path
):
    path = tmp_path / "dead.csv"
    window.contents.queue.export(opened, path)

    qtbot.waitUntil(path.is_file)
    qtbot.waitUntil(lambda: "in dead.csv" in window.frame.toasts.text())
    assert len(path.read_text(encoding="utf-8").splitlines()) == 1 + page.queue.dead.total()
