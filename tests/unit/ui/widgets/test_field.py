from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import LIGHT
from mailsim_desktop.ui.widgets.field import Field, LineEdit, SearchField

pytestmark = pytest.mark.ui


@pytest.fixture
def field(qtbot: QtBot, theme: Theme) -> Field:
    made = Field("Rate per second", theme)
    qtbot.addWidget(made)
    made.edit.setText("-5")
    made.show()
    return made


def border(edit: LineEdit) -> str:
    return edit.grab().toImage().pixelColor(edit.width() // 2, 0).name()


def test_error_is_seen_and_heard(field: Field):
    field.show_error("Rate must be above 0")

    assert field.error() == "Rate must be above 0"
    assert "Rate must be above 0" in [
        label.text() for label in field.findChildren(QLabel) if label.isVisible()
    ]
    assert border(field.edit) == LIGHT.danger
    spoken = QAccessible.queryAccessibleInterface(field.edit)
    assert spoken.text(QAccessible.Text.Name) == "Rate per second"
    assert spoken.text(QAccessible.Text.Description) == "Rate must be above 0"


def test_mended_field_is_as_before(field: Field):
    before = field.edit.grab().toImage()
    field.show_error("Rate must be above 0")
    wrong = field.edit.grab().toImage()
    field.clear_error()

    assert wrong != before
    assert field.edit.grab().toImage() == before
    assert field.error() == ""
    assert field.edit.accessibleDescription() == ""


def test_text_stays_where_it_is_when_the_field_has_the_focus(qtbot: QtBot, field: Field):
    size, start = field.edit.sizeHint(), field.edit.cursorRect().left()
    with qtbot.waitActive(field):
        field.activateWindow()
    field.edit.setFocus()
    field.edit.setCursorPosition(0)
    field.edit.grab()
    begun = field.edit.cursorRect().left()
    field.edit.clearFocus()
    field.edit.grab()

    assert field.edit.cursorRect().left() == begun
    assert begun < start
    assert field.edit.sizeHint() == size


def test_escape_empties_the_search_and_then_is_left_to_the_page(qtbot: QtBot):
    search = SearchField("Search recipients")
    qtbot.addWidget(search)
    search.show()
    qtbot.keyClicks(search, "gmail")
    offered = search.clear_action.isVisible()
    qtbot.keyClick(search, Qt.Key.Key_Escape)

    assert offered
    assert search.text() == ""
    assert not search.clear_action.isVisible()
    assert search.accessibleName() == "Search recipients"


def test_cross_empties_the_search(qtbot: QtBot):
    search = SearchField("Search recipients")
    qtbot.addWidget(search)
    search.setText("gmail")
    search.clear_action.trigger()

    assert search.text() == ""
