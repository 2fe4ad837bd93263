from __future__ import annotations

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mailsim_desktop.services import campaigns
from mailsim_desktop.services.campaigns import CampaignRow
from mailsim_desktop.store.database import Store
from mailsim_desktop.ui.campaign_filter import CampaignFilter

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("theme")]


@pytest.fixture
def rows(store: Store) -> list[CampaignRow]:
    for name in ("Otoño", "autumn sale", "Spring"):
        campaigns.create_campaign(store, name=name, subject="s", content="c", list_id=None)
    return campaigns.list_campaigns(store)


@pytest.fixture
def chosen(qtbot: QtBot) -> CampaignFilter:
    made = CampaignFilter()
    qtbot.addWidget(made.search)
    qtbot.addWidget(made.states)
    return made


@pytest.mark.parametrize(
    ("text", "found"),
    [("", 3), ("AUTUMN", 1), ("otoñ", 1), ("  spring ", 1), ("<b>", 0)],
)
def test_name_is_looked_for_in_any_case(
    chosen: CampaignFilter, rows: list[CampaignRow], text: str, found: int
):
    chosen.search.setText(text)

    assert len(chosen.fitting(rows)) == found


class OneWord(QTranslator):
    """A language in which all states have the same word."""

    def translate(
        self,
        context: str,
        _source: str,
        _disambiguation: str | None = None,
        _number: int = -1,
    ) -> str:
        return "Same" if context == "State" else ""


def test_state_is_told_from_another_that_has_the_same_word(
    qtbot: QtBot, qapp: QApplication, rows: list[CampaignRow]
):
    language = OneWord()
    qapp.installTranslator(language)
    chosen = CampaignFilter()
    qtbot.addWidget(chosen.search)
    qtbot.addWidget(chosen.states)
    chosen.states.setCurrentIndex(2)
    word, others = chosen.states.currentText(), chosen.fitting(rows)
    chosen.states.setCurrentIndex(1)
    drafts = chosen.fitting(rows)
    qapp.removeTranslator(language)

    assert word == "Same"
    assert others == ()
    assert list(drafts) == rows


def test_state_lets_through_what_shows_its_word(chosen: CampaignFilter, rows: list[CampaignRow]):
    chosen.states.setCurrentText("Draft")
    assert len(chosen.fitting(rows)) == 3

    chosen.states.setCurrentText("Completed")
    assert chosen.fitting(rows) == ()

    chosen.clear()
    assert list(chosen.fitting(rows)) == rows
