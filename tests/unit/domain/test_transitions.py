"""The state machines, each as one table."""

from __future__ import annotations

import itertools

import pytest

from mailsim_desktop.domain import transitions
from mailsim_desktop.domain.contact import ContactState
from mailsim_desktop.domain.transitions import (
    ACTIVE_RUN_STATES,
    CAMPAIGN_DISPLAY,
    TERMINAL_RUN_STATES,
    CampaignState,
    JobState,
    RunState,
    require_run_transition,
    sources_of,
)
from mailsim_desktop.errors import InvalidTransitionError

PAIRS = list(itertools.product(RunState, RunState))


@pytest.mark.parametrize(
    ("table", "states"),
    [
        (transitions.CAMPAIGN, CampaignState),
        (transitions.RUN, RunState),
        (transitions.JOB, JobState),
        (transitions.CONTACT, ContactState),
    ],
)
def test_every_state_stands_in_its_table_and_never_leads_to_itself(table, states):
    assert set(table) == set(states)
    assert [state for state in states if state in table[state]] == []


@pytest.mark.parametrize(("current", "target"), PAIRS)
def test_run_goes_only_where_the_table_lets_it(current, target):
    if target in transitions.RUN[current]:
        assert require_run_transition(current, target) is None
        assert current in sources_of(target)
    else:
        with pytest.raises(InvalidTransitionError, match=f"is {current}; it cannot become"):
            require_run_transition(current, target)
        assert current not in sources_of(target)


def test_run_is_either_active_or_at_its_end():
    assert set(RunState) == ACTIVE_RUN_STATES | TERMINAL_RUN_STATES
    assert set() == ACTIVE_RUN_STATES & TERMINAL_RUN_STATES


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (CampaignState.DRAFT, "Draft"),
        (CampaignState.IMPORTING, "Processing file"),
        (RunState.PLANNING, "Queued"),
        (RunState.RUNNING, "Sending"),
        (RunState.PAUSED, "Paused"),
        (RunState.COMPLETED, "Completed"),
        (RunState.FAILED, "Failed"),
        (RunState.CANCELLED, "Cancelled"),
    ],
)
def test_campaign_shows_the_words_of_the_demo(state, words):
    assert CAMPAIGN_DISPLAY[state] == words


def test_every_state_has_words():
    assert set(CAMPAIGN_DISPLAY) == {*CampaignState, *RunState}


def test_dead_letters_are_terminal():
    assert transitions.DEAD_LETTER_STATES < transitions.TERMINAL_JOB_STATES
    assert set(JobState) - transitions.TERMINAL_JOB_STATES == {JobState.PENDING}
