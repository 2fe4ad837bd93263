"""When the attempts of a retry policy start, and where they lie on an axis.

Times count from the first attempt, as if each attempt took no time. The axis is linear
while its attempts can be told apart, else logarithmic. Knows no widget.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from mailsim_desktop.domain.jitter import Jitter
from mailsim_desktop.domain.retry_policy import RetryPolicy
from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.ui.time_steps import DAY_S, HOUR_S, MINUTE_S, amount, round_step_s, unit_of

Tick = tuple[float, str]
"""Place on the axis in [0, 1], and label."""
_ROUND_S = (1, 10, MINUTE_S, 10 * MINUTE_S, HOUR_S, 6 * HOUR_S, DAY_S, 7 * DAY_S, 30 * DAY_S)
"""Ticks of a logarithmic axis."""


@dataclass(frozen=True, slots=True)
class PlannedAttempt:
    """One attempt: its number from 1, and between which instants the jitter lets it start.

    Both count from the expected instant of the attempt before.
    """

    number: int
    expected_us: int
    earliest_us: int
    latest_us: int


def plan(policy: RetryPolicy) -> tuple[PlannedAttempt, ...]:
    """Attempts of a policy if all are deferred; a range is that of the last wait's jitter alone."""
    instants = policy.instants_us()
    found = [PlannedAttempt(1, 0, 0, 0)]
    for number, (before, at) in enumerate(pairwise(instants), 1):
        least = most = at - before
        if policy.jitter is not Jitter.NONE:
            least, most = policy.range_us(number)
        found.append(PlannedAttempt(number + 1, at, before + least, before + most))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class PolicyAxis:
    """Places seconds after the first attempt in [0, 1]; `knee_s` is None on a linear axis."""

    end_s: float
    knee_s: float | None = None

    def place(self, seconds: float) -> float:
        """Place of an instant."""
        if not self.end_s:
            return 0.0
        if self.knee_s is None:
            return seconds / self.end_s
        return math.log1p(seconds / self.knee_s) / math.log1p(self.end_s / self.knee_s)

    def ticks(self, pixels: float, label: float) -> list[Tick]:
        """Round instants from 0 on, at least `label` pixels apart."""
        if self.knee_s is None:
            step = round_step_s(max(self.end_s, 1.0) / max(1.0, pixels / label))
            unit = unit_of(step)
            seconds = range(0, int(self.end_s) + 1, step)
            return [(self.place(at), amount(at, unit)) for at in seconds]
        found: list[Tick] = [(0.0, amount(0, (1, "s")))]
        for at in _ROUND_S:
            place = self.place(at)
            if place <= 1 and (place - found[-1][0]) * pixels >= label:
                found.append((place, amount(at, unit_of(at))))
        return found


def axis_of(attempts: tuple[PlannedAttempt, ...], pixels: float, least: float) -> PolicyAxis:
    """The axis on which attempts are at least `least` pixels apart, linear if it can be."""
    end_s = max((attempt.latest_us for attempt in attempts), default=0) / SECOND_US
    at_s = [attempt.expected_us / SECOND_US for attempt in attempts]
    gaps = [after - before for before, after in pairwise(at_s)]
    linear = PolicyAxis(end_s)
    first = next((gap for gap in gaps if gap > 0), None)
    if first is None or min(gap for gap in gaps if gap > 0) / end_s * pixels >= least:
        return linear
    logarithmic = PolicyAxis(end_s, first)
    return max((linear, logarithmic), key=lambda axis: _closest(axis, at_s))


def _closest(axis: PolicyAxis, at_s: list[float]) -> float:
    places = [axis.place(at) for at in at_s]
    return min(after - before for before, after in pairwise(places))
