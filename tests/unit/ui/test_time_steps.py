from __future__ import annotations

import pytest

from mailsim_desktop.ui.time_steps import amount, instant, round_step_s, unit_of


@pytest.mark.parametrize(
    ("wanted", "step"),
    [(0.2, 1), (1, 1), (7, 10), (61, 120), (80_000, 86_400), (86_401, 172_800), (400_000, 432_000)],
)
def test_step_is_round_and_never_less_than_wanted(wanted: float, step: int):
    assert round_step_s(wanted) == step


def test_seconds_are_written_only_where_ticks_are_close():
    assert instant(1272, 60) == "00:21:12"
    assert instant(1200, 300) == "00:20"


@pytest.mark.parametrize(
    ("step", "seconds", "written"),
    [(10, 40, "40 s"), (300, 1500, "25 min"), (3600, 5400, "1.5 h"), (86_400, 172_800, "2 d")],
)
def test_duration_is_written_in_the_unit_of_the_step(step: int, seconds: int, written: str):
    assert amount(seconds, unit_of(step)).replace("\u00a0", " ") == written
