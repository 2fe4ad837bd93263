from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Choice, Theme
from mailsim_desktop.ui.tokens import DARK, LIGHT
from mailsim_desktop.ui.widgets.badge import Badge

pytestmark = pytest.mark.ui


def made(qtbot: QtBot, theme: Theme, glyph: Glyph, text: str) -> Badge:
    badge = Badge(theme)
    qtbot.addWidget(badge)
    badge.show_state(glyph, text)
    badge.show()
    return badge


def ground(badge: Badge) -> str:
    return badge.grab().toImage().pixelColor(badge.width() // 2, 2).name()


def test_badge_is_read_out_and_as_wide_as_its_word(qtbot: QtBot, theme: Theme):
    short = made(qtbot, theme, Glyph.DRAFT, "Draft")
    long = made(qtbot, theme, Glyph.DASH, "Cancelled by hand")

    assert short.accessibleName() == "Draft"
    assert short.sizeHint().height() == 20
    assert long.sizeHint().width() > short.sizeHint().width()


def test_tint_follows_the_theme(qtbot: QtBot, theme: Theme):
    badge = made(qtbot, theme, Glyph.BOUNCED, "Bounced")
    light = ground(badge)
    theme.choose(Choice.DARK)

    assert light == LIGHT.bounced_tint
    assert ground(badge) == DARK.bounced_tint


def test_badge_grows_with_the_text(qtbot: QtBot, theme: Theme):
    badge = made(qtbot, theme, Glyph.TICK, "Completed")
    before = badge.sizeHint()
    theme.set_text_size(150)

    assert badge.sizeHint().height() == 31
    assert badge.sizeHint().width() > before.width()


def test_only_what_is_being_processed_turns_and_only_while_it_is_seen(qtbot: QtBot, theme: Theme):
    badge = made(qtbot, theme, Glyph.PROCESSING, "Processing file")
    seen = badge.is_turning()
    badge.hide()
    hidden = badge.is_turning()
    badge.show()
    badge.show_state(Glyph.TICK, "Completed")

    assert (seen, hidden, badge.is_turning()) == (True, False, False)


def test_turning_glyph_is_drawn_anew_by_itself(qtbot: QtBot, theme: Theme):
    badge = made(qtbot, theme, Glyph.PROCESSING, "Processing file")
    first = badge.grab().toImage()

    qtbot.waitUntil(lambda: badge.grab().toImage() != first)


def test_nothing_turns_for_who_wants_less_motion(qtbot: QtBot, theme: Theme):
    badge = made(qtbot, theme, Glyph.PROCESSING, "Processing file")
    assert badge.is_turning()

    theme.set_still(True)

    assert not badge.is_turning()


def test_badge_in_a_hidden_page_rests(qtbot: QtBot, theme: Theme):
    page = QWidget()
    qtbot.addWidget(page)
    badge = Badge(theme, page)
    badge.show_state(Glyph.PROCESSING, "Processing file")

    assert not badge.is_turning()
