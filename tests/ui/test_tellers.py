"""What is wrong is told where it is looked for, on whatever page is on top."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mailsim_desktop.errors import StoreBusyError, UserError
from mailsim_desktop.ui.dialogs.message import MessageDialog
from mailsim_desktop.ui.main_window import MainWindow

pytestmark = pytest.mark.ui


def test_trouble_with_the_database_stands_on_every_page_until_it_is_over(
    qtbot: QtBot, window: MainWindow
):
    banner = window.frame.banner
    window.contents.reader.stop()  # its next reading would say that all is well
    QApplication.processEvents()
    window.contents.tell.trouble(StoreBusyError("The database is locked."))
    at_first = banner.isVisible() and window.isAncestorOf(banner)
    for place in (0, 1, 2):
        window.frame.deck.show_place(place)
        qtbot.waitUntil(banner.isVisible)
        assert window.frame.deck.top().isAncestorOf(banner)
    said = banner.text()
    window.contents.tell.trouble_is_over()

    assert at_first
    assert said == "The database is locked. Trying again."
    assert not banner.isVisible()


def test_run_that_stopped_is_told_with_its_reason_and_a_bug_with_its_traceback(
    qtbot: QtBot, window: MainWindow
):
    window.contents.tell.run_broke(3, UserError("The disk is full.", "Free some space."))
    window.contents.tell.run_broke(4, ValueError("odd"))
    known, bug = window.findChildren(MessageDialog)

    assert (known.said.title, known.said.text, known.said.hint) == (
        "Run 3 stopped",
        "The disk is full.",
        "Free some space.",
    )
    assert bug.said.text == "Run 4 stopped: odd"
    assert bug.details is not None
    assert "ValueError: odd" in bug.details.view.toPlainText()
    known.accept()
    bug.accept()
    qtbot.waitUntil(lambda: not window.findChildren(MessageDialog))


def test_many_errors_are_told_in_two_dialogs_not_in_many(qtbot: QtBot, window: MainWindow):
    for number in range(200):
        window.contents.tell.error(UserError(f"File {number} is no list."))
    first = only_dialog(window)
    first.accept()
    qtbot.waitUntil(lambda: "199" in only_dialog(window).said.title)
    second = only_dialog(window)
    second.accept()

    assert first.said.title == "File 0 is no list."
    assert "File 1 is no list." in second.said.hint


def only_dialog(window: MainWindow) -> MessageDialog:
    [shown] = [each for each in window.findChildren(MessageDialog) if each.isVisible()]
    return shown


def test_database_that_is_deleted_under_the_window_is_told_and_not_made_anew(
    qtbot: QtBot, window: MainWindow, database: Path
):
    for file in database.parent.glob(f"{database.name}*"):
        file.unlink()
    banner = window.frame.banner
    qtbot.waitUntil(banner.isVisible)
    window.contents.contacts.import_sample()
    qtbot.waitUntil(lambda: len(window.findChildren(MessageDialog)) == 1)
    told = only_dialog(window)
    told.accept()

    assert "was deleted" in banner.text()
    assert "Put the file back" in banner.text()
    assert "was deleted" in told.said.title
    assert not database.exists()
