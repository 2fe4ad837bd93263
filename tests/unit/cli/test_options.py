from __future__ import annotations

import pytest

from mailsim_desktop.cli import options
from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.errors import SettingsError


def made(speed: str = "max", step: float | None = None) -> RunOptions:
    return options.run_options(1, 2, speed, batch=100, shards=4, step=step)


def test_options_are_those_of_the_run():
    found = options.run_options(7, 3, "max", batch=100, shards=4, step=None)

    assert found == RunOptions(seed=7, workers=3, speed=None, batch=100, shards=4, step_us=None)


@pytest.mark.parametrize(("text", "speed"), [("max", None), ("1", 1), ("60", 60), ("60x", 60)])
def test_speed_is_max_or_simulated_seconds_a_second(text: str, speed: int | None):
    assert made(speed=text).speed == speed


@pytest.mark.parametrize("text", ["", "fast", "-1", "1.5", "0", "x", "MAX", "1000001"])
def test_other_speeds_are_refused_by_name(text: str):
    with pytest.raises(SettingsError, match="--speed"):
        made(speed=text)


@pytest.mark.parametrize(
    ("step", "step_us"), [(None, None), (0, 0), (0.25, 250_000), (5, 5_000_000)]
)
def test_step_is_given_in_simulated_seconds(step: float | None, step_us: int | None):
    assert made(step=step).step_us == step_us


@pytest.mark.parametrize("step", [-1, float("inf"), float("nan"), 1e300])
def test_other_steps_are_refused_by_name(step: float):
    with pytest.raises(SettingsError, match="--step"):
        made(step=step)
