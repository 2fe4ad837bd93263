"""Rail, pages and run bar find room at every size that is promised; ways lead through the pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.deck import Deck
from mailsim_desktop.ui.main_window import MainWindow
from mailsim_desktop.ui.pages.page import Page
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size
from mailsim_desktop.ui.widgets.rail import NARROW
from tests.helpers.shown_windows import ShownWindows

pytestmark = pytest.mark.ui

CONTROL = Qt.KeyboardModifier.ControlModifier
SIZES = [(900, 600), (999, 700), (1000, 700), (1055, 700), (1056, 700), (1280, 800), (1920, 1080)]


def right_edge(widget: QWidget, window: QWidget) -> int:
    """Where a widget ends, in the window."""
    return widget.mapTo(window, widget.rect().topRight()).x()


@pytest.mark.parametrize("size", SIZES)
def test_every_page_fits_into_every_size(window: MainWindow, *, size: tuple[int, int]):
    window.resize(*size)
    for page in window.frame.deck.pages():
        window.frame.deck.show_page(page)
        QApplication.processEvents()  # it is laid out

        assert window.size().toTuple() == size
        assert page.minimumSizeHint().width() <= page.width(), type(page).__name__
        assert right_edge(page, window) < size[0]
        assert window.frame.run_bar.geometry().bottom() == window.frame.rect().bottom()


@pytest.mark.parametrize(("width", "rail"), [(900, NARROW), (999, NARROW), (1000, Size.RAIL)])
def test_rail_has_icons_alone_below_a_thousand(window: MainWindow, *, width: int, rail: int):
    window.resize(width, 700)

    assert window.frame.rail.width() == rail


@pytest.mark.parametrize("size", [(900, 600), (1280, 800), (1920, 1080)])
def test_every_page_fits_into_every_size_with_the_largest_text(
    window: MainWindow, theme: Theme, *, size: tuple[int, int]
):
    window.resize(*size)
    theme.set_text_size(150)
    for page in window.frame.deck.pages():
        window.frame.deck.show_page(page)
        QApplication.processEvents()  # it is laid out

        assert page.minimumSizeHint().width() <= page.width(), type(page).__name__
        assert right_edge(page, window) < size[0]


def test_large_text_makes_a_window_narrow_until_it_is_small_again(window: MainWindow, theme: Theme):
    window.resize(1280, 800)
    live = window.contents.dashboard.live
    theme.set_text_size(150)
    large = window.frame.rail.width(), live.switch.isHidden()
    theme.set_text_size(100)

    assert large == (NARROW, False)
    assert (window.frame.rail.width(), live.switch.isHidden()) == (Size.RAIL, True)


def test_no_part_flashes_up_as_a_window_while_the_window_is_filled(
    qtbot: QtBot,
    qapp: QApplication,
    *,
    theme: Theme,
    database: Path,
    close: Callable[[MainWindow], None],
):
    shown = ShownWindows()
    qapp.installEventFilter(shown)
    made = MainWindow(theme)
    made.show()
    contents = made.fill(database)
    qtbot.waitUntil(lambda: contents.dashboard.live.plots is not None)
    made.resize(900, 600)
    QApplication.processEvents()
    qapp.removeEventFilter(shown)
    close(made)

    assert shown.names == ["MainWindow"]


class Panel(Page):
    """A page of which the test says whether its panel is open."""

    is_open = True
    steps = 1

    def has_panel(self) -> bool:
        return self.is_open

    def close_panel(self) -> None:
        self.is_open = False

    def has_step_back(self) -> bool:
        return self.steps > 0

    def step_back(self) -> None:
        self.steps -= 1


def test_page_outside_the_rail_is_shown_and_left_again(window: MainWindow):
    deck = window.frame.deck
    page = Page("Gallery")
    deck.add(page)
    deck.show_page(page)
    shown = (deck.top(), deck.can_close())
    deck.previous()

    assert shown == (page, True)
    assert deck.top() is window.contents.dashboard
    deck.show_page(page)
    deck.back()
    assert deck.top() is window.contents.dashboard
    deck.show_page(page)
    deck.show_place(0)
    assert deck.top() is window.contents.dashboard


def test_page_that_is_added_later_knows_that_the_window_is_narrow(window: MainWindow):
    class Told(Page):
        narrow = False

        def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001
            self.narrow = narrow

    window.resize(900, 600)
    page = Told("Late")
    window.frame.deck.add(page)

    assert page.narrow


def test_escape_closes_the_panel_first_then_the_view(qtbot: QtBot, window: MainWindow):
    deck = window.frame.deck
    page = Panel("Covering")
    deck.add(page, 1)
    deck.show_page(page)
    window.activateWindow()
    tops = []
    for _ in range(2):
        qtbot.keyClick(window, Qt.Key.Key_Escape)
        tops.append((deck.top(), page.is_open))

    assert tops == [(page, False), (window.contents.campaigns, False)]


def test_way_back_goes_through_the_steps_of_a_page_before_it_leaves_it(window: MainWindow):
    deck = window.frame.deck
    page = Panel("Steps")
    deck.add(page, 1)
    deck.show_page(page)
    deck.previous()
    within = (deck.top(), page.steps)
    deck.previous()

    assert within == (page, 0)
    assert deck.top() is window.contents.dashboard


@pytest.mark.parametrize("leave", [lambda deck: deck.show_place(0), lambda deck: deck.back()])
def test_result_of_an_import_that_was_left_is_not_what_its_place_shows(
    qtbot: QtBot, window: MainWindow, list_file: Path, leave: Callable[[Deck], None]
):
    deck, contacts = window.frame.deck, window.contents.contacts
    contacts.imports.add([list_file])
    qtbot.waitUntil(lambda: deck.top() is contacts.result)
    leave(deck)
    deck.show_place(0)
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_3, CONTROL)
    shown = deck.top()
    qtbot.waitUntil(contacts.page.search.isEnabled)
    qtbot.keyClick(window, Qt.Key.Key_F, CONTROL)

    assert shown is contacts.page
    assert contacts.page.search.hasFocus()


def test_place_remembers_the_view_that_was_seen_last(window: MainWindow):
    deck = window.frame.deck
    deck.show_page(window.contents.editor)
    deck.show_place(2)
    deck.show_place(1)

    assert deck.top() is window.contents.editor
