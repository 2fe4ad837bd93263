from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.theme import Choice, Theme
from mailsim_desktop.ui.tokens import DARK, LIGHT
from mailsim_desktop.ui.widgets.buttons import Kind, button, ghost, set_kind

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("theme")]


def shown(qtbot: QtBot, made: QAbstractButton) -> QAbstractButton:
    qtbot.addWidget(made)
    made.show()
    return made


def corner(made: QAbstractButton) -> str:
    """Colour of the fill, in a place that no text reaches."""
    return made.grab().toImage().pixelColor(made.width() // 2, 3).name()


def inks(made: QAbstractButton) -> set[str]:
    """Colours of the icon's dots."""
    image = made.icon().pixmap(QSize(16, 16)).toImage()
    dots = (image.pixelColor(x, y) for x in range(16) for y in range(16))
    return {QColor(dot.rgb()).name() for dot in dots if dot.alpha() == 255}


@pytest.mark.parametrize(("small", "height"), [(False, 32), (True, 28)])
@pytest.mark.parametrize("kind", [Kind.PRIMARY, Kind.DEFAULT, Kind.DESTRUCTIVE, Kind.LINK])
def test_buttons_have_the_height_of_their_place(qtbot: QtBot, kind, small, height):
    made = shown(qtbot, button("Export", kind=kind, small=small))

    assert made.sizeHint().height() == height


def test_height_grows_with_the_text(qtbot: QtBot, theme: Theme):
    made = shown(qtbot, button("Export"))
    theme.set_text_size(150)

    assert made.sizeHint().height() == 48


def test_primary_is_filled_and_changes_with_the_theme(qtbot: QtBot, theme: Theme):
    made = shown(qtbot, button("Launch", kind=Kind.PRIMARY))
    light = corner(made)
    theme.choose(Choice.DARK)

    assert light == LIGHT.accent
    assert corner(made) == DARK.accent


def test_icon_has_the_colour_of_the_text_also_when_the_kind_changes(qtbot: QtBot):
    made = button("Launch", kind=Kind.PRIMARY, icon=Icon.PLAY)
    qtbot.addWidget(made)
    loud = inks(made)
    set_kind(made, Kind.DESTRUCTIVE)

    assert loud == {LIGHT.on_accent}
    assert inks(made) == {LIGHT.danger}


def test_room_between_icon_and_text_is_not_part_of_the_name(qtbot: QtBot):
    made = button("Launch", icon=Icon.PLAY)
    qtbot.addWidget(made)

    assert made.text() == "Launch"


def test_icon_alone_says_its_name_and_its_key(qtbot: QtBot):
    pressed: list[bool] = []
    made = ghost(Icon.COPY, "Copy the row", lambda: pressed.append(True), "Ctrl+Shift+C")
    shown(qtbot, made)
    qtbot.keyClick(made, Qt.Key.Key_Space)

    assert pressed == [True]
    assert made.accessibleName() == "Copy the row"
    assert made.toolTip() == "Copy the row (Ctrl+Shift+C)"


@pytest.mark.parametrize("percent", [100, 150])
def test_button_of_an_icon_alone_is_square_wherever_it_is_put(
    qtbot: QtBot, theme: Theme, percent: int
):
    theme.set_text_size(percent)
    made = ghost(Icon.COPY, "Copy the row")
    line = QWidget()
    qtbot.addWidget(line)
    row = QHBoxLayout(line)
    row.addWidget(made)
    line.show()

    assert row.itemAt(0).sizeHint() == made.size() == QSize(28, 28)
