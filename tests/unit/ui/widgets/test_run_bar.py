"""The run bar tells the state of one run and asks for what may be done with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.services import campaigns
from mailsim_desktop.services.metrics import Meter
from mailsim_desktop.store.database import Store
from mailsim_desktop.ui.run_actions import RunAction
from mailsim_desktop.ui.snapshot import Snapshot, TimeLeft
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.labels import ElidedLabel, PlainLabel
from mailsim_desktop.ui.widgets.run_bar import RunBar
from mailsim_desktop.ui.widgets.run_controls import PATIENCE
from tests.helpers.in_process import finish, plan, work_until
from tests.helpers.workspace import Workspace, addresses

pytestmark = pytest.mark.ui

SECOND_US = 1_000_000
NBSP = "\u00a0"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def run_id(workspace: Workspace, store: Store) -> int:
    found = workspace.launch(workspace.add_list(addresses(400)), scenario="rate-limited", seed=2)
    plan(store, found)
    return found


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme) -> RunBar:
    made = RunBar(theme)
    qtbot.addWidget(made)
    made.resize(1280, 52)
    made.show()
    return made


def snapshot(store: Store, run_id: int, **run: object) -> Snapshot:
    """What the reader sees, with some facts of the run replaced."""
    reading = Meter(run_id).read(store)
    return Snapshot(
        campaigns=tuple(campaigns.list_campaigns(store)),
        reading=replace(reading, run=replace(reading.run, **run)),
        left=TimeLeft(10_080, 168),
    )


def seen(bar: QWidget) -> list[str]:
    return [label.text() for label in bar.findChildren(PlainLabel) if label.isVisible()]


def test_without_a_run_it_says_so_and_which_database_it_is(bar: RunBar):
    bar.show_database("mailsim.sqlite3", 212_000)

    assert seen(bar) == ["No run active", "Database: mailsim.sqlite3, 0.2 MB"]
    assert bar.height() == 52


def test_running_it_tells_both_times_and_offers_to_pause(bar: RunBar, store: Store, run_id: int):
    work_until(store, run_id, 30 * SECOND_US)
    moving = snapshot(store, run_id, state=RunState.RUNNING, speed=60)
    bar.show_snapshot(moving)

    assert moving.reading is not None
    assert bar.times.clock() == f"00:00:{moving.reading.visible_us // SECOND_US:02}"
    assert bar.times.left() == f"2{NBSP}h 48{NBSP}min · 2{NBSP}min 48{NBSP}s at 60×"
    assert bar.turn_button.text() == "Pause"
    assert bar.controls.speed.currentText() == "60× real"
    assert bar.height() == 52


def test_ended_it_tells_its_own_end_and_no_time_left(bar: RunBar, store: Store, run_id: int):
    finish(store, run_id)
    ended = snapshot(store, run_id, simulated_us=43_185_000)
    bar.show_snapshot(ended)

    assert ended.reading is not None
    assert ended.reading.visible_us != 43_185_000
    assert bar.times.clock() == "00:00:43"
    assert "Real time" in seen(bar)
    assert not bar.turn_button.isVisible()
    assert not bar.controls.speed.isVisible()
    assert not bar.controls.cancel.isEnabled()


def test_paused_it_offers_to_resume(qtbot: QtBot, bar: RunBar, store: Store, run_id: int):
    bar.show_snapshot(snapshot(store, run_id, state=RunState.PAUSED))
    with qtbot.waitSignal(bar.wanted) as asked:
        qtbot.mouseClick(bar.turn_button, Qt.MouseButton.LeftButton)

    assert asked.args == [run_id, RunAction.RESUME]
    assert bar.times.left() == "paused at the last commit"


@pytest.mark.parametrize(
    ("which", "action"), [("cancel", RunAction.CANCEL), ("report", RunAction.REPORT)]
)
def test_menu_asks_for_the_rest(
    qtbot: QtBot, bar: RunBar, store: Store, run_id: int, *, which: str, action: RunAction
):
    bar.show_snapshot(snapshot(store, run_id))
    with qtbot.waitSignal(bar.wanted) as asked:
        getattr(bar.controls, which).trigger()

    assert asked.args == [run_id, action]
    assert getattr(bar.controls, which) in bar.controls.menu.actions()


def test_other_runs_that_go_on_are_in_the_menu(
    qtbot: QtBot, bar: RunBar, store: Store, run_id: int, workspace: Workspace
):
    other = workspace.launch(workspace.add_list(addresses(5), "second"), name="A & B")
    bar.show_snapshot(snapshot(store, run_id))
    offered = bar.controls.menu.actions()[-1]
    with qtbot.waitSignal(bar.run_wanted) as asked:
        offered.trigger()

    assert offered.text() == f"A && B · run {other}"
    assert asked.args == [other]


@pytest.mark.parametrize(
    ("speed", "step", "wanted"),
    [
        (60, "slower", [10, 1]),
        (60, "faster", [300, 1_000]),
        (90, "slower", [60, 10]),
        (1, "slower", []),
        (1_000, "faster", [3_600, None]),
        (None, "slower", [3_600, 1_000]),
        (None, "faster", []),
    ],
)
def test_speed_goes_step_by_step_up_to_as_fast_as_possible(
    bar: RunBar, store: Store, run_id: int, *, speed: int | None, step: str, wanted: list[object]
):
    asked: list[object] = []
    bar.speed_wanted.connect(lambda _id, wanted: asked.append(wanted))
    bar.show_snapshot(snapshot(store, run_id, state=RunState.RUNNING, speed=speed))
    for _ in range(2):
        getattr(bar.controls, step)()

    assert asked == wanted
    assert bar.controls.speed.currentData() == (wanted[-1] if wanted else speed)


def test_speed_that_was_refused_is_the_run_s_own_again(bar: RunBar, store: Store, run_id: int):
    running = snapshot(store, run_id, state=RunState.RUNNING, speed=60)
    bar.show_snapshot(running)
    bar.controls.faster()
    shown = []
    for _ in range(PATIENCE + 1):
        bar.show_snapshot(running)
        shown.append(bar.controls.speed.currentData())

    assert (shown[0], shown[-1]) == (300, 60)


def test_narrow_it_fits_900_pixels_with_the_clock_above_the_time_left(
    qtbot: QtBot, bar: RunBar, store: Store, run_id: int
):
    bar.show_snapshot(snapshot(store, run_id, state=RunState.RUNNING, speed=60))
    bar.resize(900, 52)

    qtbot.waitUntil(lambda: bar.layout().minimumSize().width() <= 900)
    assert bar.times.left() == f"2{NBSP}h 48{NBSP}min"
    assert not any("seed" in text for text in seen(bar))


def test_with_large_text_the_name_keeps_its_place_at_900_pixels(
    qtbot: QtBot, bar: RunBar, store: Store, run_id: int, theme: Theme
):
    bar.show_snapshot(snapshot(store, run_id, state=RunState.RUNNING, speed=60))
    bar.resize(900, 78)
    theme.set_text_size(150)
    name = bar.findChildren(ElidedLabel)[1]

    qtbot.waitUntil(lambda: bar.layout().minimumSize().width() <= 900)
    qtbot.waitUntil(lambda: name.text() == name.whole() != "")
    assert not bar.findChildren(QProgressBar)[0].isVisible()


def test_nothing_moves_while_the_numbers_change(bar: RunBar, store: Store, run_id: int):
    places = []
    for second in (2, 30, 100):
        work_until(store, run_id, second * SECOND_US)
        bar.show_snapshot(snapshot(store, run_id, state=RunState.RUNNING, speed=60))
        bar.layout().activate()
        widgets = (bar.times, bar.controls, bar.turn_button)
        places.append([widget.mapTo(bar, widget.rect().topLeft()).x() for widget in widgets])

    assert places[0] == places[1] == places[2]


def test_screen_reader_is_told_the_progress(bar: RunBar, store: Store, run_id: int):
    finish(store, run_id)
    bar.show_snapshot(snapshot(store, run_id))
    told = QAccessible.queryAccessibleInterface(bar.findChildren(QProgressBar)[0])

    assert told.text(QAccessible.Text.Name) == f"Progress 100.0{NBSP}%"
    assert told.valueInterface().currentValue() == told.valueInterface().maximumValue()


@pytest.mark.parametrize("width", [1000, 1060, 1150, 1280])
def test_name_is_read_at_every_width_of_the_bar(
    bar: RunBar, store: Store, run_id: int, *, width: int
):
    work_until(store, run_id, 30 * SECOND_US)
    bar.resize(width, 52)
    bar.show_snapshot(snapshot(store, run_id, state=RunState.RUNNING, speed=60))
    QApplication.processEvents()
    name = next(one for one in bar.findChildren(ElidedLabel) if "· run" in one.whole())

    assert name.width() >= 70
