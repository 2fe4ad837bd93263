from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Type
from mailsim_desktop.ui.widgets.labels import ElidedLabel, PlainLabel

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("theme")]

LONG = "A campaign with a name that is far too long for the place it has"


def test_markup_from_a_file_is_shown_as_it_is(qtbot: QtBot):
    label = PlainLabel("<b>Ana</b> & <img src='x'>")
    qtbot.addWidget(label)

    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.sizeHint().width() > PlainLabel("Ana").sizeHint().width() * 2


@pytest.mark.parametrize("shown_meanwhile", [True, False])
def test_text_follows_its_size_also_while_it_is_not_shown(
    qtbot: QtBot, theme: Theme, shown_meanwhile
):
    label = PlainLabel("Sent", pixels=Type.LABEL)
    qtbot.addWidget(label)
    label.setVisible(shown_meanwhile)
    theme.set_text_size(150)
    label.show()

    assert label.font().pixelSize() == 18


def test_what_does_not_fit_is_in_the_tooltip_and_read_out(qtbot: QtBot):
    label = ElidedLabel(LONG)
    qtbot.addWidget(label)
    label.resize(QSize(120, 20))
    label.show()

    assert label.text().endswith("…")
    assert label.toolTip() == LONG
    assert label.accessibleName() == LONG


def test_elided_label_asks_for_room_for_all_of_it(qtbot: QtBot):
    label = ElidedLabel(LONG)
    qtbot.addWidget(label)
    wanted = label.sizeHint()
    label.resize(QSize(60, 20))
    label.show()

    assert label.sizeHint() == wanted
    label.resize(wanted)
    assert label.text() == LONG
    assert label.toolTip() == ""


def test_larger_text_is_elided_anew(qtbot: QtBot, theme: Theme):
    label = ElidedLabel(LONG)
    qtbot.addWidget(label)
    label.resize(label.sizeHint())
    label.show()
    theme.set_text_size(150)

    assert label.text().endswith("…")
