"""Every error ends in a dialog that says what happened and where the log is."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from mailsim_desktop.errors import UserError, naming
from mailsim_desktop.ui.dialogs.errors import bug_dialog, error_dialog
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.buttons import Button

pytestmark = pytest.mark.ui

ERROR = UserError("The list is empty.", "Import a file into it first.")


def test_error_is_the_sentence_and_its_hint(qtbot: QtBot, theme: Theme):
    dialog = error_dialog(ERROR, theme, None)
    qtbot.addWidget(dialog)

    said = dialog.said
    assert (said.title, said.text, said.hint) == (ERROR.message, "", ERROR.hint)
    assert dialog.details is None


def test_what_it_did_comes_before_why(qtbot: QtBot, theme: Theme):
    dialog = error_dialog(ERROR, theme, None, happened="Run 3 stopped")
    qtbot.addWidget(dialog)

    assert (dialog.said.title, dialog.said.text) == ("Run 3 stopped", ERROR.message)


def test_file_is_called_by_its_name_and_its_place_is_in_the_details(qtbot: QtBot, theme: Theme):
    path = "/home/ana/listas de correo/lectores.csv"
    with pytest.raises(UserError) as raised, naming(path):
        raise UserError(f"{path} is empty.", "Choose another.")
    dialog = error_dialog(raised.value, theme, None)
    qtbot.addWidget(dialog)

    assert dialog.said.title == "lectores.csv is empty."
    assert dialog.details is not None
    assert dialog.details.view.toPlainText() == path


def test_bug_keeps_its_traceback_for_who_asks(qtbot: QtBot, theme: Theme):
    dialog = bug_dialog("ValueError: 3", "Traceback\nValueError: 3", theme, None)
    qtbot.addWidget(dialog)

    assert dialog.details is not None
    assert dialog.details.view.toPlainText() == "Traceback\nValueError: 3"
    assert dialog.details.view.isHidden()
    names = [made.text() for made in dialog.findChildren(Button)]
    assert {"Open log folder", "Close"} <= set(names)
