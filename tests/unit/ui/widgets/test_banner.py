"""A banner says the gravest of what holds, and nothing once nothing holds."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui import measures
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.banner import Banner, Condition

pytestmark = pytest.mark.ui

LOCKED = Condition("locked", Glyph.FAILED, "Database locked", "for 30 s by another program.")
YAHOO = Condition("yahoo", Glyph.WARNING, "Yahoo is suspended", "until 02:21:12 simulated.")
VIEWER = Condition("viewer", Glyph.INFO, "Viewer.", "Another window runs this database.")


@pytest.fixture
def banner(qtbot: QtBot, theme: Theme) -> Banner:
    made = Banner(theme)
    qtbot.addWidget(made)
    made.resize(800, 36)
    return made


def test_nothing_is_shown_until_a_condition_holds_and_once_it_is_withdrawn(banner: Banner):
    before = banner.isVisible()
    banner.show_condition(YAHOO)
    during = banner.isVisible()
    banner.withdraw("yahoo")

    assert (before, during, banner.isVisible()) == (False, True, False)
    assert banner.text() == ""


def test_gravest_is_shown_with_the_number_of_the_others(banner: Banner):
    for condition in (VIEWER, LOCKED, YAHOO):
        banner.show_condition(condition)

    assert banner.shown() is LOCKED
    assert banner.text() == "Database locked for 30 s by another program. and 2 more"
    assert banner.accessibleName() == banner.text()


def test_next_gravest_follows_when_the_gravest_is_over(banner: Banner):
    banner.show_condition(LOCKED)
    banner.show_condition(VIEWER)
    banner.withdraw("locked")

    assert banner.shown() is VIEWER
    assert "more" not in banner.text()


def test_condition_of_the_same_name_replaces_itself(banner: Banner):
    banner.show_condition(YAHOO)
    banner.show_condition(Condition("yahoo", Glyph.WARNING, "Yahoo is suspended", "for good."))

    assert banner.text() == "Yahoo is suspended for good."


def test_link_does_what_the_shown_condition_says(qtbot: QtBot, banner: Banner):
    done: list[str] = []
    link = ("Resume lane", lambda: done.append("resumed"))
    banner.show_condition(Condition("yahoo", Glyph.WARNING, "Yahoo", link=link))
    qtbot.mouseClick(banner.link, Qt.MouseButton.LeftButton)
    banner.show_condition(LOCKED)

    assert done == ["resumed"]
    assert banner.link.isHidden()


def test_what_does_not_fit_is_in_the_tooltip_as_plain_text(banner: Banner):
    banner.show_condition(Condition("long", Glyph.INFO, "Viewer.", "<b>far</b> " * 40))
    cut = banner.toolTip()
    banner.resize(8_000, 36)

    assert "&lt;b&gt;far" in cut
    assert banner.toolTip() == ""


def test_height_follows_the_text_size(banner: Banner, theme: Theme):
    banner.show_condition(YAHOO)
    theme.set_text_size(150)

    assert banner.height() == measures.scaled(36) > 50
