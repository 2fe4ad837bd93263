"""The queue in words: every state has its own, numbers have units, what is unknown is a dash."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mailsim_desktop.services.queue_view import (
    LaneState,
    LaneView,
    Rate,
    WorkerState,
    WorkerView,
)
from mailsim_desktop.ui import queue_words
from mailsim_desktop.ui.glyphs import Glyph

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("english")]
SECOND_US = 1_000_000
WORKER = WorkerView("9-2", 2, 41, WorkerState.IDLE, False, None, None, None, None)
LANE = LaneView("other", "Other", None, 2_418, LaneState.RUNNING, 8_752, 10.2, 2, None, 0)


def test_every_state_of_a_worker_has_its_word_and_gone_outdoes_all():
    told = [queue_words.worker_state(replace(WORKER, state=state)) for state in WorkerState]

    assert len({word for _, word in told}) == len(WorkerState)
    gone = replace(WORKER, is_gone=True, state=WorkerState.SIMULATING)
    assert queue_words.worker_state(gone) == (Glyph.FAILED, "Gone")


def test_every_state_of_a_lane_has_its_word_and_glyph():
    told = [queue_words.lane_state(state) for state in LaneState]

    assert len(set(told)) == len(LaneState)
    assert queue_words.lane_state(LaneState.WAITING) == (Glyph.DEFERRED, "Waiting")


def test_several_lanes_in_one_row_are_counted():
    assert queue_words.lane_name(LANE) == "Other, 2,418 lanes"
    assert queue_words.lane_name(replace(LANE, lanes=1)) == "Other"


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        (None, "5 conn."),
        (Rate(20, SECOND_US), "5 conn. · 20/s"),
        (Rate(100, 60 * SECOND_US), "5 conn. · 1.7/s"),
        (Rate(30, 60 * SECOND_US), "5 conn. · 30/min"),
        (Rate(5, 3600 * SECOND_US), "5 conn. · 5/h"),
    ],
)
def test_limit_is_told_in_the_unit_that_can_be_read(rate: Rate | None, said: str):
    assert queue_words.limit(5, rate) == said


def test_burst_is_told_where_it_is_asked_for():
    assert queue_words.limit(5, Rate(20, SECOND_US, 7), burst=True) == "5 conn. · 20/s · burst 7"


@pytest.mark.parametrize(
    ("age_ms", "said"),
    [(None, "–"), (0, "0.0\u00a0s\u00a0ago"), (340, "0.3\u00a0s\u00a0ago"),
     (60_000, "1\u00a0min\u00a0ago")],
)  # fmt: skip
def test_age_of_a_commit(age_ms: int | None, said: str):
    assert queue_words.ago(age_ms) == said


def test_figures_of_a_worker_have_units_and_unknown_is_a_dash():
    assert queue_words.memory(96 << 20) == "96\u00a0MB"
    assert queue_words.per_minute(1_512.4) == "1,512"
    assert [queue_words.memory(None), queue_words.per_minute(None)] == ["–", "–"]


def test_next_start_has_hundredths():
    assert queue_words.next_start(2_900_060_000) == "00:48:20.06"
    assert queue_words.next_start(None) == "–"
