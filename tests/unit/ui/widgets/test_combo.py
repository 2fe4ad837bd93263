from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.widgets.combo import Combo

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("theme")]


def made(qtbot: QtBot, **wishes: object) -> Combo:
    combo = Combo("Speed", **wishes)
    combo.addItems(["60× real", "As fast as possible"])
    qtbot.addWidget(combo)
    combo.show()
    return combo


def test_combos_have_the_height_of_their_place(qtbot: QtBot):
    assert made(qtbot).sizeHint().height() == 32
    assert made(qtbot, small=True).sizeHint().height() == 28


def test_icon_before_the_choice_takes_its_own_room(qtbot: QtBot):
    assert made(qtbot, lead=Icon.SPEED).sizeHint().width() > made(qtbot).sizeHint().width() + 16


def test_passing_wheel_changes_no_choice(qtbot: QtBot):
    combo = made(qtbot)
    middle = QPointF(combo.rect().center())
    turn = QWheelEvent(
        middle,
        combo.mapToGlobal(middle),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, turn)

    assert combo.currentIndex() == 0


def test_arrow_key_changes_the_choice(qtbot: QtBot):
    combo = made(qtbot)
    qtbot.keyClick(combo, Qt.Key.Key_Down)

    assert combo.currentText() == "As fast as possible"
