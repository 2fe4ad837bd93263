from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.filter_chips import ALL, ChipText, FilterChips

pytestmark = pytest.mark.ui

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def chips(qtbot: QtBot, theme: Theme) -> FilterChips:
    texts = {
        "delivered": ChipText("Delivered", Glyph.DELIVERED),
        "bounced": ChipText("Bounced", Glyph.BOUNCED),
        "expired": ChipText("Expired", Glyph.EXPIRED),
    }
    made = FilterChips("Outcome", texts, theme)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def checked(chips: FilterChips) -> set[str]:
    return {name for name, chip in chips.chips.items() if chip.isChecked()}


def test_click_takes_one_alone(qtbot: QtBot, chips: FilterChips):
    qtbot.mouseClick(chips.chips["delivered"], LEFT)
    with qtbot.waitSignal(chips.chosen) as told:
        qtbot.mouseClick(chips.chips["bounced"], LEFT)

    assert told.args == [frozenset({"bounced"})]
    assert checked(chips) == {"bounced"}


def test_click_with_ctrl_takes_one_more_and_leaves_it_again(qtbot: QtBot, chips: FilterChips):
    qtbot.mouseClick(chips.chips["delivered"], LEFT)
    qtbot.mouseClick(chips.chips["bounced"], LEFT, CONTROL)
    both = chips.wanted()
    qtbot.mouseClick(chips.chips["delivered"], LEFT, CONTROL)

    assert both == {"delivered", "bounced"}
    assert chips.wanted() == {"bounced"}


def test_who_leaves_the_last_sees_all(qtbot: QtBot, chips: FilterChips):
    qtbot.mouseClick(chips.chips["bounced"], LEFT)
    qtbot.keyClick(chips.chips["bounced"], Qt.Key.Key_Space)

    assert chips.wanted() == frozenset()
    assert checked(chips) == {ALL}


def test_all_takes_the_filter_away(qtbot: QtBot, chips: FilterChips):
    qtbot.mouseClick(chips.chips["expired"], LEFT)
    qtbot.mouseClick(chips.chips[ALL], LEFT)

    assert chips.wanted() == frozenset()


def test_what_is_chosen_already_is_not_told_again(qtbot: QtBot, chips: FilterChips):
    with qtbot.assertNotEmitted(chips.chosen):
        qtbot.mouseClick(chips.chips[ALL], LEFT)

    assert checked(chips) == {ALL}


def test_arrows_move_space_takes_one_more_and_enter_takes_one_alone(
    qtbot: QtBot, chips: FilterChips
):
    chips.chips[ALL].setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Space):
        qtbot.keyClick(QApplication.focusWidget(), key)
    both = chips.wanted()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert both == {"delivered", "bounced"}
    assert chips.wanted() == {"bounced"}


def test_row_is_one_stop_of_the_tab_key(qtbot: QtBot, chips: FilterChips):
    chips.chips[ALL].setFocus()
    qtbot.keyClick(chips.chips[ALL], Qt.Key.Key_Left)
    stops = [n for n, c in chips.chips.items() if c.focusPolicy() & Qt.FocusPolicy.TabFocus]

    assert QApplication.focusWidget() is chips.chips["expired"]
    assert stops == ["expired"]


def test_reader_hears_label_count_and_choice(chips: FilterChips):
    chips.show_counts({"bounced": 989})
    chips.want(frozenset({"bounced"}))
    spoken = QAccessible.queryAccessibleInterface(chips.chips["bounced"])

    assert spoken.role() == QAccessible.Role.CheckBox
    assert spoken.text(QAccessible.Text.Name) == "Bounced 989"
    assert spoken.state().checked


def test_choice_moves_nothing(chips: FilterChips):
    before = chips.chips["bounced"].sizeHint()
    chips.want(frozenset({"bounced"}))

    assert chips.chips["bounced"].sizeHint() == before
    assert before.height() == 26
