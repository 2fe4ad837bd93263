"""Options that several commands share, each described once."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Annotated

import typer

from mailsim_desktop.domain.priority import Priority
from mailsim_desktop.domain.run import (
    DEFAULT_BATCH,
    DEFAULT_SEED,
    DEFAULT_SHARDS,
    DEFAULT_WORKERS,
    RunOptions,
)
from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.errors import SettingsError
from mailsim_desktop.simulation.catalogue import DEFAULT_SCENARIO

ListFile = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        help="CSV file with a header and e-mail addresses.",
        readable=False,  # the reader says it better, and with the exit code of every bad file
    ),
]
_DIGITS = 20  # of a number, which is then told to be too large
MAX_ID = (1 << 63) - 1

Scenario = Annotated[str, typer.Option(help="Scenario to simulate: see 'scenarios list'.")]
Policy = Annotated[
    str | None,
    typer.Option(help="Retry policy in place of the scenario's own: see 'policies list'."),
]
Seed = Annotated[int, typer.Option(help="Seed of the luck; the same seed gives the same log.")]
Workers = Annotated[int, typer.Option(help="Worker processes.")]
Speed = Annotated[
    str, typer.Option(help="'max', or N for N simulated seconds in each real second.")
]
PriorityChoice = Annotated[
    Priority, typer.Option("--priority", help="Share of the workers' time beside other runs.")
]
BatchSize = Annotated[int, typer.Option("--batch", help="Attempts in one commit, about.")]
Shards = Annotated[int, typer.Option(help="Most parts of the queue that can be leased.")]
Step = Annotated[
    float | None,
    typer.Option(
        help="Fixed step of the horizon in simulated seconds; 0 for a single step;"
        " by default the steps adapt."
    ),
]

__all__ = [
    "DEFAULT_BATCH",
    "DEFAULT_SCENARIO",
    "DEFAULT_SEED",
    "DEFAULT_SHARDS",
    "DEFAULT_WORKERS",
]


def run_options(
    seed: int,
    workers: int,
    speed: str,
    *,
    batch: int,
    shards: int,
    step: float | None,
    priority: Priority = Priority.NORMAL,
) -> RunOptions:
    """Check the options of a launch.

    Raises
    ------
    SettingsError : one of them cannot work.
    """
    return RunOptions(seed, workers, speed_of(speed), batch, shards, _step_us(step), priority)


def _step_us(seconds: float | None) -> int | None:
    if seconds is None:
        return None
    if not math.isfinite(seconds):
        raise SettingsError(
            f"--step must be a number of seconds, not {seconds}.",
            "For example: --step 0, a single step to the end.",
        )
    return round(seconds * SECOND_US)


def speed_of(text: str) -> int | None:
    """Simulated seconds in each real second, or None for 'max'."""
    if text == "max":
        return None
    if not text.removesuffix("x").isdecimal() or len(text) > _DIGITS:
        raise SettingsError(
            f"--speed must be 'max' or a whole number, not {text[:40]!r}.",
            "For example: --speed 60, one simulated minute a second.",
        )
    return int(text.removesuffix("x"))
