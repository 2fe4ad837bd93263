"""The dialog of the drill: the defaults of the command line, and no drill without harm."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from mailsim_desktop.services.drill import Drill, Harm, Moment
from mailsim_desktop.ui.dialogs.drill import DrillDialog

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("english", "only_theme")]


@pytest.fixture
def dialog(qtbot: QtBot) -> DrillDialog:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = DrillDialog(parent)
    made.destroyed.connect(lambda: parent)  # which it lives in
    return made


def test_defaults_are_those_of_a_drill(dialog: DrillDialog):
    assert dialog.drill() == Drill()


def test_what_was_chosen_is_drilled(dialog: DrillDialog):
    dialog.recipients.set_value(500)
    for harm, number in {Harm.KILL: 2, Harm.STOP: 0, Harm.STARVE: 3}.items():
        dialog.harms[harm].set_value(number)
    dialog.moment.setCurrentIndex(dialog.moment.findData(Moment.WRITING))

    found = dialog.drill()
    assert (found.recipients, found.moment) == (500, Moment.WRITING)
    assert found.harms == {Harm.KILL: 2, Harm.STOP: 0, Harm.STARVE: 3}
    assert "It takes 5\u00a0s or so. The window can be used." in [
        label.text() for label in dialog.findChildren(QLabel)
    ]


def test_without_any_harm_it_cannot_begin(dialog: DrillDialog):
    for field in dialog.harms.values():
        field.set_value(0)

    assert not dialog.act_button.isEnabled()
