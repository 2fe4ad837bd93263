"""The next jobs of all lanes are those that sorting all of them would give."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.domain.schedule import Schedule
from mailsim_desktop.simulation.due import due_times
from mailsim_desktop.workers.due_order import DueOrder

SCHEDULES = st.one_of(
    st.just(Schedule.at_once()),
    st.builds(
        lambda quantity, period: Schedule.at_rate(Rate(quantity, period)),
        st.integers(1, 7),
        st.integers(1, 20),
    ),
)
LANES = st.lists(st.tuples(SCHEDULES, st.integers(0, 30)), max_size=5)


def sorted_all(lanes: list[tuple[Schedule, int]]) -> list[tuple[int, int]]:
    """(due, lane) of every job; within a lane they are in order of seq already."""
    return sorted(
        (due, lane)
        for lane, (schedule, jobs) in enumerate(lanes)
        for due in due_times(schedule, np.arange(jobs)).tolist()
    )


@given(lanes=LANES, steps=st.lists(st.integers(1, 40), min_size=1, max_size=6))
def test_jobs_come_in_the_order_due_lane_seq_however_many_are_taken_at_once(lanes, steps):
    order, everything = DueOrder(lanes), sorted_all(lanes)
    place = 0
    for step in steps:
        counts = order.take(step)
        part = everything[place : place + step]
        place += len(part)

        assert counts == [[lane for _, lane in part].count(n) for n in range(len(lanes))]
        assert order.taken == [
            [lane for _, lane in everything[:place]].count(n) for n in range(len(lanes))
        ]
        assert order.next_due_us() == (everything[place][0] if everything[place:] else NEVER_US)


def test_lanes_that_cannot_be_among_the_next_are_not_looked_at(monkeypatch):
    looked: list[int] = []

    def watched(schedule, seq):
        looked.append(len(seq))
        return due_times(schedule, seq)

    monkeypatch.setattr("mailsim_desktop.workers.due_order.due_times", watched)
    order = DueOrder([(Schedule.at_once(), 100)] * 3)

    assert order.take(60) == [60, 0, 0]
    assert looked == [60, 0, 0]
    assert order.take(60) == [40, 20, 0]
