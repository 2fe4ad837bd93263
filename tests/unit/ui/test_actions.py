"""A table of actions made into keys: what is refused says why, the rest is done."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.actions import Actions, ActionSpec, Place, plain, shown_keys

pytestmark = pytest.mark.ui

CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Desk:
    """A window with one action, whose rule the test sets."""

    window: QMainWindow = field(default_factory=QMainWindow)
    done: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    reason: str | None = None
    is_on: bool = False

    def make(self, *, quiet: bool = False) -> Actions:
        spec = ActionSpec(
            "launch",
            Place.RUN,
            "&Launch…",
            lambda: self.done.append("launched"),
            keys=("Ctrl+L", "F5"),
            refusal=lambda: self.reason,
            text_now=lambda: f"&Launch {len(self.done)}",
            checked=lambda: self.is_on,
            quiet=quiet,
        )
        actions = Actions([spec], self.window)
        actions.refused.connect(self.refused.append)
        return actions


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    made = Desk()
    qtbot.addWidget(made.window)
    with qtbot.waitActive(made.window):
        made.window.show()
        made.window.activateWindow()
    return made


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Qt.Key.Key_L, CONTROL), (Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier)],
)
def test_each_of_its_keys_does_it(
    qtbot: QtBot, desk: Desk, key: Qt.Key, modifier: Qt.KeyboardModifier
):
    desk.make()
    qtbot.keyClick(desk.window, key, modifier)

    assert desk.done == ["launched"]
    assert desk.refused == []


def test_key_of_a_refused_action_is_answered_with_the_reason(qtbot: QtBot, desk: Desk):
    desk.reason = "Choose a campaign first."
    actions = desk.make()
    qtbot.keyClick(desk.window, Qt.Key.Key_L, CONTROL)

    assert not actions.action("launch").isEnabled()
    assert desk.refused == ["Choose a campaign first."]
    assert desk.done == []


def test_what_counts_is_the_rule_now_and_not_how_the_action_looks(qtbot: QtBot, desk: Desk):
    desk.reason = "Not yet."
    desk.make()
    desk.reason = None  # and nothing has been refreshed
    qtbot.keyClick(desk.window, Qt.Key.Key_L, CONTROL)
    desk.reason = "No more."
    qtbot.keyClick(desk.window, Qt.Key.Key_L, CONTROL)

    assert desk.done == ["launched"]
    assert desk.refused == ["No more."]


def test_quiet_action_says_nothing_when_it_is_refused(qtbot: QtBot, desk: Desk):
    desk.reason = "Nothing is open."
    desk.make(quiet=True)
    qtbot.keyClick(desk.window, Qt.Key.Key_L, CONTROL)

    assert desk.refused == desk.done == []


def test_words_and_switch_are_those_of_the_moment(desk: Desk):
    actions = desk.make()
    action = actions.action("launch")
    before = (action.text(), action.isChecked())
    desk.done.append("by another way")
    desk.is_on = True
    actions.refresh()

    assert before == ("&Launch 0", False)
    assert (action.text(), action.isChecked()) == ("&Launch 1", True)


def test_switch_that_is_pressed_stays_as_the_state_says(desk: Desk):
    actions = desk.make()
    actions.action("launch").trigger()

    assert not actions.action("launch").isChecked()


def test_words_outside_a_menu_have_no_mark_and_no_dots_and_name_their_submenu():
    def nothing() -> None: ...

    dark = ActionSpec("dark", Place.VIEW, "&Dark", nothing, submenu="&Theme")

    assert dark.words() == "Theme: Dark"
    assert plain("&Launch…") == "Launch"
    assert plain("Undo import of A && B") == "Undo import of A & B"


def test_keys_are_written_as_the_system_does():
    assert shown_keys("Ctrl+Shift+Z") in {"Ctrl+Shift+Z", "⇧⌘Z"}
