from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.domain.transitions import CampaignState, RunState
from mailsim_desktop.ui import words

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("english")]


def test_unknown_is_a_dash_and_never_zero():
    assert words.count(None) == words.percent(None) == words.milliseconds(None) == words.UNKNOWN
    assert words.decimal(float("nan")) == words.duration(None) == words.UNKNOWN
    assert words.count(0) == "0"


def test_numbers_have_the_separators_of_the_locale():
    assert words.count(254318) == "254,318"
    QLocale.setDefault(QLocale(QLocale.Language.Spanish))
    assert words.count(254318) == "254.318"
    assert words.percent(0.979) == "97,9\u00a0%"


@given(done=st.integers(0, 9_999_999))
def test_hundred_per_cent_means_all(done: int):
    assert words.percent(done / 10_000_000) != words.percent(1.0)


@pytest.mark.parametrize(
    ("at_us", "text"),
    [(0, "00:00:00"), (3_661_999_999, "01:01:01"), (NEVER_US, words.UNKNOWN)],
)
def test_simulated_instants_are_written_as_a_clock(at_us: int, text: str):
    assert words.clock(at_us) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.2, "1 s"), (59, "59 s"), (120, "2 min"), (168, "2 min 48 s"), (10_080, "2 h 48 min")],
)
def test_durations_are_rounded_up_to_two_units(seconds: float, text: str):
    assert words.duration(seconds).replace("\u00a0", " ") == text


def test_every_state_has_a_glyph_and_a_word():
    for state in (*CampaignState, *RunState):
        glyph, word = words.state(state)

        assert glyph
        assert word
