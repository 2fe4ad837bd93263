"""Settings and state are read before the window is shown, and none of them can stop it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from mailsim_desktop import settings
from mailsim_desktop.settings import Settings
from mailsim_desktop.ui import window_state
from mailsim_desktop.ui.main_window import MainWindow
from mailsim_desktop.ui.recall import Recalled, recall
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.window_state import WindowState

pytestmark = pytest.mark.ui


def test_first_start_finds_nothing():
    assert recall() == Recalled()


def test_both_files_are_read():
    settings.write(settings.file(), Settings(theme="dark"))
    window_state.keep(WindowState(page=1))
    found = recall()

    assert found.found.settings.theme == "dark"
    assert found.window.page == 1


def test_without_a_home_the_window_opens_as_at_first(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def unknown(*_: object, **__: object) -> str:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.setattr("platformdirs.user_config_dir", unknown)
    with caplog.at_level(logging.WARNING):
        found = recall()

    assert found == Recalled()
    assert "home folder" in caplog.text


def test_damaged_settings_are_said_once_with_the_place_of_the_copy(
    theme: Theme, close: Callable[[MainWindow], None], database: Path
):
    settings.file().parent.mkdir(parents=True)
    settings.file().write_text("theme = dark", encoding="utf-8")
    made = MainWindow(theme, recall())
    made.show()
    made.fill(database)
    said = [toast.text() for toast in made.frame.toasts.shown()]
    close(made)

    assert len(said) == 1
    assert "settings.toml.broken" in said[0]
