from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.services.metrics import Event
from mailsim_desktop.ui import event_words


def event(kind: str, /, **data: object) -> Event:
    return Event(1, 3, 0, 0, kind, data)


def sentence(told: Event, **providers: str) -> str:
    return event_words.tell(told, providers).sentence()


def test_every_state_a_run_can_enter_is_told_in_words():
    for state in RunState:
        told = sentence(event(state))

        assert told.startswith("Run 3: ")
        assert not told.endswith(f": {state}") or state in {"cancelled", "completed", "paused"}


def test_a_lost_worker_and_a_takeover_tell_of_the_worker():
    assert event_words.tell(event("worker_lost"), {}).subject == "Worker"
    assert event_words.tell(event("takeover", shard=7), {}).subject == "Worker"
    assert "reads the database" in event_words.tell(event("log_full"), {}).text


def test_an_intervention_says_what_was_changed_and_where():
    rate = {"quantity": 1, "period_us": 1, "burst": 1}
    changed = event("intervention", kind="lane_rate", lane="yahoo", rate=rate)
    lifted = event("intervention", kind="lane_rate", lane="yahoo", rate=None)
    requeued = event("intervention", kind="requeue", reply=None, provider_group=None, jobs=[])

    assert sentence(changed, yahoo="Yahoo") == "Yahoo: limit changed"
    assert sentence(lifted, yahoo="Yahoo") == "Yahoo: limit taken away"
    assert sentence(requeued) == "Run 3: dead letters put back into the queue"


def test_a_failure_names_its_error_and_braces_in_it_are_not_filled_in():
    assert sentence(event("failed", error="disk full {0}")).endswith(": disk full {0}")


def test_event_of_a_later_version_is_shown_by_its_name():
    assert sentence(event("novelty")) == "Run 3: novelty"


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("deferred", "GMX / Web.de: deferred ×1,238"),
        ("bounced", "GMX / Web.de: bounced ×1,238"),
        ("expired", "GMX / Web.de: given up ×1,238"),
    ],
)
def test_grouped_outcome_names_its_provider_and_counts(outcome: str, said: str):
    QLocale.setDefault(QLocale(QLocale.Language.English))
    told = event(outcome, provider_group="gmx", count=1_238)

    assert sentence(told, gmx="GMX / Web.de") == said
