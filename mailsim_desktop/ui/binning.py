"""Chooses the stretch of simulated time that the plots show, and the width of a bin.

One bin is at least one pixel wide, so drawing costs the same for a minute and for a day.
What comes in finer bins is thinned to the extremes that a column of pixels would show.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LIVE_S = 1800
"""While a run goes on, the plots show the last 30 simulated minutes."""

_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)
_PIXELS_PER_BIN = 2


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of simulated time in whole bins."""

    first_s: int
    bin_s: int


def choose(until_s: int, *, whole: bool, pixels: int) -> Window:
    """Stretch that ends at `until_s`.

    Parameters
    ----------
    whole : from the start of the run, else the last `LIVE_S`.
    pixels : width of the plot.
    """
    first_s = 0 if whole else max(0, until_s - LIVE_S)
    most = max(1, pixels // _PIXELS_PER_BIN)
    wanted = (until_s - first_s) / most
    bin_s = next((step for step in _STEPS_S if step >= wanted), None)
    if bin_s is None:
        bin_s = -(-int(wanted) // _STEPS_S[-1]) * _STEPS_S[-1]
    return Window(first_s // bin_s * bin_s, bin_s)


def thin(
    at_s: NDArray[np.float64], values: NDArray[np.float64], most: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Least and greatest value of each of `most` stretches; what is short stays as it is.

    Parameters
    ----------
    at_s : (n,) float64, simulated seconds, growing.
    values : (k, n) float64; NaN where there is nothing, and of a stretch only if it holds no other.
    most : stretches, at least 1.
    """
    number = len(at_s)
    if number <= 2 * most:
        return at_s, values
    first = np.linspace(0, number, most, endpoint=False).astype(np.int64)
    middle = (first + np.append(first[1:], number)) // 2
    places = np.empty(2 * most, dtype=np.float64)
    places[0::2], places[1::2] = at_s[first], at_s[middle]
    found = np.empty((len(values), 2 * most), dtype=np.float64)
    found[:, 0::2] = np.fmin.reduceat(values, first, axis=1)
    found[:, 1::2] = np.fmax.reduceat(values, first, axis=1)
    return places, found


def lone(values: NDArray[np.float64], each: int) -> NDArray[np.bool_]:
    """Where there is a value and none at either side: no line would show it.

    Parameters
    ----------
    values : (k, n) float64; NaN where there is nothing.
    each : places of one bin or stretch, 2 once thinned; the first of them is told.
    """
    known = np.isfinite(values[:, ::each])
    beside = np.zeros_like(known)
    beside[:, 1:] |= known[:, :-1]
    beside[:, :-1] |= known[:, 1:]
    found = np.zeros(values.shape, dtype=np.bool_)
    found[:, ::each] = known & ~beside
    return found
