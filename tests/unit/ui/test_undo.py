"""Undo takes back what was done, in the background, and never offers what cannot be done."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mailsim_desktop.errors import UserError
from mailsim_desktop.services import campaigns
from mailsim_desktop.services.database import Store
from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.changes import Topic
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.undo import Undo, Work
from mailsim_desktop.ui.widgets.toasts import Toasts

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("qapp")]


@pytest.fixture
def toasts(theme: Theme, window: QWidget) -> Toasts:
    return Toasts(theme, window)


@pytest.fixture
def undo(bridge: Bridge, toasts: Toasts) -> Iterator[Undo]:
    made = Undo(bridge, toasts)
    yield made
    made.forget()  # as a window does when it closes


def create(name: str) -> Work:
    return lambda store: campaigns.create_campaign(
        store, name=name, subject="s", content="c", list_id=None
    )


def delete(campaign_id: int) -> Work:
    return lambda store: campaigns.delete_campaign(store, campaign_id)


def refuse(_store: Store) -> None:
    raise UserError("It is not there any more.")


def settled(qtbot: QtBot, undo: Undo) -> None:
    qtbot.waitUntil(lambda: not undo.is_busy())


def names(store: Store) -> list[str]:
    return sorted(row.campaign.name for row in campaigns.list_campaigns(store))


def test_act_is_offered_for_undo_and_the_press_takes_it_back(
    qtbot: QtBot, undo: Undo, toasts: Toasts, store: Store
):
    create("Autumn")(store)
    undo.done("creation of Autumn", delete(1), said="Autumn created")
    toast = toasts.shown()[0]

    qtbot.mouseClick(toast.link, Qt.MouseButton.LeftButton)
    settled(qtbot, undo)

    assert toast.text() == "Autumn created"
    assert names(store) == []
    assert toasts.text() == "Undone. creation of Autumn"


def test_undone_act_can_be_done_again_where_it_says_how(
    qtbot: QtBot, undo: Undo, store: Store, bridge: Bridge
):
    create("Autumn")(store)
    undo.done("creation", delete(1), create("Autumn"), changes=(Topic.CAMPAIGNS,))
    undo.stack.undo()
    settled(qtbot, undo)
    with qtbot.waitSignal(bridge.changes.happened) as told:
        undo.stack.redo()

    settled(qtbot, undo)
    assert names(store) == ["Autumn"]
    assert told.args == [frozenset({Topic.CAMPAIGNS})]


def test_menu_names_the_act_and_offers_no_redo_that_is_impossible(
    qtbot: QtBot, undo: Undo, window: QWidget, store: Store
):
    menu: QAction = undo.stack.createUndoAction(window, "Undo")
    again: QAction = undo.stack.createRedoAction(window, "Redo")
    create("Autumn")(store)
    undo.done("creation of Autumn", delete(1))
    named = menu.text()
    undo.stack.undo()
    settled(qtbot, undo)

    assert named == "Undo creation of Autumn"
    assert not menu.isEnabled()
    assert not again.isEnabled()
    assert undo.stack.count() == 0


def test_acts_are_undone_in_the_order_they_were_asked_for(qtbot: QtBot, undo: Undo):
    done: list[str] = []
    for name in ("first", "second", "third"):
        undo.done(name, lambda _store, name=name: done.append(name), lambda _store: None)
    undo.stack.undo()
    undo.stack.undo()
    undo.stack.undo()
    settled(qtbot, undo)

    assert done == ["third", "second", "first"]
    assert undo.stack.index() == 0


def test_failed_undo_is_told_and_what_came_before_it_can_still_be_undone(
    qtbot: QtBot, undo: Undo, bridge: Bridge
):
    undo.done("first", lambda _store: None)
    undo.done("second", refuse)
    with qtbot.waitSignal(bridge.failed) as told:
        undo.stack.undo()
        undo.stack.undo()  # asked before it was known that the second stands

    assert "not there any more" in str(told.args[0])
    assert not undo.is_busy()
    assert undo.stack.undoText() == "second"
    assert undo.stack.count() == 2


def test_act_done_while_another_is_undone_comes_on_top_and_its_notice_undoes_it(
    qtbot: QtBot, undo: Undo, toasts: Toasts
):
    undone: list[str] = []
    for name in ("first", "second"):
        undo.done(name, lambda _store, name=name: undone.append(name))
    undo.stack.undo()
    undo.done("third", lambda _store: undone.append("third"), said="Third done")
    offered = [toast.text() for toast in toasts.shown()]
    settled(qtbot, undo)
    standing = [undo.stack.text(index) for index in range(undo.stack.count())]
    notice = next(toast for toast in toasts.shown() if toast.text() == "Third done")
    qtbot.mouseClick(notice.link, Qt.MouseButton.LeftButton)
    settled(qtbot, undo)

    assert offered == []  # nothing that would undo another act
    assert standing == ["first", "third"]
    assert undone == ["second", "third"]
    assert undo.stack.undoText() == "first"


def test_undo_that_breaks_leaves_the_act_to_be_undone_and_the_bug_to_its_handler(
    qtbot: QtBot, undo: Undo
):
    undo.done("first", lambda _store: None)
    undo.done("second", lambda _store: {}["nowhere"])
    with qtbot.captureExceptions() as bugs:
        undo.stack.undo()
        undo.stack.undo()
        settled(qtbot, undo)
    kinds = [bug[0] for bug in bugs]
    bugs.clear()  # their frames hold this one, and with it what has to end before Qt does

    assert kinds == [KeyError]
    assert undo.stack.undoText() == "second"
    assert undo.stack.count() == 2


def test_only_the_act_on_top_is_offered(undo: Undo, toasts: Toasts):
    undo.done("first", lambda _store: None)
    undo.done("second", lambda _store: None)

    assert [toast.text() for toast in toasts.shown()] == ["second"]
