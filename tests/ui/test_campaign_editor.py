from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mailsim_desktop.services import campaigns
from mailsim_desktop.services.contacts import import_contacts
from mailsim_desktop.services.database import Store
from mailsim_desktop.ui.main_window import MainWindow
from mailsim_desktop.ui.pages.campaign_editor import CampaignEditor
from mailsim_desktop.ui.run_actions import RunAction

pytestmark = pytest.mark.ui


@pytest.fixture
def editor(qtbot: QtBot, window: MainWindow, store: Store, list_file: Path) -> CampaignEditor:
    """The editor with a new campaign for an imported list."""
    summary = import_contacts(store, list_file)
    window.contents.new_campaign(summary.list_id)
    qtbot.waitUntil(lambda: window.contents.editor.preview.recipient.count() == 3)
    return window.contents.editor


def test_typing_replaces_the_suggested_name(qtbot: QtBot, editor: CampaignEditor):
    qtbot.waitUntil(lambda: editor.name.text() != "")
    qtbot.keyClicks(editor.name, "Autumn readers")  # QTest aborts on letters outside ASCII

    assert editor.name.text() == "Autumn readers"


def test_new_campaign_begins_with_a_greeting_in_the_language_of_the_window(
    editor: CampaignEditor,
):
    assert editor.subject.text() == "Hello {nombre}"
    assert editor.text.toPlainText() == "Hello {nombre},\n\nThis message is for {email}.\n"


def test_suggestion_that_comes_late_leaves_what_was_typed(qtbot: QtBot, window: MainWindow):
    window.contents.new_campaign()
    window.contents.editor.name.selectAll()
    qtbot.keyClicks(window.contents.editor.name, "Mine")
    answered: list[None] = []  # in order: after the name that was asked for before
    window.contents.bridge.read(lambda _: None, done=answered.append)
    qtbot.waitUntil(lambda: answered == [None])

    assert window.contents.editor.name.text() == "Mine"


def test_merge_chip_inserts_at_the_cursor_of_the_field_that_last_had_the_focus(
    qtbot: QtBot, window: MainWindow, editor: CampaignEditor
):
    with qtbot.waitActive(window):
        window.activateWindow()
    editor.subject.setText("Hi , welcome")
    editor.subject.setFocus()
    qtbot.waitUntil(editor.subject.hasFocus)
    editor.subject.setCursorPosition(3)
    qtbot.mouseClick(editor.chips.chips["nombre"], Qt.MouseButton.LeftButton)
    editor.text.setPlainText("")
    editor.text.setFocus()
    qtbot.mouseClick(editor.chips.chips["email"], Qt.MouseButton.LeftButton)

    assert editor.subject.text() == "Hi {nombre}, welcome"
    assert editor.text.toPlainText() == "{email}"


def test_preview_is_rendered_for_the_chosen_recipient(qtbot: QtBot, editor: CampaignEditor):
    editor.subject.setText("Para {nombre}")
    editor.text.setPlainText("<b>{email}</b>")
    editor.preview.recipient.setCurrentIndex(1)

    qtbot.waitUntil(lambda: editor.preview.subject.text() == "Para Luis")
    assert editor.preview.text.toPlainText() == "<b>luis@orange.fr</b>"


def test_recipient_of_the_preview_is_found_by_typing(qtbot: QtBot, editor: CampaignEditor):
    qtbot.keyClicks(editor.preview.search, "empresa")

    qtbot.waitUntil(lambda: editor.preview.recipient.count() == 1)
    assert editor.preview.recipient.currentData() == "eva@empresa.es"


def test_saved_draft_is_in_the_database_and_selected_in_the_table(
    qtbot: QtBot, window: MainWindow, editor: CampaignEditor, store: Store
):
    editor.name.setText("Autumn")
    qtbot.mouseClick(editor.save_button, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: window.frame.deck.top() is window.contents.campaigns)
    qtbot.waitUntil(lambda: window.contents.campaigns.selected() is not None)
    stored = campaigns.list_campaigns(store)
    assert [(row.campaign.name, row.campaign.list_name) for row in stored] == [
        ("Autumn", "readers")
    ]


def test_unknown_merge_field_is_explained_and_nothing_is_stored(
    qtbot: QtBot, editor: CampaignEditor, store: Store
):
    editor.subject.setText("Hi {name}")
    qtbot.mouseClick(editor.save_button, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: "{name}" in editor.problem.text())
    assert campaigns.list_campaigns(store) == []


def test_edited_campaign_is_changed_in_place(
    qtbot: QtBot, window: MainWindow, store: Store, list_file: Path
):
    summary = import_contacts(store, list_file)
    number = campaigns.create_campaign(
        store, name="Old", subject="s", content="c", list_id=summary.list_id
    )
    window.frame.deck.show_place(1)
    window.contents.reader.refresh()
    qtbot.waitUntil(lambda: window.contents.campaigns.selected() is not None)
    window.contents.campaigns.buttons[RunAction.EDIT].click()
    window.contents.editor.name.setText("New")
    window.contents.editor.save_button.click()

    qtbot.waitUntil(lambda: campaigns.get_campaign(store, number).name == "New")


def test_half_written_campaign_waits_while_another_page_is_seen(
    window: MainWindow, editor: CampaignEditor
):
    editor.name.setText("Half")
    window.frame.deck.show_place(0)
    window.frame.deck.show_place(1)

    assert window.frame.deck.top() is editor
    assert editor.name.text() == "Half"


def test_double_click_on_save_stores_once_and_says_nothing_is_wrong(
    qtbot: QtBot, window: MainWindow, editor: CampaignEditor, store: Store
):
    editor.name.setText("Autumn")
    for press in (qtbot.mouseClick, qtbot.mouseDClick):
        press(editor.save_button, Qt.MouseButton.LeftButton)
    disabled = not editor.save_button.isEnabled() and not editor.launch_button.isEnabled()
    qtbot.waitUntil(editor.save_button.isEnabled)
    answered: list[None] = []  # in order: after all that was asked to be stored
    window.contents.bridge.write(lambda _: None, done=answered.append)
    qtbot.waitUntil(lambda: answered == [None])

    assert disabled
    assert editor.problem.text() == ""
    assert [row.campaign.name for row in campaigns.list_campaigns(store)] == ["Autumn"]


def test_refused_save_gives_the_focus_back_to_its_button(
    qtbot: QtBot, window: MainWindow, editor: CampaignEditor
):
    with qtbot.waitActive(window):
        window.activateWindow()
    editor.subject.setText("Hi {name}")
    editor.save_button.setFocus()
    qtbot.keyClick(editor.save_button, Qt.Key.Key_Space)

    qtbot.waitUntil(lambda: editor.problem.text() != "")
    assert editor.save_button.hasFocus()
