"""When fresh jobs are due: exact, and never changed by a later piece."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.domain.schedule import Piece, Schedule


def test_all_at_once_is_due_at_zero():
    assert {Schedule.at_once().due_us(seq) for seq in (0, 1, 10**9)} == {0}


def test_rate_does_not_drift():
    schedule = Schedule.at_rate(Rate(7, 1_000_000))

    assert [schedule.due_us(seq) for seq in (0, 1, 2, 7)] == [0, 142_857, 285_714, 1_000_000]
    assert schedule.due_us(7_000_000) == 1_000_000 * 1_000_000


def test_later_piece_counts_from_its_own_instant():
    schedule = Schedule((Piece(0, 0, 10, 1), Piece(5, 50, 1, 3), Piece(8, 51, 100, 1)))

    assert [schedule.due_us(seq) for seq in range(10)] == [0, 10, 20, 30, 40, 50, 50, 50, 51, 151]


def test_snapshot_is_read_as_it_was_written():
    schedule = Schedule((Piece(0, 0, 10, 7), Piece(5, 50, 1, 3)))

    assert schedule.to_json() == [[0, 0, 10, 7], [5, 50, 1, 3]]
    assert Schedule.from_json(schedule.to_json()) == schedule


RATES = st.builds(Rate, st.integers(1, 50), st.sampled_from([7, 1_000, 1_000_000]))


@given(RATES, st.lists(st.tuples(st.integers(0, 10_000_000), st.none() | RATES), max_size=4))
def test_change_keeps_what_was_due_before_it_and_spaces_the_rest(rate, changes):
    schedule = Schedule.at_rate(rate)
    for at_us, new in sorted(changes, key=lambda change: change[0]):
        before = [schedule.due_us(seq) for seq in range(200)]
        schedule = schedule.changed_at(at_us, new)
        after = [schedule.due_us(seq) for seq in range(200)]
        kept = sum(due < at_us for due in before)

        assert after[:kept] == before[:kept]
        assert after[kept:] == [
            at_us + (0 if new is None else n * new.p // new.q) for n in range(200 - kept)
        ]


def test_jobs_that_are_all_due_stay_as_they_are():
    assert Schedule.at_once().changed_at(5, Rate(1, 1)) == Schedule.at_once()
