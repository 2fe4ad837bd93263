"""The campaigns page: filter, panel, duplicate, delete and undo, asserted in the database."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from mailsim_desktop.services import campaigns
from mailsim_desktop.services.database import Store
from mailsim_desktop.ui.main_window import MainWindow
from mailsim_desktop.ui.pages.campaigns import CampaignsPage
from mailsim_desktop.ui.run_actions import RunAction

pytestmark = pytest.mark.ui
NAMES = ("Spring", "Autumn", "<b>Winter</b>")


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, store: Store) -> CampaignsPage:
    """The page with three drafts, on top."""
    for name in NAMES:
        campaigns.create_campaign(store, name=name, subject="s", content="c", list_id=None)
    window.frame.deck.show_place(1)
    window.contents.reader.refresh()
    qtbot.waitUntil(lambda: window.contents.campaigns.rows.rowCount() == 3)
    return window.contents.campaigns


def names(store: Store) -> list[str]:
    return sorted(row.campaign.name for row in campaigns.list_campaigns(store))


def test_search_and_state_decide_what_is_seen_and_one_press_shows_all(
    qtbot: QtBot, page: CampaignsPage
):
    qtbot.keyClicks(page.filter.search, "AUT")
    assert page.rows.rowCount() == 1
    assert page.header.facts() == "1 of 3 campaigns"

    page.filter.states.setCurrentText("Completed")
    assert page.rows.rowCount() == 0

    page.filter.clear()
    assert page.rows.rowCount() == 3


def test_panel_opens_by_enter_follows_the_row_and_closes_by_escape(
    qtbot: QtBot, window: MainWindow, page: CampaignsPage
):
    page.select(next(row.campaign.id for row in window.frame.deck.snapshot().campaigns))
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.panel.title() == "<b>Winter</b>"
    assert page.has_panel()

    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert page.panel.title() == "Autumn"

    qtbot.keyClick(page.panel, Qt.Key.Key_Escape)
    assert not page.has_panel()


def test_duplicate_is_stored_and_chosen_and_undo_takes_it_back(
    qtbot: QtBot, window: MainWindow, page: CampaignsPage, store: Store
):
    page.filter.search.setText("Autumn")
    window.contents.menus.actions.action("duplicate").trigger()
    qtbot.waitUntil(lambda: "Autumn 2" in names(store))
    qtbot.waitUntil(window.contents.undo.stack.canUndo)

    window.contents.undo.stack.undo()

    qtbot.waitUntil(lambda: names(store) == sorted(NAMES))


def test_deleted_draft_comes_back_by_undo_and_goes_again_by_redo(
    qtbot: QtBot, window: MainWindow, page: CampaignsPage, store: Store
):
    page.select(
        next(r.campaign.id for r in campaigns.list_campaigns(store) if r.campaign.name == "Spring")
    )
    assert page.acts[RunAction.DELETE].shortcut() == QKeySequence(QKeySequence.StandardKey.Delete)
    page.acts[RunAction.DELETE].trigger()
    qtbot.waitUntil(lambda: "Spring" not in names(store))
    qtbot.waitUntil(window.contents.undo.stack.canUndo)

    window.contents.undo.stack.undo()
    qtbot.waitUntil(lambda: "Spring" in names(store))
    qtbot.waitUntil(lambda: not window.contents.undo.is_busy())

    window.contents.undo.stack.redo()
    qtbot.waitUntil(lambda: "Spring" not in names(store))


def choose(page: CampaignsPage, store: Store, name: str) -> int:
    """Choose the campaign of this name; its id."""
    found = id_of(store, name)
    page.select(found)
    return found


def id_of(store: Store, name: str) -> int:
    return next(
        row.campaign.id for row in campaigns.list_campaigns(store) if row.campaign.name == name
    )


def write_into(store: Store, campaign_id: int, name: str) -> None:
    """Edit a stored campaign, as its editor does."""
    campaigns.update_campaign(
        store, campaign_id, name=name, subject="edited", content="edited", list_id=None
    )


def turn(qtbot: QtBot, window: MainWindow, *, back: bool) -> None:
    """Undo or redo, to its end."""
    undo = window.contents.undo
    (undo.stack.undo if back else undo.stack.redo)()
    qtbot.waitUntil(lambda: not undo.is_busy())


def test_copy_that_was_edited_comes_back_edited_after_undo_and_redo(
    qtbot: QtBot, window: MainWindow, page: CampaignsPage, store: Store
):
    choose(page, store, "Autumn")
    page.ask(RunAction.DUPLICATE)
    qtbot.waitUntil(window.contents.undo.stack.canUndo)
    write_into(store, id_of(store, "Autumn 2"), "Autumn for friends")

    turn(qtbot, window, back=True)
    gone = "Autumn for friends" not in names(store)
    turn(qtbot, window, back=False)

    back = campaigns.get_campaign(store, id_of(store, "Autumn for friends"))
    assert gone
    assert (back.subject, back.content) == ("edited", "edited")


def test_undo_of_a_delete_brings_back_what_was_there_at_the_last_delete(
    qtbot: QtBot, window: MainWindow, page: CampaignsPage, store: Store
):
    choose(page, store, "Spring")
    page.ask(RunAction.DELETE)
    qtbot.waitUntil(window.contents.undo.stack.canUndo)
    turn(qtbot, window, back=True)
    write_into(store, id_of(store, "Spring"), "Spring at last")
    turn(qtbot, window, back=False)
    turn(qtbot, window, back=True)

    assert "Spring" not in names(store)
    assert campaigns.get_campaign(store, id_of(store, "Spring at last")).subject == "edited"


def test_undo_takes_away_the_copy_itself_even_where_its_id_went_to_another(
    qtbot: QtBot, window: MainWindow, page: CampaignsPage, store: Store
):
    choose(page, store, "Autumn")
    page.ask(RunAction.DUPLICATE)
    qtbot.waitUntil(window.contents.undo.stack.canUndo)
    copy = id_of(store, "Autumn 2")
    qtbot.waitUntil(lambda: page.rows.number_of(copy) is not None)
    choose(page, store, "Autumn 2")
    page.ask(RunAction.DELETE)
    qtbot.waitUntil(lambda: window.contents.undo.stack.count() == 2)
    other = campaigns.create_campaign(store, name="Mine", subject="s", content="c", list_id=None)

    turn(qtbot, window, back=True)
    turn(qtbot, window, back=True)

    assert other == copy
    assert names(store) == sorted([*NAMES, "Mine"])
