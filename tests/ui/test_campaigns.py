"""The campaigns page: filter, panel, duplicate, delete and undo, asserted in the database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.services import campaigns, contacts, launching
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


def test_closed_window_holds_no_act_that_python_could_collect_before_its_stack(
    window: MainWindow, close: Callable[[MainWindow], None]
):
    window.contents.undo.done("delete of Spring", lambda _store: None)
    held = window.contents.undo.stack.count()
    close(window)

    assert held == 1
    assert window.contents.undo.stack.count() == 0


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
    assert page.no_match.isVisible()
    assert page.no_match.title.text() == "No campaign matches “AUT”"

    qtbot.mouseClick(page.no_match.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert page.rows.rowCount() == 3
    page.filter.clear()
    assert page.rows.rowCount() == 3


@pytest.mark.parametrize("size", [(1280, 800), (900, 600)])
def test_notice_covers_no_button_of_the_panel(
    window: MainWindow, page: CampaignsPage, size: tuple[int, int]
):
    window.resize(*size)
    page.panel.show()
    QApplication.processEvents()
    window.frame.toasts.slide_ms = 0
    toast = window.frame.toasts.say("Campaign deleted")

    covered = toast.geometry().translated(window.frame.mapTo(window, QPoint()))
    for made in page.panel.findChildren(QPushButton):
        assert not covered.intersects(QRect(made.mapTo(window, QPoint()), made.size()))


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
    qtbot.waitUntil(
        lambda: (row := page.selected()) is not None and row.campaign.name == "Autumn 2"
    )
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


def shown(page: CampaignsPage) -> list[str]:
    """Names in the order of the rows."""
    return [str(page.rows.index(row, 0).data()) for row in range(page.rows.rowCount())]


def test_del_pressed_again_deletes_the_neighbour_and_no_other(
    qtbot: QtBot, window: MainWindow, page: CampaignsPage, store: Store
):
    window.activateWindow()
    choose(page, store, "Autumn")
    page.table.setFocus()
    before = shown(page)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.rows.rowCount() == 2)
    first = page.selected()
    said = window.frame.toasts.text()
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.rows.rowCount() == 1)

    assert before == ["<b>Winter</b>", "Autumn", "Spring"]
    assert first is not None
    assert first.campaign.name == "Spring"
    assert said == "Autumn deleted"
    assert shown(page) == ["<b>Winter</b>"]


def test_del_pressed_twice_before_the_row_goes_is_no_error(
    qtbot: QtBot, window: MainWindow, page: CampaignsPage, store: Store
):
    failed: list[object] = []
    window.contents.bridge.failed.connect(failed.append)
    choose(page, store, "Autumn")
    page.ask(RunAction.DELETE)
    page.ask(RunAction.DELETE)
    qtbot.waitUntil(lambda: page.rows.rowCount() == 2)
    answered: list[None] = []  # in order: after both
    window.contents.bridge.write(lambda _: None, done=answered.append)
    qtbot.waitUntil(lambda: answered == [None])

    assert failed == []
    assert window.contents.undo.stack.count() == 1


def test_del_on_a_campaign_that_has_run_says_why_nothing_happens(
    qtbot: QtBot, window: MainWindow, page: CampaignsPage, store: Store, list_file: Path
):
    window.activateWindow()
    summary = contacts.import_contacts(store, list_file)
    launched = campaigns.create_campaign(
        store, name="Launched", subject="s", content="c", list_id=summary.list_id
    )
    launching.launch(store, launched, "classic-demo", RunOptions(seed=1))
    window.contents.reader.refresh()
    qtbot.waitUntil(lambda: page.rows.rowCount() == 4)
    choose(page, store, "Launched")
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)

    assert window.frame.toasts.text() == "A campaign that was launched cannot be deleted."
    assert "Launched" in names(store)


def test_del_is_shown_in_the_menu_and_acts_in_the_table_alone(
    qtbot: QtBot, window: MainWindow, page: CampaignsPage, store: Store
):
    window.activateWindow()
    choose(page, store, "Autumn")
    in_menu = window.contents.menus.actions.action("delete")
    for other in (page.filter.states, page.panel.buttons[RunAction.EDIT], window.frame.rail):
        other.setFocus()
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
    answered: list[None] = []
    window.contents.bridge.write(lambda _: None, done=answered.append)
    qtbot.waitUntil(lambda: answered == [None])

    assert in_menu.shortcut() == QKeySequence("Del")
    assert names(store) == sorted(NAMES)


def test_act_is_called_the_same_in_every_place(window: MainWindow, page: CampaignsPage):
    in_menu = window.contents.menus.actions
    of_run = window.frame.run_bar.controls

    for action, made in page.buttons.items():
        assert made.text() == page.acts[action].text().replace("&", "")
    for action in (RunAction.EDIT, RunAction.LAUNCH, RunAction.REPORT, RunAction.DELETE):
        assert in_menu.action(action).text() == page.acts[action].text()
    assert in_menu.action("cancel").text() == page.acts[RunAction.CANCEL].text()
    assert of_run.cancel.text() == page.acts[RunAction.CANCEL].text()
    assert of_run.report.text() == page.acts[RunAction.REPORT].text()
