"""Announcing needs no screen reader to be there."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui import speech

pytestmark = pytest.mark.ui


@pytest.mark.parametrize("listening", [True, False])
def test_text_is_handed_to_whoever_listens(qtbot: QtBot, *, listening: bool):
    widget = QWidget()
    qtbot.addWidget(widget)
    before = QAccessible.isActive()
    QAccessible.setActive(listening)
    try:
        speech.announce(widget, "12 contacts deleted")
    finally:
        QAccessible.setActive(before)

    assert QAccessible.queryAccessibleInterface(widget) is not None
