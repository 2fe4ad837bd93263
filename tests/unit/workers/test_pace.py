from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.workers.pace import (
    ATTEMPTS_PER_SHARD,
    FIRST_STEP_US,
    MOST_GROWTH,
    Step,
    live_step_us,
    next_step_us,
)

steps = st.builds(
    Step,
    simulated_us=st.integers(1, 10**12),
    attempts=st.integers(0, 10**8),
    shards=st.integers(1, 1024),
    barrier_s=st.floats(0, 100),
)


@pytest.mark.parametrize(("fixed_us", "step_us"), [(0, NEVER_US), (1, 1), (7_000_000, 7_000_000)])
@given(last=steps, previous_us=st.integers(1, 10**12))
def test_a_fixed_step_is_kept_whatever_was_measured(
    fixed_us: int, step_us: int, last: Step, previous_us: int
):
    assert next_step_us(last, previous_us, fixed_us) == step_us


def test_the_first_step_is_short():
    assert next_step_us(None, None, None) == FIRST_STEP_US


@given(last=steps, previous_us=st.integers(1, 10**12))
def test_an_adaptive_step_is_positive_and_grows_four_fold_at_most(last: Step, previous_us: int):
    found = next_step_us(last, previous_us, None)

    assert 1 <= found <= MOST_GROWTH * previous_us
    assert last.attempts or found == MOST_GROWTH * previous_us


@pytest.mark.parametrize("share", [1, 2, 10, 0.5])
def test_an_adaptive_step_aims_at_so_many_attempts_for_each_shard(share: float):
    shards, previous_us = 16, 1_000_000
    last = Step(previous_us, int(ATTEMPTS_PER_SHARD * shards * share), shards, 0.1)

    assert next_step_us(last, previous_us, None) == pytest.approx(previous_us / share, abs=1)


@pytest.mark.parametrize(
    ("speed", "barrier_s", "step_us"),
    [(1, 0, 250_000), (60, 0, 15_000_000), (60, 0.05, 15_000_000), (10, 0.2, 6_000_000)],
)
def test_a_live_step_is_a_quarter_second_or_three_barriers(
    speed: int, barrier_s: float, step_us: int
):
    assert live_step_us(speed, barrier_s) == pytest.approx(step_us, abs=1)
