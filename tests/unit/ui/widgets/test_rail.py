from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.theme import Choice, Theme
from mailsim_desktop.ui.tokens import DARK, LIGHT, Size
from mailsim_desktop.ui.widgets.rail import NARROW, Rail, RailItem
from mailsim_desktop.ui.widgets.rail_view import RailView

pytestmark = pytest.mark.ui

PAGES = (
    RailItem(Icon.DASHBOARD, "Dashboard"),
    RailItem(Icon.CAMPAIGNS, "Campaigns"),
    RailItem(Icon.QUEUE, "Queue"),
)
SETTINGS = (RailItem(Icon.SETTINGS, "Settings"),)


@pytest.fixture
def rail(qtbot: QtBot, theme: Theme) -> Rail:
    made = Rail(PAGES, theme, SETTINGS)
    qtbot.addWidget(made)
    made.resize(made.width(), 500)
    made.select(0)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def views(rail: Rail) -> list[RailView]:
    return rail.findChildren(RailView)


def selected(rail: Rail) -> list[str]:
    return [index.data() for view in views(rail) for index in view.selectedIndexes()]


def test_arrows_lead_from_the_pages_to_the_settings_and_round(qtbot: QtBot, rail: Rail):
    told: list[int] = []
    rail.chosen.connect(told.append)
    views(rail)[0].setFocus()
    for _ in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)

    assert told == [1, 2, 3, 0, 3]
    assert selected(rail) == ["Settings"]


def test_click_asks_for_a_page(qtbot: QtBot, rail: Rail):
    with qtbot.waitSignal(rail.chosen) as told:
        qtbot.mouseClick(views(rail)[1].viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, 15))

    assert told.args == [3]
    assert selected(rail) == ["Settings"]


def test_mark_from_outside_asks_for_nothing(qtbot: QtBot, rail: Rail):
    with qtbot.assertNotEmitted(rail.chosen):
        rail.select(2)

    assert selected(rail) == ["Queue"]


@pytest.mark.parametrize(("place", "stop"), [(1, 0), (3, 1), (-1, 0)])
def test_rail_is_one_stop_of_the_tab_key(rail: Rail, place: int, stop: int):
    rail.select(place)

    stops = [bool(view.focusPolicy() & Qt.FocusPolicy.TabFocus) for view in views(rail)]
    assert stops == [stop == 0, stop == 1]


def test_place_that_no_page_has_marks_none(rail: Rail):
    rail.select(-1)

    assert selected(rail) == []


def test_tab_into_a_rail_without_a_current_place_asks_for_none(qtbot: QtBot, rail: Rail):
    told: list[int] = []
    views(rail)[0].clearFocus()
    rail.select(-1)
    rail.chosen.connect(told.append)
    views(rail)[0].setFocus(Qt.FocusReason.TabFocusReason)
    on_arrival = list(told)
    qtbot.keyClick(views(rail)[0], Qt.Key.Key_Return)

    assert on_arrival == []
    assert told == [0]


def test_count_is_read_out_and_nothing_is_said_of_none(rail: Rail):
    index = views(rail)[0].model().index(2, 0)
    rail.set_count(2, 46)
    some = index.data(Qt.ItemDataRole.AccessibleTextRole)
    rail.set_count(2, 0)

    assert some == "Queue 46"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Queue"


def test_narrow_rail_keeps_names_as_tooltips(rail: Rail):
    rail.set_narrow(True)
    narrow = rail.width()
    rail.set_narrow(False)

    assert (narrow, rail.width()) == (NARROW, Size.RAIL)
    assert views(rail)[0].model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "Dashboard"


def test_mark_follows_the_theme(rail: Rail, theme: Theme):
    def mark() -> str:
        return views(rail)[0].grab().toImage().pixelColor(140, 17).name()

    light = mark()
    theme.choose(Choice.DARK)

    assert light == LIGHT.accent_soft
    assert mark() == DARK.accent_soft


def test_places_grow_with_the_text(rail: Rail, theme: Theme):
    before = views(rail)[1].sizeHint().height()
    theme.set_text_size(150)

    assert before == 36
    assert views(rail)[1].sizeHint().height() == 54


def test_ring_is_for_who_uses_keys(qtbot: QtBot, rail: Rail):
    def edge() -> str:
        return views(rail)[0].grab().toImage().pixelColor(90, 0).name()

    view = views(rail)[0]
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, 15))
    clicked = edge()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Up)

    assert clicked == LIGHT.accent_soft
    assert edge() == LIGHT.accent
