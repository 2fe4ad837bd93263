from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mailsim_desktop.reports import words

NB = words.NO_BREAK


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_share_is_within_half_a_unit_of_the_truth(part: int, whole: int):
    assume(part <= whole)

    text = words.share(part, whole).removesuffix(f"{NB}%")

    exact = Fraction(100 * part, whole)
    if text.startswith("<"):
        assert 0 < exact < Fraction(1, 20)
    elif text.startswith(">"):
        assert Fraction(1999, 20) <= exact < 100
    else:
        assert abs(Fraction(text) - exact) <= Fraction(1, 20)


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (0, 0, "–"),
        (0, 7, f"0.0{NB}%"),
        (1, 100_000, f"<{NB}0.1{NB}%"),
        (99_999, 100_000, f">{NB}99.9{NB}%"),
        (7, 7, f"100.0{NB}%"),
        (1, 8, f"12.5{NB}%"),
    ],
)
def test_share_never_hides_the_exception(part: int, whole: int, text: str):
    assert words.share(part, whole) == text


@given(st.integers(0, 10**15))
def test_seconds_are_exact(us: int):
    assert Fraction(words.seconds(us)) == Fraction(us, 1_000_000)


def test_times_and_numbers_read_as_people_write_them():
    assert words.number(250_000) == "250,000"
    assert words.number(None) == words.clock(None) == words.milliseconds(None) == "–"
    assert words.clock(7_384_999_999) == "02:03:04.999"
    assert words.milliseconds(1_499_500) == f"1,500{NB}ms"
    assert words.real_time(None) == "–"
    assert words.real_time(4_210) == f"4.2{NB}s"
    assert words.real_time(3_723_000) == "01:02:03"
    assert words.ratio(10, 9) == "1.11"
    assert words.ratio(1, 0) == "–"
