from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.grades import Grade
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.provenance import Origin, Provenance

pytestmark = pytest.mark.ui

ORIGIN = Origin(Grade.ASSUMED, source="<b>our own</b> & theirs", date="8 Sep 2026")


@pytest.fixture
def badge(qtbot: QtBot, theme: Theme) -> Provenance:
    made = Provenance(ORIGIN, theme)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_keyboard_opens_and_closes_what_it_is_based_on(qtbot: QtBot, badge: Provenance, key):
    qtbot.keyClick(badge, key)
    popup = badge.popup
    assert popup is not None
    opened = popup.isVisible()
    qtbot.keyClick(popup, Qt.Key.Key_Escape)

    assert opened
    assert not popup.isVisible()


def test_click_shows_what_is_known_as_it_is_written(qtbot: QtBot, badge: Provenance):
    qtbot.mouseClick(badge, Qt.MouseButton.LeftButton)
    assert badge.popup is not None
    labels = badge.popup.findChildren(QLabel)

    texts = [label.text() for label in labels]
    assert "<b>our own</b> & theirs" in texts
    assert "8 Sep 2026" in texts
    assert "Formula" not in texts
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def test_reader_hears_a_button_with_grade_and_meaning(badge: Provenance):
    spoken = QAccessible.queryAccessibleInterface(badge)

    assert spoken.role() == QAccessible.Role.Button
    assert spoken.text(QAccessible.Text.Name) == "Assumed"
    assert spoken.text(QAccessible.Text.Description) == "Assumed: our choice, no source"


def test_badge_speaks_of_another_number(badge: Provenance):
    before = badge.sizeHint()
    badge.show_origin(Origin(Grade.DERIVED, formula="sent ÷ read"))

    assert badge.accessibleName() == "Derived"
    assert badge.sizeHint() != before
