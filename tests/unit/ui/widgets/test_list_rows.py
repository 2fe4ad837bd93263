from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mailsim_desktop.services.contacts import ListRow
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.list_rows import ListRows

pytestmark = pytest.mark.ui

LISTS = [ListRow(7, "Newsletter EU", 0, 254), ListRow(9, "<b>Fair</b>", 0, 3)]


@pytest.fixture
def rows(qtbot: QtBot, theme: Theme) -> ListRows:
    made = ListRows(theme, "Lists")
    qtbot.addWidget(made)
    made.show_lists(LISTS, None)
    made.show()
    return made


def test_arrow_key_chooses_the_next_list(qtbot: QtBot, rows: ListRows):
    with qtbot.waitSignal(rows.chosen):
        qtbot.keyClick(rows, Qt.Key.Key_Down)

    assert rows.list_id() == 7
    assert rows.title() == "Newsletter EU"


def test_choice_stays_when_the_lists_are_read_again(qtbot: QtBot, rows: ListRows):
    rows.show_lists(LISTS, 9)
    with qtbot.assertNotEmitted(rows.chosen):
        rows.show_lists(LISTS, None)

    assert rows.list_id() == 9


def test_list_that_is_gone_gives_way_to_all_contacts(rows: ListRows):
    rows.show_lists(LISTS, 9)
    rows.show_lists(LISTS[:1], None)

    assert rows.list_id() is None


def test_row_is_read_out_with_its_count_and_its_tooltip_is_no_markup(rows: ListRows):
    item = rows.item(2)

    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "<b>Fair</b> 3"
    assert "&lt;b&gt;Fair" in item.toolTip()


def test_rows_grow_with_the_text(rows: ListRows, theme: Theme):
    before = rows.sizeHintForRow(0)
    theme.set_text_size(150)

    assert (before, rows.sizeHintForRow(0)) == (32, 49)
