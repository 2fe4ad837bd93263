"""Due times as arrays."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mailsim_desktop.domain.schedule import Piece, Schedule
from mailsim_desktop.simulation.due import due_times

PIECES = st.lists(
    st.tuples(st.integers(1, 50), st.integers(0, 10**9), st.integers(0, 10**6), st.integers(1, 99)),
    max_size=3,
    unique_by=lambda piece: piece[0],
)


@given(PIECES, st.lists(st.integers(0, 10**6), max_size=20))
def test_arrays_and_the_schedule_agree(found: list[tuple[int, int, int, int]], seq: list[int]):
    later = [Piece(*piece) for piece in sorted(found)]
    schedule = Schedule((Piece(0, 0, 1_000_000, 7), *later))

    due = due_times(schedule, np.array(seq, dtype=np.int64))

    assert due.tolist() == [schedule.due_us(n) for n in seq]


def test_no_job_has_no_due_time():
    assert due_times(Schedule.at_once(), np.empty(0, dtype=np.int64)).shape == (0,)


def test_nine_million_jobs_at_one_a_week_stay_exact():
    week_us = 7 * 24 * 3600 * 1_000_000
    last = 9_000_000

    due = due_times(Schedule((Piece(0, 0, week_us, 1),)), np.array([last]))

    assert due.tolist() == [last * week_us]
