"""The dialog that launches: its defaults, and the retry policy that it draws."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from mailsim_desktop.simulation import catalogue, policy_files
from mailsim_desktop.ui.dialogs.launch import LaunchDialog
from mailsim_desktop.ui.theme import TEXT_SIZES, Theme
from mailsim_desktop.ui.widgets.policy_drawing import PolicyDrawing

pytestmark = pytest.mark.ui


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dialog(parent: QWidget, theme: Theme) -> LaunchDialog:
    return launch_dialog(parent, theme)


def launch_dialog(parent: QWidget, theme: Theme) -> LaunchDialog:
    scenarios = [catalogue.load_scenario(name) for name in catalogue.scenario_ids()]
    policies = [policy_files.load_policy(name) for name in policy_files.policy_ids()]
    return LaunchDialog(theme, "Spring", 12, (scenarios, policies), parent)


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


@pytest.mark.parametrize("size", TEXT_SIZES)
def test_every_sentence_has_room_at_every_text_size(parent: QWidget, theme: Theme, size: int):
    theme.set_text_size(size)
    dialog = launch_dialog(parent, theme)
    dialog.show()
    for index in range(dialog.policy.count()):
        dialog.policy.setCurrentIndex(index)
        QApplication.processEvents()  # it is laid out
        cut = [
            label.text()
            for label in dialog.findChildren(QLabel)
            if label.height() < label.heightForWidth(label.width())
        ]
        assert cut == []
        assert dialog.height() <= 800
