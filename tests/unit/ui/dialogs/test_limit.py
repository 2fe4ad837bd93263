"""The limit of a lane as a person asks for it: begins with what is in force."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from mailsim_desktop.services.queue_view import LaneState, LaneView, Rate
from mailsim_desktop.ui.dialogs.limit import LimitDialog

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("english", "only_theme")]
SECOND_US = 1_000_000
LANE = LaneView("google", "Google", "google", 1, LaneState.RUNNING, 9, 1.0, 5, None, 0)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("rate", "shown"),
    [
        (Rate(20, SECOND_US, 5), (20, 0)),
        (Rate(30, 60 * SECOND_US), (30, 1)),
        (Rate(5, 2 * SECOND_US), (150, 1)),
        (Rate(7, 3600 * SECOND_US), (7, 2)),
    ],
)
def test_dialog_begins_with_the_rate_in_force(parent: QWidget, rate: Rate, shown: tuple[int, int]):
    dialog = LimitDialog(replace(LANE, rate=rate), parent)

    assert (dialog.quantity.value(), dialog.unit.currentIndex()) == shown
    assert dialog.limited.isChecked()
    found = dialog.rate()
    assert found is not None
    assert (found.p, found.q, found.burst) == (rate.p, rate.q, rate.burst)


def test_lane_without_a_limit_has_none_until_one_is_asked_for(parent: QWidget):
    dialog = LimitDialog(LANE, parent)
    assert dialog.rate() is None
    assert not dialog.quantity.isEnabled()

    dialog.limited.click()
    dialog.quantity.set_value(3)
    dialog.unit.setCurrentIndex(2)
    dialog.burst.set_value(2)

    assert dialog.rate() == Rate(3, 3600 * SECOND_US, 2)


def test_limit_can_be_taken_away(parent: QWidget):
    dialog = LimitDialog(replace(LANE, rate=Rate(20, SECOND_US)), parent)
    dialog.unlimited.click()

    assert dialog.rate() is None


def test_tab_goes_from_field_to_field_then_to_the_buttons(parent: QWidget):
    dialog = LimitDialog(replace(LANE, rate=Rate(20, SECOND_US)), parent)
    dialog.show()
    dialog.limited.setFocus()
    reached = []
    for _ in range(6):
        dialog.focusNextPrevChild(True)  # as Tab does
        reached.append(dialog.focusWidget())

    assert reached[:3] == [dialog.quantity, dialog.unit, dialog.burst]
    assert reached[-1] is dialog.act_button


def test_name_of_a_lane_is_shown_as_it_is(parent: QWidget):
    dialog = LimitDialog(replace(LANE, name="<b>Google</b> & Co"), parent)

    assert "Change the limit of <b>Google</b> & Co" in [
        label.text() for label in dialog.findChildren(QLabel)
    ]
