from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.services.metrics import Event
from mailsim_desktop.ui import event_words


def event(kind: str, **data: object) -> Event:
    return Event(1, 3, 0, 0, kind, data)


def test_every_state_a_run_can_enter_has_a_sentence():
    for state in RunState:
        _glyph, sentence = event_words.sentence(event(state), {})

        assert sentence.startswith("Run 3:")


def test_takeover_names_the_shard_and_a_failure_its_error():
    assert event_words.sentence(event("takeover", shard=7), {})[1].endswith("shard 7")
    assert event_words.sentence(event("failed", error="disk full"), {})[1].endswith(": disk full")


def test_event_of_a_later_version_is_shown_by_its_name():
    assert event_words.sentence(event("novelty"), {})[1] == "novelty"


def test_braces_in_an_error_are_not_filled_in():
    assert "{0}" in event_words.sentence(event("failed", error="{0}"), {})[1]


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        ("deferred", "GMX / Web.de: 1,238 deferred"),
        ("bounced", "GMX / Web.de: 1,238 bounced"),
        ("expired", "GMX / Web.de: 1,238 given up"),
    ],
)
def test_grouped_outcome_names_its_provider_and_counts(outcome, sentence):
    QLocale.setDefault(QLocale(QLocale.Language.English))
    told = event(outcome, provider_group="gmx-webde", count=1_238)

    assert event_words.sentence(told, {"gmx-webde": "GMX / Web.de"})[1] == sentence
