from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.badge import Badge
from mailsim_desktop.ui.widgets.buttons import Button
from mailsim_desktop.ui.widgets.header import Header
from mailsim_desktop.ui.widgets.labels import ElidedLabel

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("theme")]


@pytest.fixture
def header(qtbot: QtBot) -> Header:
    made = Header("Run 2")
    qtbot.addWidget(made)
    made.resize(800, made.height())
    made.show()
    return made


def test_way_above_the_page_is_gone_by_keyboard(qtbot: QtBot, header: Header):
    gone: list[str] = []
    header.set_crumbs(
        ("Campaigns", lambda: gone.append("campaigns")),
        ("Autumn <b>newsletter</b>", lambda: gone.append("campaign")),
    )
    header.activateWindow()
    qtbot.waitUntil(header.isActiveWindow)
    first, second = header.findChildren(Button)
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)

    assert header.crumbs() == ["Campaigns", "Autumn <b>newsletter</b>"]
    assert QApplication.focusWidget() is second
    assert gone == ["campaign"]


def test_facts_give_way_to_the_crumbs_and_come_back(header: Header):
    header.set_facts("250,000 recipients")
    facts = next(
        label for label in header.findChildren(ElidedLabel) if label.whole() == header.facts()
    )
    header.set_crumbs(("Campaigns", lambda: None))
    below = facts.isVisible()
    header.set_crumbs()

    assert not below
    assert facts.isVisible()
    assert header.crumbs() == []


def test_badge_stands_beside_the_title(header: Header, theme: Theme):
    badge = Badge(theme)
    badge.show_state(Glyph.TICK, "Completed")
    header.set_badge(badge)
    header.layout().activate()
    title = next(label for label in header.findChildren(ElidedLabel) if label.whole() == "Run 2")
    QApplication.processEvents()

    assert title.text() == "Run 2"
    assert 0 < badge.x() - title.geometry().right() <= 10


def test_title_beside_a_badge_takes_all_the_room_it_needs(header: Header, theme: Theme):
    badge = Badge(theme)
    badge.show_state(Glyph.TICK, "Completed")
    header.set_title("Autumn newsletter · run 3")
    header.set_badge(badge)
    title = next(label for label in header.findChildren(ElidedLabel) if "Autumn" in label.whole())
    header.resize(title.sizeHint().width() + badge.sizeHint().width() + 24, header.height())
    QApplication.processEvents()

    assert title.text() == title.whole()


def test_header_grows_with_the_text_and_stays_in_its_row(header: Header, theme: Theme):
    assert header.height() == 60

    theme.set_text_size(150)

    assert header.height() == 92
