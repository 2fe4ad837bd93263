"""The queue page: true in every state of a run, usable by keyboard, read only while it is seen."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import multiprocess
import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.services import campaigns, runs
from mailsim_desktop.services.database import Store
from mailsim_desktop.services.queue_view import LaneState
from mailsim_desktop.ui.main_window import MainWindow
from mailsim_desktop.ui.models import queue_tables as at
from mailsim_desktop.ui.pages import queue_parts
from mailsim_desktop.ui.pages.queue import QueuePage
from mailsim_desktop.ui.widgets.rail_delegate import COUNT_ROLE
from mailsim_desktop.ui.widgets.rail_view import RailView
from tests.helpers.dead_run import NUMBER, ended_run, open_run
from tests.helpers.workspace import Workspace, addresses

pytestmark = [pytest.mark.ui, pytest.mark.process]
QUEUE = 3


@pytest.fixture
def page(window: MainWindow) -> QueuePage:
    """The page, on top."""
    window.frame.deck.show_place(QUEUE)
    return window.contents.queue.page


def shows(qtbot: QtBot, window: MainWindow, run_id: int) -> None:
    """Wait until the queue of a run is drawn, with its plots."""
    window.contents.reader.refresh()

    def drawn() -> bool:
        queue = window.frame.deck.snapshot().queue
        parts = window.contents.queue.page.queue
        return queue is not None and queue.run_id == run_id and parts.plots is not None

    qtbot.waitUntil(drawn, timeout=20_000)


def cells(model: at.LaneTable | at.WorkerTable, column: int) -> list[str]:
    return [model.index(row, column).data() for row in range(model.rowCount(QModelIndex()))]


def test_before_the_first_run_the_page_offers_a_campaign(
    qtbot: QtBot, window: MainWindow, page: QueuePage
):
    assert page.header.facts() == "Workers, lanes, and what waits for what"
    assert not page.workers_field.isVisible()
    assert not page.queue.dead.isVisible()
    assert page.queue.drill.isVisible()  # it needs no run

    with qtbot.waitSignal(page.queue.new_campaign):
        page.queue.new_campaign.emit()
    assert window.frame.deck.top() is window.contents.editor


def test_paused_run_shows_its_lanes_as_they_stand(
    qtbot: QtBot, window: MainWindow, page: QueuePage, *, store: Store, database: Path
):
    run_id = open_run(Workspace(database), store)
    shows(qtbot, window, run_id)

    lanes = page.queue.lanes
    states = {lanes.rows.row(lanes.rows.index(row, 0)).state for row in range(3)}
    assert states <= {LaneState.PAUSED, LaneState.DONE}
    snapshot = window.frame.deck.snapshot()
    assert snapshot.reading is not None
    queued = sum(int(text.replace(",", "")) for text in cells(lanes.rows, at.QUEUED))
    assert queued == snapshot.reading.queued
    assert page.header.facts().startswith(f"{queued:,} queued, ")
    assert page.workers_field.isEnabled()
    plots = page.queue.plots
    assert plots is not None
    waiting = Workspace(database).sql(
        "SELECT COUNT(*) FROM job_exceptions WHERE state = 'deferred'"
    )
    assert plots.waves.legend.values() == [f"{waiting[0][0]:,}"]


def test_no_more_wait_than_are_queued(
    qtbot: QtBot, window: MainWindow, page: QueuePage, *, store: Store, database: Path
):
    run_id = open_run(Workspace(database), store)
    shows(qtbot, window, run_id)
    snapshot = window.frame.deck.snapshot()
    assert snapshot.queue is not None
    assert snapshot.queue.waves is not None
    assert snapshot.reading is not None
    waves = snapshot.queue.waves
    page.show_snapshot(snapshot)
    assert f" {waves.total:,} of them wait" in page.header.facts()

    many = replace(waves, due=waves.due + snapshot.reading.queued)
    page.show_snapshot(replace(snapshot, queue=replace(snapshot.queue, waves=many)))
    queued = f"{snapshot.reading.queued:,}"
    assert page.header.facts() == f"{queued} queued, {queued} of them wait for a retry"


def test_ended_run_has_no_worker_and_its_dead_letters_go_into_a_run_of_their_own(
    qtbot: QtBot, window: MainWindow, page: QueuePage, *, store: Store, database: Path
):
    run_id = ended_run(Workspace(database), store)
    shows(qtbot, window, run_id)
    dead = page.queue.dead
    qtbot.waitUntil(lambda: dead.total() > 0)

    assert page.header.facts() == f"Run {run_id} has ended"
    assert not page.workers_field.isEnabled()
    assert not page.queue.workers.table.isVisible()
    assert set(cells(page.queue.lanes.rows, at.LANE_STATE)) == {"Done"}
    assert dead.way.whole() == "In a run of their own, with the next seed"
    assert dead.all_button.text() == f"Re-queue all {dead.total()}"
    assert not page.queue.lanes.limit_button.isEnabled()


def test_rail_counts_the_dead_letters_of_the_run_shown_on_whatever_page(
    qtbot: QtBot, window: MainWindow, store: Store, database: Path
):
    ended_run(Workspace(database), store)
    window.contents.reader.refresh()

    def ended() -> bool:
        reading = window.frame.deck.snapshot().reading
        return reading is not None and reading.run.state is RunState.COMPLETED

    qtbot.waitUntil(ended)
    reading = window.frame.deck.snapshot().reading
    assert reading is not None
    expected = Workspace(database).sql(
        "SELECT COUNT(*) FROM job_exceptions WHERE state IN ('expired', 'poisoned')"
    )
    assert reading.dead_letters == expected[0][0] > 0
    views = window.frame.rail.findChildren(RailView)
    places = next(view.model() for view in views if view.accessibleName() == "Pages")
    place = places.index(QUEUE, 0)
    qtbot.waitUntil(lambda: place.data(COUNT_ROLE) == str(expected[0][0]))
    assert window.frame.deck.place() == 0


def test_queue_is_read_only_while_the_page_is_seen(
    qtbot: QtBot, window: MainWindow, page: QueuePage, *, store: Store, database: Path
):
    run_id = open_run(Workspace(database), store)
    shows(qtbot, window, run_id)
    window.frame.deck.show_place(0)

    def without() -> bool:
        snapshot = window.frame.deck.snapshot()
        return snapshot.reading is not None and snapshot.queue is None

    qtbot.waitUntil(without)
    assert not page.isVisible()


def test_selection_keeps_its_row_while_others_grow(
    qtbot: QtBot, window: MainWindow, page: QueuePage, *, store: Store, database: Path
):
    run_id = open_run(Workspace(database), store)
    shows(qtbot, window, run_id)
    dead = page.queue.dead
    qtbot.waitUntil(lambda: dead.rows.rowCount(QModelIndex()) > 1)
    queue, reading = window.frame.deck.snapshot().queue, window.frame.deck.snapshot().reading
    assert queue is not None
    assert reading is not None
    before = [dead.rows.index(row, 0).data() for row in range(len(queue.dead))]
    dead.table.selectRow(0)
    chosen = dead.chosen()
    turned = replace(queue, dead=tuple(reversed(queue.dead)))
    dead.show_queue(reading.run, turned)
    assert [dead.rows.index(row, 0).data() for row in range(len(queue.dead))] == before
    assert dead.chosen() == chosen

    dead.table.clearSelection()
    dead.show_queue(reading.run, turned)
    assert [dead.rows.index(row, 0).data() for row in range(len(queue.dead))] == before[::-1]


def test_names_from_the_database_are_shown_as_they_are(
    qtbot: QtBot, window: MainWindow, page: QueuePage, *, store: Store, database: Path
):
    workspace = Workspace(database)
    run_id = open_run(workspace, store)
    scenario = json.loads(workspace.sql("SELECT scenario FROM runs")[0][0])
    for group in scenario["groups"]:
        group["name"] = f"<b>{group['id']}</b>"
    for reply in scenario["replies"]:
        reply["text"] = "<img src=x>"
    workspace.execute("UPDATE runs SET scenario = ?", json.dumps(scenario))
    shows(qtbot, window, run_id)
    lanes, dead = page.queue.lanes.rows, page.queue.dead.rows
    qtbot.waitUntil(lambda: dead.rowCount(QModelIndex()) > 0)

    cell = lanes.index(0, at.LANE)
    assert cell.data().startswith("<b>")
    assert cell.data(Qt.ItemDataRole.ToolTipRole).startswith("<span>&lt;b&gt;")
    answer = dead.index(0, at.ANSWER)
    assert "<img src=x>" in answer.data()
    assert "<img" not in answer.data(Qt.ItemDataRole.ToolTipRole)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in page.findChildren(QLabel))


def test_narrow_window_shows_one_part_at_a_time(
    qtbot: QtBot, window: MainWindow, page: QueuePage, *, store: Store, database: Path
):
    run_id = open_run(Workspace(database), store)
    shows(qtbot, window, run_id)
    parts = page.queue
    window.resize(900, 600)
    qtbot.waitUntil(parts.switch.isVisible)
    assert parts.plots is not None
    seen = {
        queue_parts.LANES: (parts.workers, parts.lanes),
        queue_parts.RETRIES: (parts.plots,),
        queue_parts.DEAD: (parts.dead,),
        queue_parts.DRILL: (parts.drill,),
    }
    everything = {one for group in seen.values() for one in group}
    for choice, group in seen.items():
        parts.switch.parts[choice].click()
        assert {one for one in everything if one.isVisible()} == set(group)


@pytest.fixture
def running(
    qtbot: QtBot, window: MainWindow, page: QueuePage, *, store: Store, database: Path
) -> int:
    """A run that this window drives, with one worker; its id."""
    list_id = Workspace(database).add_list(addresses(2_000))
    campaign_id = campaigns.create_campaign(
        store, name="Autumn", subject="s", content="c", list_id=list_id
    )
    window.contents.room.launch(
        campaign_id, "rate-limited", RunOptions(speed=5, workers=1), done=lambda _: None
    )
    qtbot.waitUntil(lambda: page.queue.workers.rows.rowCount() == 1, timeout=30_000)
    return 1


def test_workers_at_work_are_shown_and_their_number_follows_the_keys(
    qtbot: QtBot, window: MainWindow, page: QueuePage, *, running: int, store: Store
):
    workers = page.queue.workers.rows
    qtbot.waitUntil(lambda: cells(workers, at.WORKER_STATE)[0] != "Starting", timeout=20_000)
    pids = [int(pid) for pid in cells(workers, at.PROCESS)]
    assert pids == [child.pid for child in multiprocess.active_children()]
    qtbot.waitUntil(lambda: cells(workers, at.COMMITTED)[0].endswith("ago"), timeout=20_000)

    rail = next(one for one in window.frame.rail.findChildren(RailView) if one.isVisible())
    rail.setFocus()  # there the focus is after Ctrl+4
    qtbot.keyClick(rail, Qt.Key.Key_Plus)
    assert page.workers_field.value() == 2
    qtbot.waitUntil(lambda: runs.get_run(store, running).wanted_workers == 2)
    qtbot.waitUntil(lambda: workers.rowCount() == 2, timeout=20_000)

    qtbot.keyClick(page.queue.lanes.table, Qt.Key.Key_Minus)
    qtbot.waitUntil(lambda: runs.get_run(store, running).wanted_workers == 1)
    qtbot.waitUntil(lambda: workers.rowCount() == 1, timeout=20_000)


@pytest.fixture
def other_process(database: Path, store: Store) -> Iterator[subprocess.Popen[bytes]]:
    """A live run, driven by the command line."""
    list_id = Workspace(database).add_list(addresses(NUMBER))
    campaigns.create_campaign(store, name="Autumn", subject="s", content="c", list_id=list_id)
    command = [sys.executable, "-m", "mailsim_desktop", "--database", str(database)]
    process = subprocess.Popen(
        [*command, "campaigns", "launch", "1", "--speed", "2", "--workers", "1"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield process
    process.kill()
    process.wait()


def test_window_joins_as_a_viewer_where_another_process_drives_the_run(
    qtbot: QtBot, window: MainWindow, page: QueuePage, *, store: Store,
    other_process: subprocess.Popen[bytes],
):  # fmt: skip
    banner = window.frame.banner
    qtbot.waitUntil(lambda: "driven by another process" in banner.text(), timeout=30_000)
    run = runs.get_run(store, 1)
    assert banner.text() == (
        f"Run 1 is driven by another process ({run.host})."
        " This window watches; it can still be paused, cancelled and changed here."
    )
    qtbot.waitUntil(lambda: page.queue.workers.rows.rowCount() == 1, timeout=30_000)
    assert banner.isVisible()
    window.frame.deck.show_place(0)
    assert banner.isVisible()

    window.frame.run_bar.turn_button.click()  # pause still works
    qtbot.waitUntil(lambda: runs.get_run(store, 1).state is RunState.PAUSED, timeout=20_000)
    assert other_process.wait(30) is not None
    qtbot.waitUntil(lambda: "another process" not in banner.text(), timeout=20_000)
