"""The dialog says what happened, and its safe button is the one that Enter presses."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from mailsim_desktop import paths
from mailsim_desktop.ui import outside
from mailsim_desktop.ui.dialogs.message import Message, MessageDialog
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.buttons import Kind
from mailsim_desktop.ui.widgets.labels import PlainLabel

pytestmark = pytest.mark.ui


def shown(qtbot: QtBot, theme: Theme, details: str = "") -> MessageDialog:
    said = Message(
        Glyph.WARNING,
        "Cancel run 3 of <b>Autumn</b>?",
        "127,625 results are kept.",
        "A cancelled run has no digest.",
        details,
    )
    dialog = MessageDialog(said, theme)
    qtbot.addWidget(dialog)
    dialog.add_button("Keep running", Kind.DEFAULT, accepts=False, safe=True)
    dialog.add_button("Cancel run", Kind.DESTRUCTIVE, accepts=True, safe=False)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    return dialog


def test_title_bar_names_the_program_and_the_sentence_stands_below(qtbot: QtBot, theme: Theme):
    dialog = shown(qtbot, theme)

    labels, said = dialog.findChildren(PlainLabel), dialog.said
    assert dialog.windowTitle() == "MailSim Desktop"
    assert [label.text() for label in labels] == [said.title, said.text, said.hint]
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)
    assert dialog.accessibleName() == said.title
    assert dialog.accessibleDescription() == f"{said.text} {said.hint}"


def test_enter_presses_the_safe_button_and_escape_answers_no(qtbot: QtBot, theme: Theme):
    dialog = shown(qtbot, theme)
    focused = dialog.focusWidget()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(focused, Qt.Key.Key_Return)
    other = shown(qtbot, theme)
    with qtbot.waitSignal(other.rejected):
        qtbot.keyClick(other.focusWidget(), Qt.Key.Key_Escape)

    assert focused.text().strip() == "Keep running"


def test_the_act_stands_right_of_what_keeps_things(qtbot: QtBot, theme: Theme):
    dialog = shown(qtbot, theme)
    keep = dialog.add_button("x", Kind.DEFAULT, accepts=True, safe=False)
    act = dialog.add_button("y", Kind.PRIMARY, accepts=True, safe=False)
    keep.show()
    act.show()
    dialog.layout().activate()

    assert keep.x() < act.x()


def test_log_folder_is_opened_where_the_log_is(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
):
    opened: list[Path] = []
    monkeypatch.setattr(outside, "open_file", opened.append)
    dialog = shown(qtbot, theme)
    qtbot.mouseClick(dialog.offer_log_folder(), Qt.MouseButton.LeftButton)

    assert opened == [paths.log_folder()]
    assert dialog.isVisible()


def test_details_unfold_by_key_and_the_dialog_grows_by_them(qtbot: QtBot, theme: Theme):
    dialog = shown(qtbot, theme, details="one\ntwo\nthree")
    assert dialog.details is not None
    folded = dialog.height()
    qtbot.keyClick(dialog.details.disclosure, Qt.Key.Key_Space)
    unfolded = dialog.height()
    qtbot.keyClick(dialog.details.disclosure, Qt.Key.Key_Space)

    assert unfolded - folded >= dialog.details.view.height()
    assert dialog.height() == folded


def test_details_are_copied_without_unfolding(qtbot: QtBot, theme: Theme):
    dialog = shown(qtbot, theme, details="one\ntwo")
    assert dialog.details is not None
    qtbot.mouseClick(dialog.details.copying, Qt.MouseButton.LeftButton)

    assert QGuiApplication.clipboard().text() == "one\ntwo"
    assert dialog.details.view.isHidden()


def test_it_is_no_wider_than_560_and_long_sentences_wrap(qtbot: QtBot, theme: Theme):
    theme.set_text_size(150)
    dialog = MessageDialog(Message(Glyph.FAILED, "long words " * 40), theme)
    qtbot.addWidget(dialog)
    dialog.show()

    label = dialog.findChildren(PlainLabel)[0]
    assert dialog.width() <= 560
    assert label.heightForWidth(label.width()) <= label.height()


def test_open_dialog_grows_with_the_text(qtbot: QtBot, theme: Theme):
    dialog = shown(qtbot, theme, details="one\ntwo\nthree")
    assert dialog.details is not None
    dialog.details.disclosure.setChecked(True)
    before = dialog.height()
    theme.set_text_size(150)
    qtbot.waitUntil(lambda: dialog.height() > before)

    layout = dialog.layout()
    assert layout is not None
    assert dialog.height() == layout.totalHeightForWidth(dialog.width())
    assert dialog.details.view.font().pixelSize() == 18
