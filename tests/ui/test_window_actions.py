"""The table of the window's actions, and that each does in the window what it says."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from mailsim_desktop.services import campaigns, contacts
from mailsim_desktop.services.database import Store
from mailsim_desktop.ui import menu_bar
from mailsim_desktop.ui.actions import ActionSpec, plain
from mailsim_desktop.ui.changes import Topic
from mailsim_desktop.ui.main_window import MainWindow
from mailsim_desktop.ui.theme import Choice, Theme

pytestmark = pytest.mark.ui

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEYS = Path(__file__).parents[2] / "docs" / "keys.md"


@pytest.fixture
def specs(window: MainWindow) -> tuple[ActionSpec, ...]:
    return window.contents.menus.actions.specs


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    """Press a key where the focus is."""
    window.activateWindow()
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)


def add_campaign(qtbot: QtBot, window: MainWindow, store: Store, *, list_id: int | None) -> int:
    """A campaign that the window knows, with or without a list."""
    made = campaigns.create_campaign(
        store, name="Spring", subject="Hola", content="Hola", list_id=list_id
    )
    window.contents.reader.refresh()
    qtbot.waitUntil(lambda: bool(window.frame.deck.snapshot().campaigns))
    return made


def said(window: MainWindow) -> list[str]:
    """What the notices say now."""
    return [toast.text() for toast in window.frame.toasts.shown()]


def test_no_two_actions_share_a_key_or_a_name(specs: tuple[ActionSpec, ...]):
    keys = Counter(keys for spec in specs for keys in spec.keys)
    names = Counter(spec.name for spec in specs)

    assert [key for key, times in (keys + names).items() if times > 1] == []


def test_every_action_has_words_and_stands_in_its_menu(
    window: MainWindow, specs: tuple[ActionSpec, ...]
):
    shown = {action.objectName(): menu for menu, action in lines(window) if action.objectName()}

    assert all(spec.words() for spec in specs)
    assert shown == {spec.name: menu_bar.titles()[spec.place] for spec in specs}


def lines(window: MainWindow) -> list[tuple[str, QAction]]:
    """Every line of every menu, with the title of its menu; those of submenus count to it."""
    found = []
    for top in window.menuBar().actions():
        menu = top.menu()
        assert isinstance(menu, QMenu)
        for action in menu.actions():
            inner = action.menu()
            within = inner.actions() if isinstance(inner, QMenu) else [action]
            found += [(top.text(), each) for each in within]
    return found


def test_letters_of_a_menu_are_given_once(window: MainWindow):
    for top in window.menuBar().actions():
        menu = top.menu()
        assert isinstance(menu, QMenu)
        letters = Counter(
            found.group(1).lower()
            for action in menu.actions()
            if (found := re.search(r"&([^&])", action.text()))
        )

        assert [letter for letter, times in letters.items() if times > 1] == []


def test_document_of_the_keys_is_the_table(specs: tuple[ActionSpec, ...]):
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", KEYS.read_text(encoding="utf-8"), re.MULTILINE)
    written = {(text, tuple(re.findall(r"`(.+?)`", keys))) for text, keys in rows if "`" in keys}
    in_force = {(spec.words(), spec.keys) for spec in specs if spec.keys}

    assert written == in_force


def test_document_of_the_keys_names_those_of_the_pages(window: MainWindow):
    rows = re.findall(
        r"^\| ([^|]+) \| `([^|]+)` \| ([^|]+) \|$", KEYS.read_text(encoding="utf-8"), re.MULTILINE
    )
    places = window.frame.places
    in_force = [
        (places[place].label, *each)
        for place, page in window.frame.deck.homes()
        for each in page.own_keys()
    ]

    assert rows == in_force


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        (Qt.Key.Key_L, "Choose a campaign first."),
        (Qt.Key.Key_E, "Choose a campaign first."),
        (Qt.Key.Key_F, "This page has nothing to search."),
        (Qt.Key.Key_Z, "There is nothing to undo."),
    ],
)
def test_key_pressed_in_vain_is_answered(
    qtbot: QtBot, window: MainWindow, key: Qt.Key, reason: str
):
    press(qtbot, window, key, CONTROL)

    assert said(window) == [reason]


def test_f9_without_a_run_says_so(qtbot: QtBot, window: MainWindow):
    press(qtbot, window, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)

    assert said(window) == ["There is no run."]


def test_launch_of_a_campaign_without_a_list_says_what_is_missing(
    qtbot: QtBot, window: MainWindow, store: Store
):
    add_campaign(qtbot, window, store, list_id=None)
    press(qtbot, window, Qt.Key.Key_2, CONTROL)
    press(qtbot, window, Qt.Key.Key_L, CONTROL)

    assert said(window) == ["Choose a list for this campaign first."]


def test_key_acts_on_no_campaign_that_cannot_be_seen(
    qtbot: QtBot, window: MainWindow, store: Store
):
    add_campaign(qtbot, window, store, list_id=None)
    press(qtbot, window, Qt.Key.Key_2, CONTROL)
    chosen = window.contents.campaigns.selected()
    press(qtbot, window, Qt.Key.Key_3, CONTROL)
    press(qtbot, window, Qt.Key.Key_E, CONTROL)

    assert chosen is not None
    assert said(window) == ["Choose a campaign first."]


def test_ctrl_f_searches_contacts_once_there_are_some(
    qtbot: QtBot, window: MainWindow, store: Store, list_file: Path
):
    press(qtbot, window, Qt.Key.Key_3, CONTROL)
    qtbot.waitUntil(lambda: not window.contents.contacts.page.search.isEnabled())
    press(qtbot, window, Qt.Key.Key_F, CONTROL)
    before = said(window)
    contacts.import_contacts(store, list_file)
    window.contents.bridge.changes.tell(Topic.CONTACTS)
    qtbot.waitUntil(window.contents.contacts.page.search.isEnabled)
    press(qtbot, window, Qt.Key.Key_F, CONTROL)

    assert before == ["There is nothing to search yet."]
    assert window.contents.contacts.page.search.hasFocus()


def test_f6_goes_round_the_panes_and_back(qtbot: QtBot, window: MainWindow):
    none = Qt.KeyboardModifier.NoModifier
    window.activateWindow()
    where = []
    for modifier in (none, none, none, SHIFT):
        press(qtbot, window, Qt.Key.Key_F6, modifier)
        focused = QApplication.focusWidget()
        where.append("rail" if window.frame.rail.isAncestorOf(focused) else "page")
    assert where in (["rail", "page", "rail", "page"], ["page", "rail", "page", "rail"])


def test_alt_left_leads_back_through_the_pages_seen(qtbot: QtBot, window: MainWindow):
    for key in (Qt.Key.Key_3, Qt.Key.Key_2):
        press(qtbot, window, key, CONTROL)
    press(qtbot, window, Qt.Key.Key_Left, ALT)
    once = window.frame.deck.top()
    press(qtbot, window, Qt.Key.Key_Left, ALT)
    twice = window.frame.deck.top()
    press(qtbot, window, Qt.Key.Key_Left, ALT)

    assert once is window.contents.contacts.page
    assert twice is window.contents.dashboard
    assert said(window) == ["No page was seen before this one."]


def test_escape_where_nothing_is_open_says_nothing(qtbot: QtBot, window: MainWindow):
    press(qtbot, window, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)

    assert said(window) == []


def test_theme_and_text_size_are_changed_live_from_the_menu(window: MainWindow, theme: Theme):
    actions = window.contents.menus.actions
    actions.action("theme_dark").trigger()
    actions.action("text_size_125").trigger()

    assert (theme.choice, theme.text_size) == (Choice.DARK, 125)
    checked = {
        name
        for name in names(window, "theme_") + names(window, "text_size_")
        if actions.action(name).isChecked()
    }
    assert checked == {"theme_dark", "text_size_125"}


def names(window: MainWindow, start: str) -> list[str]:
    """Names of the actions that begin so."""
    specs = window.contents.menus.actions.specs
    return [spec.name for spec in specs if spec.name.startswith(start)]


def test_text_grows_and_shrinks_by_key_up_to_its_ends(
    qtbot: QtBot, window: MainWindow, theme: Theme
):
    press(qtbot, window, Qt.Key.Key_Plus, CONTROL)
    larger = theme.text_size
    press(qtbot, window, Qt.Key.Key_0, CONTROL)
    same = theme.text_size
    for _ in range(2):
        press(qtbot, window, Qt.Key.Key_Minus, CONTROL)

    assert (larger, same, theme.text_size) == (110, 100, 90)
    assert said(window) == ["The text has its smallest size."]


def test_undo_names_what_it_would_undo(window: MainWindow):
    window.contents.undo.done("delete of A & B", lambda _store: None)

    window.contents.menus.actions.refresh()
    action = window.contents.menus.actions.action("undo")
    assert action.text() == "&Undo delete of A && B"
    assert action.isEnabled()


def test_f11_fills_the_screen_and_gives_it_back(qtbot: QtBot, window: MainWindow):
    none = Qt.KeyboardModifier.NoModifier
    press(qtbot, window, Qt.Key.Key_F11, none)
    full = window.isFullScreen()
    press(qtbot, window, Qt.Key.Key_F11, none)

    assert full
    assert not window.isFullScreen()


def test_opening_a_menu_shows_what_can_be_done_now(qtbot: QtBot, window: MainWindow, store: Store):
    add_campaign(qtbot, window, store, list_id=None)
    window.frame.deck.show_page(window.contents.campaigns)
    menu = next(
        action.menu() for action in window.menuBar().actions() if plain(action.text()) == "Campaign"
    )
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()

    enabled = {action.objectName() for action in menu.actions() if action.isEnabled()}
    assert enabled == {"new_campaign", "edit", "duplicate", "delete"}


def test_ctrl_c_in_a_text_copies_the_text(qtbot: QtBot, window: MainWindow):
    window.frame.deck.show_page(window.contents.contacts.page)
    field = window.contents.contacts.page.search
    qtbot.waitUntil(lambda: not field.isEnabled())  # the lists have been read
    field.setEnabled(True)
    window.activateWindow()
    field.setText("ana")
    field.setFocus()
    field.selectAll()
    QGuiApplication.clipboard().clear()
    window.contents.menus.actions.refresh()  # as opening the menu does
    window.contents.menus.actions.action("copy").trigger()
    by_menu = QGuiApplication.clipboard().text()
    QGuiApplication.clipboard().clear()
    press(qtbot, window, Qt.Key.Key_C, CONTROL)

    by_key = QGuiApplication.clipboard().text()
    assert (by_menu, by_key) == ("ana", "ana")
