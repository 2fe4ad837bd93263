"""The dialog that launches: its defaults, and the retry policy that it draws."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mailsim_desktop.simulation import catalogue, policy_files
from mailsim_desktop.ui.dialogs.launch import LaunchDialog
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.policy_drawing import PolicyDrawing

pytestmark = pytest.mark.ui


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme) -> Iterator[LaunchDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    scenarios = [catalogue.load_scenario(name) for name in catalogue.scenario_ids()]
    policies = [policy_files.load_policy(name) for name in policy_files.policy_ids()]
    yield LaunchDialog(theme, "Spring", 12, (scenarios, policies), parent)  # noqa: PT022 # the parent lives as long


def drawn(dialog: LaunchDialog) -> str:
    found = dialog.findChildren(PolicyDrawing)
    assert len(found) == 1
    return found[0].accessibleDescription()


def test_the_scenario_s_own_policy_is_drawn_and_follows_the_scenario(dialog: LaunchDialog):
    assert dialog.policy_id() is None
    assert "Attempt 3 after 00:00:40" in drawn(dialog)

    dialog.scenario.setCurrentIndex(1)

    assert "Attempt 2 after 00:01:00" in drawn(dialog)


def test_a_chosen_preset_is_drawn_and_stays_with_another_scenario(dialog: LaunchDialog):
    dialog.policy.setCurrentText("Mailgun")
    dialog.scenario.setCurrentIndex(1)

    assert dialog.policy_id() == "mailgun"
    assert "Attempt 7 after 07:55:00" in drawn(dialog)
