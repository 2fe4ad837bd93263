from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.buttons import button
from mailsim_desktop.ui.widgets.empty_state import EmptyState, Offer, Panel, Step

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("theme")]

LONG = "Drop a CSV. You see errors, duplicates and providers before anything is stored. "


def made(qtbot: QtBot, width: int, height: int) -> EmptyState:
    state = EmptyState(
        "Rehearse a mass mailing",
        "Nothing is sent: the providers' answers are simulated.",
        (
            Offer(Icon.DROP, "Drop your list here", LONG, (button("Choose file…"),), True),
            Offer(Icon.SAMPLE, "Sample workspace", LONG, (button("Load the sample"),)),
        ),
        tuple(Step(Icon.CONTACTS, f"{n}. Step", LONG) for n in (1, 2, 3)),
    )
    qtbot.addWidget(state)
    state.resize(width, height)
    state.show()
    return state


@pytest.mark.parametrize(("width", "height"), [(1056, 554), (808, 400)])
def test_no_text_is_cut_off_in_any_window(qtbot: QtBot, width: int, height: int):
    state = made(qtbot, width, height)

    cut = [
        label.text()
        for label in state.findChildren(QLabel)
        if label.wordWrap() and label.height() < label.heightForWidth(label.width())
    ]
    assert cut == []


def test_offers_stand_side_by_side_with_their_buttons_on_one_line(qtbot: QtBot):
    state = made(qtbot, 1056, 554)
    first, second = state.findChildren(Panel)

    assert first.y() == second.y()
    assert first.geometry().right() < second.x()
    assert abs(first.width() - second.width()) <= 1


def test_offer_that_takes_no_files_is_no_taller_than_its_words(qtbot: QtBot):
    offer = Offer(Icon.CAMPAIGNS, "Launch a campaign", LONG, (button("New campaign"),))
    state = EmptyState("Nothing is queued", "Here you will see lanes.", (offer,))
    qtbot.addWidget(state)
    state.resize(616, 646)
    state.show()
    (panel,) = state.findChildren(Panel)

    assert panel.height() <= panel.heightForWidth(panel.width()) + 1


def test_only_where_files_may_be_dropped_the_frame_is_dashed(qtbot: QtBot):
    state = made(qtbot, 1056, 554)
    dashed, plain = (panel.grab().toImage() for panel in state.findChildren(Panel))

    top = {dashed.pixelColor(x, 0).name() for x in range(40, 200)}
    assert len(top) > 1
    assert len({plain.pixelColor(x, 0).name() for x in range(40, 200)}) == 1


def test_offers_grow_with_the_text(qtbot: QtBot, theme: Theme):
    state = made(qtbot, 1056, 700)
    theme.set_text_size(125)
    title = next(label for label in state.findChildren(QLabel) if label.text() == "1. Step")

    assert title.font().pixelSize() == 16
