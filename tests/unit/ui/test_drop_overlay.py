"""The overlay says by name what a release would do, and refuses what is no list."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from mailsim_desktop.ui.drop import ENDINGS
from mailsim_desktop.ui.drop_overlay import DropOverlay
from mailsim_desktop.ui.theme import Theme

pytestmark = pytest.mark.ui


@pytest.fixture
def overlay(theme: Theme, window: QWidget) -> DropOverlay:
    return DropOverlay(theme, window)


def test_name_is_said_at_once_and_the_size_when_it_is_known(overlay: DropOverlay):
    overlay.show_files([Path("/x/contacts.csv")])
    at_once = overlay.file()
    overlay.show_size(18_400_000)

    assert overlay.title() == "Drop to import"
    assert at_once == "contacts.csv"
    assert overlay.file() == "contacts.csv · 18.40 MB"
    assert "contacts.csv · 18.40 MB" in overlay.accessibleName()


def test_several_files_are_counted(overlay: DropOverlay):
    overlay.show_files([Path("a.csv"), Path("b.txt"), Path("c.CSV")])

    assert overlay.title().startswith("Drop 3 file")


@pytest.mark.parametrize("names", [["a.png"], ["a.csv", "b.xlsx"], ["folder"]])
def test_what_is_no_list_is_refused_with_what_would_be_one(overlay: DropOverlay, names: list[str]):
    overlay.show_files([Path(name) for name in names])

    assert overlay.title() == "This is not a list MailSim can read"
    assert all(ending.removeprefix(".").upper() in overlay.lines()[2] for ending in ENDINGS)
    assert "Nothing happens" in overlay.accessibleName()


def test_it_covers_the_window_and_lets_the_drag_through(overlay: DropOverlay, window: QWidget):
    overlay.show_files([Path("a.csv")])

    assert overlay.geometry() == window.rect()
    assert overlay.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_frame_is_accent_for_a_list_and_danger_for_anything_else(
    overlay: DropOverlay, window: QWidget, theme: Theme
):
    colours = []
    for name in ("a.csv", "a.png"):
        overlay.show_files([Path(name)])
        image = window.grab().toImage()
        colours.append({image.pixelColor(x, 10).name() for x in range(100, 200)})

    accent, danger = QColor(theme.tokens.accent).name(), QColor(theme.tokens.danger).name()
    assert (accent in colours[0], danger in colours[0]) == (True, False)
    assert (accent in colours[1], danger in colours[1]) == (False, True)
