"""Nothing half written is lost: not to another campaign, not to the end of the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mailsim_desktop.services import campaigns
from mailsim_desktop.services.contacts import import_contacts
from mailsim_desktop.services.database import Store
from mailsim_desktop.ui.dialogs.unsaved import UnsavedDialog
from mailsim_desktop.ui.main_window import MainWindow
from mailsim_desktop.ui.pages.campaign_editor import CampaignEditor

pytestmark = pytest.mark.ui


@pytest.fixture
def list_id(store: Store, list_file: Path) -> int:
    return import_contacts(store, list_file).list_id


@pytest.fixture
def editor(qtbot: QtBot, window: MainWindow, list_id: int) -> CampaignEditor:
    """The editor with an untouched campaign, all that it suggests filled in."""
    begin(qtbot, window, list_id)
    return window.contents.editor


def begin(qtbot: QtBot, window: MainWindow, list_id: int | None) -> None:
    window.contents.new_campaign(list_id)
    answered: list[None] = []
    for _ in range(2):  # one for each thread that reads
        window.contents.bridge.read(lambda _: None, done=answered.append)
    qtbot.waitUntil(lambda: len(answered) == 2 and bool(window.contents.editor.list_box.count()))


def half_write(window: MainWindow) -> None:
    """Write something, and look at another page."""
    window.contents.editor.name.setText("Half")
    window.contents.editor.text.setPlainText("An hour of work")
    window.frame.deck.show_place(0)


def question(window: MainWindow) -> UnsavedDialog | None:
    return next((one for one in window.findChildren(UnsavedDialog) if one.isVisible()), None)


def stored(store: Store) -> list[str]:
    return [row.campaign.name for row in campaigns.list_campaigns(store)]


def asked(window: MainWindow) -> UnsavedDialog:
    found = question(window)
    assert found is not None
    return found


def test_untouched_campaign_makes_room_without_a_question(
    qtbot: QtBot, window: MainWindow, editor: CampaignEditor, list_id: int
):
    suggested = editor.unsaved()
    begin(qtbot, window, list_id)

    assert suggested is None
    assert question(window) is None


@pytest.mark.parametrize("change", ["name", "subject", "text", "list_box"])
def test_whatever_was_changed_is_worth_a_question(editor: CampaignEditor, change: str):
    if change == "text":
        editor.text.setPlainText("other")
    elif change == "list_box":
        editor.list_box.addItem("another", 99)
        editor.list_box.setCurrentIndex(1)
    else:
        getattr(editor, change).setText("other")

    assert editor.unsaved() is not None


@pytest.mark.usefixtures("editor")
def test_new_campaign_shows_the_half_written_one_and_keeping_it_is_the_safe_answer(
    window: MainWindow, list_id: int
):
    half_write(window)
    window.contents.new_campaign(list_id)
    dialog = asked(window)
    safe, said = dialog.keep.isDefault(), dialog.accessibleName()
    dialog.keep.click()

    assert safe
    assert said == "Half is not saved"
    assert window.frame.deck.top() is window.contents.editor
    assert window.contents.editor.text.toPlainText() == "An hour of work"


@pytest.mark.usefixtures("editor")
def test_half_written_campaign_is_saved_before_another_is_opened(
    qtbot: QtBot, window: MainWindow, store: Store
):
    other = campaigns.create_campaign(store, name="Other", subject="s", content="c", list_id=None)
    half_write(window)
    window.contents.writing.edit(campaigns.get_campaign(store, other))
    asked(window).save.click()

    qtbot.waitUntil(lambda: window.contents.editor.name.text() == "Other")
    assert sorted(stored(store)) == ["Half", "Other"]
    assert window.frame.toasts.text() == "Draft saved"


@pytest.mark.usefixtures("editor")
def test_discarded_campaign_makes_room(window: MainWindow, store: Store):
    half_write(window)
    window.contents.new_campaign()
    asked(window).discard.click()

    assert window.contents.editor.text.toPlainText() != "An hour of work"
    assert window.frame.deck.top() is window.contents.editor
    assert stored(store) == []


@pytest.mark.usefixtures("editor")
def test_draft_that_cannot_be_saved_stays_and_says_why(
    qtbot: QtBot, window: MainWindow, store: Store
):
    campaigns.create_campaign(store, name="Half", subject="s", content="c", list_id=None)
    half_write(window)
    window.contents.new_campaign()
    asked(window).save.click()

    qtbot.waitUntil(lambda: "already a campaign" in window.contents.editor.problem.text())
    assert window.contents.editor.text.toPlainText() == "An hour of work"


@pytest.mark.usefixtures("editor")
def test_window_stays_open_for_who_goes_on_writing_and_can_be_closed_later(
    qtbot: QtBot, window: MainWindow
):
    half_write(window)
    window.close()
    asked(window).keep.click()
    open_ = window.isVisible() and window.isEnabled()
    qtbot.waitUntil(lambda: question(window) is None)
    window.close()

    assert open_
    assert window.contents.editor.text.toPlainText() == "An hour of work"
    assert question(window) is not None


@pytest.mark.usefixtures("editor")
def test_half_written_campaign_is_saved_before_the_window_is_closed(
    qtbot: QtBot, window: MainWindow, store: Store
):
    half_write(window)
    with qtbot.waitSignal(window.closed):
        window.close()
        asked(window).save.click()

    assert stored(store) == ["Half"]


@pytest.mark.usefixtures("editor")
def test_draft_that_cannot_be_saved_keeps_the_window_open(qtbot: QtBot, window: MainWindow):
    half_write(window)
    window.contents.editor.subject.setText("Hi {name}")
    window.close()
    asked(window).save.click()
    qtbot.waitUntil(lambda: "{name}" in window.contents.editor.problem.text())
    window.close()

    assert window.isVisible()
    assert question(window) is not None
