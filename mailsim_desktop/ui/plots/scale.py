"""Chooses where a left axis ends and where its three grid lines stand.

The end depends on the step alone, so the axis stands still until a value needs the next
step. Knows no Qt and no pixel.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from mailsim_desktop.ui import words

LINES = 3
"""Grid lines above zero."""
_STEPS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 10.0)
_HEADROOM = 1.18
"""The axis ends a little above its last line: there stand the labels of event marks."""
_NARROW = "\u202f"
"""A no-break space that leaves room on the axis."""
_PREFIXES = ((1e9, "G"), (1e6, "M"), (1e3, "k"))


@dataclass(frozen=True, slots=True)
class Scale:
    """End of an axis that begins at 0, and its lines with their labels, from the bottom up."""

    top: float
    ticks: tuple[tuple[float, str], ...]


def linear(highest: float) -> Scale:
    """Lines on round numbers."""
    step = _step(highest)
    return _even(step, [compact(step * line, step) for line in range(1, LINES + 1)])


def latency(highest_ms: float) -> Scale:
    """Lines on round milliseconds, or seconds where those are shorter."""
    step = _step(highest_ms)
    values = [step * line for line in range(1, LINES + 1)]
    if step < 500:  # noqa: PLR2004 # then the third line is above a second
        return _even(step, [f"{_plain(value, step)}{_NARROW}ms" for value in values])
    second = 1000.0
    return _even(step, [f"{_plain(value / second, step / second)}{_NARROW}s" for value in values])


def logarithmic(highest: float) -> Scale:
    """Lines on powers of ten, for values drawn as `exponents`; the line of 1 is called 0."""
    most = max(1, math.ceil(math.log10(max(highest, 1.0))))
    step = -(-most // LINES)
    lines = list(range(step, most + 1, step))
    ticks = [(0.0, words.count(0)), *((float(line), compact(10.0**line)) for line in lines)]
    return Scale(max(most, lines[-1]) * 1.06, tuple(ticks))


def compact(value: float, step: float | None = None) -> str:
    """Write a value so that it fits beside an axis: with k, M or G from a thousand on."""
    for size, prefix in _PREFIXES:
        if value >= size:
            return f"{_plain(value / size, (step or value) / size)}{_NARROW}{prefix}"
    return _plain(value, step or value)


def _even(step: float, labels: list[str]) -> Scale:
    ticks = [(0.0, words.count(0))]
    ticks += [(step * line, label) for line, label in enumerate(labels, 1)]
    return Scale(step * LINES * _HEADROOM, tuple(ticks))


def _step(highest: float) -> float:
    """Round distance of the lines, so that the last one is at `highest` or above."""
    wanted = highest / LINES if highest > 0 else 1.0
    unit = 10.0 ** math.floor(math.log10(wanted))
    # A hair of tolerance: 60 / 3 must find 2 x 10, whatever the floats say.
    found = next(step for step in _STEPS if step >= wanted / unit * (1 - 1e-9))
    return round(found * unit, 12)


def _plain(value: float, step: float) -> str:
    """Write `value` with as many decimals as a multiple of `step` needs."""
    digits = next((n for n in range(6) if math.isclose(step, round(step, n), rel_tol=1e-9)), 6)
    return words.decimal(value, digits)
