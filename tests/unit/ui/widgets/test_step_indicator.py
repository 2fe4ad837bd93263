"""Where a wizard is can be seen, and heard."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.step_indicator import StepIndicator
from tests.helpers.painted import painted

pytestmark = pytest.mark.ui


@pytest.fixture
def steps(qtbot: QtBot, theme: Theme) -> StepIndicator:
    made = StepIndicator(("List", "Message", "Review"), theme)
    qtbot.addWidget(made)
    made.show_step(1)
    made.adjustSize()
    made.show()
    return made


def test_current_step_is_told_with_its_number(steps: StepIndicator):
    assert steps.accessibleName() == "Step 2 of 3: Message"


def test_step_that_is_done_has_a_tick_in_the_place_of_its_number(steps: StepIndicator):
    assert painted(steps) == ["List", "2", "Message", "3", "Review"]


def test_narrow_says_which_of_how_many(steps: StepIndicator):
    whole = steps.sizeHint().width()
    steps.set_narrow(narrow=True)
    steps.adjustSize()

    assert painted(steps) == ["2", "2 of 3"]
    assert steps.sizeHint().width() < whole / 2


def test_width_does_not_change_with_the_step(steps: StepIndicator):
    widths = set()
    for number in range(3):
        steps.show_step(number)
        widths.add(steps.sizeHint().width())

    assert len(widths) == 1
