"""What a person chooses holds at once, and the next time."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mailsim_desktop import settings
from mailsim_desktop.errors import SettingsError
from mailsim_desktop.settings import Settings
from mailsim_desktop.ui import preferences
from mailsim_desktop.ui.dialogs.message import MessageDialog
from mailsim_desktop.ui.main_window import MainWindow
from mailsim_desktop.ui.theme import Choice, Theme

pytestmark = pytest.mark.ui

CHOSEN = Settings(theme="dark", text_size=125, reduce_motion=True)


def test_choices_are_stored_in_the_background(qtbot: QtBot, window: MainWindow):
    window.contents.preferences.choose_theme(Choice.DARK)
    window.contents.preferences.set_text_size(125)
    window.contents.preferences.turn_motion()

    qtbot.waitUntil(lambda: settings.read(settings.file()).settings == CHOSEN)


def test_what_was_chosen_last_is_what_is_stored(qtbot: QtBot, window: MainWindow):
    for size in (110, 125, 150, 90):
        window.contents.preferences.set_text_size(size)
    done: list[object] = []
    for _ in range(2):  # one for each thread that writes
        window.contents.bridge.write(lambda _store: None, done=done.append)
    qtbot.waitUntil(lambda: len(done) == 2)

    qtbot.waitUntil(lambda: settings.read(settings.file()).settings.text_size == 90)


def test_nothing_is_written_when_nothing_changes(qtbot: QtBot, window: MainWindow, theme: Theme):
    theme.choose(Choice.SYSTEM)
    window.contents.preferences.choose_theme(Choice.SYSTEM)
    done: list[object] = []
    window.contents.bridge.write(lambda _store: None, done=done.append)
    qtbot.waitUntil(lambda: bool(done))

    assert not settings.file().exists()


def test_settings_dress_the_application(theme: Theme):
    preferences.apply(CHOSEN, theme)

    assert (theme.choice, theme.text_size, theme.is_still) == (Choice.DARK, 125, True)
    preferences.apply(Settings(), theme)
    assert (theme.text_size, theme.is_still) == (100, False)


@pytest.mark.parametrize(
    ("wrong", "choice", "size"),
    [
        (Settings(theme="pink"), Choice.SYSTEM, 100),
        (Settings(text_size=10_000), Choice.SYSTEM, 150),
        (Settings(text_size=-1), Choice.SYSTEM, 90),
    ],
)
def test_settings_out_of_range_do_no_harm(
    theme: Theme, *, wrong: Settings, choice: Choice, size: int
):
    preferences.apply(wrong, theme)

    assert (theme.choice, theme.text_size) == (choice, size)


def test_still_notices_stand_at_once(window: MainWindow):
    window.contents.preferences.turn_motion()
    first = window.frame.toasts.say("Done").pos()
    QApplication.processEvents()
    toast = window.frame.toasts.shown()[0]
    window.contents.preferences.turn_motion()

    assert first == toast.pos()
    assert toast.x() < window.width() - toast.width()


def test_settings_that_cannot_be_stored_are_explained_and_hold(
    qtbot: QtBot, window: MainWindow, theme: Theme, own_home: Path
):
    folder = settings.file().parent.parent
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file stands in its place", encoding="utf-8")
    failed: list[SettingsError] = []
    window.contents.bridge.failed.connect(failed.append)
    window.contents.preferences.choose_theme(Choice.DARK)
    qtbot.waitUntil(lambda: bool(failed))

    assert str(own_home) in failed[0].message
    assert theme.choice is Choice.DARK
    assert window.findChildren(MessageDialog)
