"""A line of the command palette says what it does, where else it is found, or why it cannot be."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.models.offers import Offer, Offers
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.offer_delegate import OfferDelegate
from tests.helpers.painted import painted

pytestmark = pytest.mark.ui


def shown(qtbot: QtBot, theme: Theme, *offers: Offer, width: int = 560) -> QListView:
    view = QListView()
    qtbot.addWidget(view)
    model = Offers(view)
    model.show_offers(offers)
    view.setModel(model)
    view.setItemDelegate(OfferDelegate(theme, view))
    view.resize(width, 200)
    view.show()
    return view


def nothing() -> None:
    """Do nothing."""


def test_line_says_words_place_and_keys(qtbot: QtBot, theme: Theme):
    view = shown(qtbot, theme, Offer("Pause the run", nothing, "Run", "F9"))

    assert sorted(painted(view)) == ["F9", "Pause the run", "Run"]


def test_reason_stands_where_the_place_would(qtbot: QtBot, theme: Theme):
    reason = "There is no run."
    view = shown(qtbot, theme, Offer("Pause the run", nothing, "Run", "F9", reason=reason))

    assert sorted(painted(view)) == ["F9", "Pause the run", reason]


def test_words_are_muted_where_it_cannot_be_done(qtbot: QtBot, theme: Theme):
    free = shown(qtbot, theme, Offer("MMMM", nothing))
    refused = shown(qtbot, theme, Offer("MMMM", nothing, reason=" "))

    assert has(free, theme.tokens.text)
    assert not has(refused, theme.tokens.text)
    assert has(refused, theme.tokens.muted)


def has(view: QListView, colour: str) -> bool:
    """A pixel of the view has this colour."""
    image, wanted = view.viewport().grab().toImage(), QColor(colour).rgb()
    return any(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )


def test_keys_are_never_cut_by_long_words(qtbot: QtBot, theme: Theme):
    view = shown(qtbot, theme, Offer("long words " * 30, nothing, "Run", "Ctrl+Shift+K"), width=260)

    texts = painted(view)
    assert "Ctrl+Shift+K" in texts
    assert any(text.endswith("…") for text in texts)
