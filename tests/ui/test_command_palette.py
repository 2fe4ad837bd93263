"""The palette finds actions by a few letters and does them as their menu would."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from mailsim_desktop.services import campaigns
from mailsim_desktop.services.database import Store
from mailsim_desktop.ui.command_palette import CommandPalette
from mailsim_desktop.ui.main_window import MainWindow
from mailsim_desktop.ui.models.offers import Offer, Offers

pytestmark = pytest.mark.ui

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def palette(qtbot: QtBot, window: MainWindow) -> CommandPalette:
    """The palette, opened by its key."""
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_K, CONTROL)
    return window.contents.menus.palette


def texts(palette: CommandPalette) -> list[str]:
    return [offer.text for offer in palette.shown()]


def test_ctrl_k_opens_it_with_every_action_but_itself(window: MainWindow, palette: CommandPalette):
    actions = {spec.words() for spec in window.contents.menus.actions.specs}

    assert palette.isVisible()
    assert palette.field.hasFocus()
    assert set(texts(palette)) == actions - {"Command palette"}


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_K, CONTROL)],
)
def test_its_key_and_escape_close_it_and_give_the_focus_back(
    qtbot: QtBot, window: MainWindow, *, key: Qt.Key, modifier: Qt.KeyboardModifier
):
    before = window.contents.dashboard.findChild(type(window.contents.campaigns.new_button))
    window.activateWindow()
    before.setFocus()
    window.contents.menus.open_palette()
    window.contents.menus.palette.field.setText("launch")
    qtbot.keyClick(window.contents.menus.palette.field, key, modifier)

    assert window.contents.menus.palette.isHidden()
    assert before.hasFocus()


def test_arrows_and_enter_do_what_is_chosen(
    qtbot: QtBot, window: MainWindow, palette: CommandPalette
):
    qtbot.keyClicks(palette.field, "contacts")
    first = texts(palette)[0]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        qtbot.keyClick(palette.field, key)

    assert first == "Contacts"
    qtbot.waitUntil(lambda: window.frame.deck.top() is window.contents.contacts.page)
    assert palette.isHidden()


def test_arrows_stop_at_the_ends_of_the_list(qtbot: QtBot, palette: CommandPalette):
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    top = palette.list.currentIndex().row()
    for _ in range(20):
        qtbot.keyClick(palette.field, Qt.Key.Key_PageDown)

    assert top == 0
    assert palette.list.currentIndex().row() == palette.rows.rowCount() - 1


def test_what_cannot_be_done_says_why_and_the_palette_stays(
    qtbot: QtBot, window: MainWindow, palette: CommandPalette
):
    qtbot.keyClicks(palette.field, "launch")
    offer = palette.shown()[0]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)

    assert (offer.text, offer.reason) == ("Launch", "Choose a campaign first.")
    assert palette.isVisible()
    assert window.findChild(CommandPalette) is palette


def test_what_can_be_done_is_listed_first(palette: CommandPalette):
    refused = [bool(offer.reason) for offer in palette.shown()]

    assert any(refused)
    assert refused == sorted(refused)


def test_no_key_reaches_the_window_below(qtbot: QtBot, window: MainWindow, palette: CommandPalette):
    below = window.frame.deck.top()
    for key in (Qt.Key.Key_2, Qt.Key.Key_N):
        qtbot.keyClick(palette.field, key, CONTROL)
    qtbot.keyClick(palette.field, Qt.Key.Key_Tab)

    assert window.frame.deck.top() is below
    assert palette.field.hasFocus()


def test_press_beside_it_closes_it_and_one_on_a_row_does_it(
    qtbot: QtBot, window: MainWindow, palette: CommandPalette
):
    qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=palette.rect().bottomLeft())
    closed = palette.isHidden()
    window.contents.menus.open_palette()
    palette.field.setText("campaigns")
    row = palette.list.visualRect(palette.rows.index(0)).center()
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=row)

    assert closed
    qtbot.waitUntil(lambda: window.frame.deck.top() is window.contents.campaigns)


def test_campaigns_are_found_by_name_and_opened(qtbot: QtBot, window: MainWindow, store: Store):
    name = "<b>Spring</b> & co"
    ids = [
        campaigns.create_campaign(store, name=each, subject="Hola", content="Hola", list_id=None)
        for each in (name, "Autumn")
    ]
    window.contents.reader.refresh()
    qtbot.waitUntil(lambda: len(window.frame.deck.snapshot().campaigns) == 2)
    window.contents.menus.open_palette()
    palette = window.contents.menus.palette
    palette.field.setText("spring")
    found = texts(palette)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.frame.deck.top() is window.contents.campaigns)
    row = window.contents.campaigns.selected()

    assert found == [name]
    assert row is not None
    assert row.campaign.id == ids[0]


def test_action_on_a_text_means_the_text_that_had_the_focus(qtbot: QtBot, window: MainWindow):
    window.activateWindow()
    window.frame.deck.show_page(window.contents.contacts.page)
    field = window.contents.contacts.page.search
    qtbot.waitUntil(lambda: not field.isEnabled())
    field.setEnabled(True)
    field.setText("ana")
    field.setFocus()
    field.selectAll()
    QApplication.clipboard().clear()
    window.contents.menus.open_palette()
    qtbot.keyClicks(window.contents.menus.palette.field, "copy")
    qtbot.keyClick(window.contents.menus.palette.field, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: QApplication.clipboard().text() == "ana")


def test_nothing_that_fits_is_said(qtbot: QtBot, palette: CommandPalette):
    qtbot.keyClicks(palette.field, "zzzz")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)

    assert palette.shown() == []
    assert palette.list.isHidden()
    assert palette.isVisible()


def test_row_is_read_out_with_its_keys_and_its_reason(qtbot: QtBot, palette: CommandPalette):
    qtbot.keyClicks(palette.field, "launch")
    spoken = QAccessible.queryAccessibleInterface(palette.field)

    assert spoken is not None
    said = spoken.text(QAccessible.Text.Description)
    assert said == "Launch, Campaign, Ctrl+L, Choose a campaign first."
    assert spoken.text(QAccessible.Text.Name) == "Search actions"


@pytest.mark.parametrize("size", [(900, 600), (1920, 1080)])
def test_panel_lies_within_the_window_whatever_its_size(
    window: MainWindow, palette: CommandPalette, *, size: tuple[int, int]
):
    window.resize(*size)

    assert palette.geometry() == window.rect()
    assert palette.rect().contains(palette.list.parentWidget().geometry())


def test_list_of_offers_keeps_the_rules_of_models(qtmodeltester: ModelTester):
    model = Offers(None)
    model.show_offers([Offer("Launch", lambda: None), Offer("Quit", lambda: None)])

    qtmodeltester.check(model)
