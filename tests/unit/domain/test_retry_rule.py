from __future__ import annotations

from fractions import Fraction

import pytest

from mailsim_desktop.domain.retry_rule import (
    LONGEST_US,
    ByAge,
    Explicit,
    Exponential,
    Rule,
    Stretch,
    Stretches,
    rule_from_json,
    rule_json,
)
from mailsim_desktop.errors import ScenarioError

SECOND_US = 1_000_000
RULES: tuple[Rule, ...] = (
    Explicit((1, 0, 3)),
    Exponential(10, Fraction(13, 10), 40),
    Exponential(10, Fraction(2)),
    Stretches((Stretch(60 * SECOND_US, SECOND_US), Stretch(None, 2 * SECOND_US, Fraction(3, 2)))),
    ByAge(5, 9, 4, 1),
)


@pytest.mark.parametrize("rule", RULES)
def test_snapshot_is_read_as_it_was_written(rule: Rule):
    assert rule_from_json(rule_json(rule)) == rule


def test_unknown_rule_is_refused():
    with pytest.raises(ScenarioError, match="no rule 'fibonacci'"):
        rule_from_json({"kind": "fibonacci"})


def test_exponential_grows_exactly_and_is_cut_below():
    assert Exponential(10, Fraction(3, 2), 40).table() == (10, 15, 22, 33, 40)


def test_exponential_without_a_cap_ends_at_ten_years():
    table = Exponential(1, Fraction(2)).table()

    assert table[-1] == LONGEST_US
    assert len(table) < 60


def test_exponential_with_factor_one_is_a_single_delay():
    assert Exponential(7, Fraction(1)).table() == (7,)


def test_a_retry_at_the_end_of_a_stretch_belongs_to_the_next():
    rule = Stretches((Stretch(4 * SECOND_US, 2 * SECOND_US), Stretch(None, 9 * SECOND_US)))

    assert rule.table() == (2 * SECOND_US, 2 * SECOND_US, 9 * SECOND_US)


@pytest.mark.parametrize(
    ("now", "age", "expected"),
    [(0, 0, 300), (1000, 1000, 1000), (9000, 9000, 4000)],
)
def test_delay_by_age_is_the_age_within_its_bounds(now: int, age: int, expected: int):
    assert ByAge(300, 4000).delay_us(now, age) == expected


def test_delay_by_age_waits_for_the_scan():
    rule = ByAge(300, 4000, 300, 150)

    assert rule.delay_us(0, 0) == 450
    assert rule.delay_us(149, 0) == 450 - 149
    assert rule.delay_us(150, 0) == 300
