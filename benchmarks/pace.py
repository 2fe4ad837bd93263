"""Simulated over real time, and what fixed steps of the horizon cost.

The scenario has rate limits for every provider group: a million recipients take about eight
simulated hours. Workers start within the clock.
"""

from __future__ import annotations

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.table import Line
from benchmarks.workspace import attempts, contacts, copy, drive, plan_of
from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.services import runs
from mailsim_desktop.store.database import Store

SCENARIO = "rate-limited"
STEP_S = 60


def measure(number: int, rounds: int) -> list[Line]:
    """Run as launched by default, without steps, and in steps of a minute, in turn."""
    options = {
        "default": RunOptions(),
        "whole": RunOptions(step_us=0),
        "steps": RunOptions(step_us=STEP_S * SECOND_US),
    }
    seconds: dict[str, list[float]] = {name: [] for name in options}
    with TemporaryDirectory(prefix="mailsim-bench-") as folder:
        path = contacts(Path(folder), number)
        plans = {name: plan_of(path, name, each, SCENARIO) for name, each in options.items()}
        for _ in range(rounds):
            for name, plan in plans.items():
                ended = copy(plan.path, "ended")
                seconds[name].append(drive(ended, plan.run_id))
        simulated_s = simulated(ended, plan.run_id)
        made = attempts(ended, plan.run_id)
    taken = {name: median(values) for name, values in seconds.items()}
    hours = f"{number:,} recipients, {made:,} attempts over {simulated_s / 3600:.1f} hours"
    return [
        Line(
            "simulated ÷ real time",
            simulated_s / taken["default"],
            "≥ 5,000",
            f"{hours} in {taken['default']:.1f} s, the start of 2 workers included",
        ),
        Line(
            f"horizon in steps of {STEP_S} s ÷ no steps",
            taken["whole"] / taken["steps"],
            "≥ 0.6",
            f"{simulated_s / STEP_S:,.0f} steps in {taken['steps']:.1f} s,"
            f" one in {taken['whole']:.1f} s",
        ),
    ]


def simulated(path: Path, run_id: int) -> float:
    """Simulated seconds of a run that has ended."""
    store = Store(path)
    found = runs.get_run(store, run_id).simulated_us
    store.close()
    return (found or 0) / SECOND_US
