"""A key that a part claims does not reach the shortcut of the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.claimed_keys import ESCAPE, claim

pytestmark = pytest.mark.ui


class Part(QWidget):
    wants = True

    def event(self, event: QEvent) -> bool:
        if self.wants and claim(event, ESCAPE):
            return True
        return super().event(event)


@pytest.mark.parametrize("wants", [True, False])
def test_claimed_key_comes_to_the_part_and_another_to_the_shortcut(qtbot: QtBot, *, wants: bool):
    window, part, field = QWidget(), Part(), QLineEdit()
    qtbot.addWidget(window)
    part.wants = wants
    QVBoxLayout(part).addWidget(field)
    QVBoxLayout(window).addWidget(part)
    fired: list[bool] = []
    QShortcut(Qt.Key.Key_Escape, window, lambda: fired.append(True))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Escape)

    assert fired == ([] if wants else [True])


def test_other_keys_and_events_are_left_alone():
    key = Qt.Key.Key_A
    none = Qt.KeyboardModifier.NoModifier

    assert not claim(QKeyEvent(QEvent.Type.ShortcutOverride, key, none), ESCAPE)
    assert not claim(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, none), ESCAPE)
