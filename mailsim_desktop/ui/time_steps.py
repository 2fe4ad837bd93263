"""Round distances of simulated time, and how a duration is written beside an axis."""

from __future__ import annotations

from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.ui import words

MINUTE_S, HOUR_S, DAY_S = 60, 3600, 86_400
_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, DAY_S)
_WITHOUT_SECONDS_S = 300
"""Instants this far apart are written without seconds."""


def round_step_s(wanted_s: float) -> int:
    """Least round distance of at least `wanted_s`; beyond a day whole days."""
    found = next((step for step in _STEPS_S if step >= wanted_s), None)
    return found if found is not None else -int(-wanted_s // DAY_S) * DAY_S


def instant(at_s: int, step_s: float) -> str:
    """Write an instant as ``hh:mm``, or ``hh:mm:ss`` where the ticks are close."""
    written = words.clock(at_s * SECOND_US)
    return written if step_s < _WITHOUT_SECONDS_S else written.rpartition(":")[0]


def unit_of(step_s: float) -> tuple[int, str]:
    """Seconds and sign of the unit in which multiples of `step_s` are written."""
    for seconds, sign in ((DAY_S, "d"), (HOUR_S, "h"), (MINUTE_S, "min")):
        if step_s >= seconds and step_s % seconds == 0:
            return seconds, sign
    return 1, "s"


def amount(seconds: float, unit: tuple[int, str]) -> str:
    """Write a duration in one unit, with a decimal only where it needs one."""
    value = seconds / unit[0]
    return f"{words.decimal(value, 0 if value == round(value) else 1)}{words.NBSP}{unit[1]}"
