"""Retry waves: how many retries are due when, as far as is known now.

Counted by going through the retries that wait, some thousands at each reading and from where
the last one stopped. Where fewer wait, one reading sees them all; else a round takes a few,
and what is shown is the last whole round. So the cost of a reading is bounded.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.store import standing

if TYPE_CHECKING:
    from sqlalchemy import Connection

BINS = 40
MOST_READ = 4_000
"""Retries looked at in one reading."""
_QUERY = 20
"""What asking for the retries of one lane costs, in retries read."""
_WIDTHS_S = (
    5, 10, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400, 172_800,
    345_600,
)  # fmt: skip
"""Each is a multiple of the first, in which the retries are counted."""
_BEFORE_ALL = (-1, -1)


@dataclass(frozen=True, slots=True)
class Waves:
    """Retries due in each bin of simulated time; what is overdue stands in the first.

    Attributes
    ----------
    start_s : (40,) int64, first simulated second of each bin.
    width_s : width of a bin in simulated seconds.
    due : (40,) int64.
    """

    start_s: NDArray[np.int64]
    width_s: int
    due: NDArray[np.int64]

    @property
    def total(self) -> int:
        """Retries that wait."""
        return int(self.due.sum())


class RetryWaves:
    """Counts those of one run, again and again."""

    def __init__(self, run_id: int) -> None:
        self._run_id = run_id
        self._lanes: list[int] = []
        self._at = 0  # place of the lane that is being read
        self._after = _BEFORE_ALL
        self._counting: Counter[int] = Counter()
        self._counted: Counter[int] | None = None  # the last whole round

    def read(self, connection: Connection, now_us: int) -> Waves | None:
        """Go on counting; None until all were seen once.

        Parameters
        ----------
        now_us : simulated instant at which the first bin lies.
        """
        if not self._lanes:
            self._lanes = standing.lane_ids(connection, self._run_id)
        budget = MOST_READ
        while budget > 0:
            if self._at >= len(self._lanes):
                self._counted, self._counting = self._counting, Counter()
                self._at, self._after = 0, _BEFORE_ALL
                break
            budget -= self._read_some(connection, budget)
        return None if self._counted is None else _waves(self._counted, now_us)

    def _read_some(self, connection: Connection, budget: int) -> int:
        """Count retries of one lane; returns what that cost."""
        lane_id = self._lanes[self._at]
        found = standing.waiting_after(connection, lane_id, self._after, budget)
        width_us = _WIDTHS_S[0] * SECOND_US
        self._counting.update(due_us // width_us for due_us, _ in found)
        if len(found) < budget:
            self._at, self._after = self._at + 1, _BEFORE_ALL
        else:
            self._after = found[-1]
        return len(found) + _QUERY


def _waves(counted: Counter[int], now_us: int) -> Waves:
    """Counts by the least width as bins of the width that holds them all."""
    least = _WIDTHS_S[0]
    places = np.fromiter(counted.keys(), dtype=np.int64, count=len(counted)) * least
    numbers = np.fromiter(counted.values(), dtype=np.int64, count=len(counted))
    now_s = now_us // SECOND_US
    last_s = int(places.max(initial=0))
    width_s = next(
        (width for width in _WIDTHS_S if last_s // width - now_s // width < BINS), _WIDTHS_S[-1]
    )
    first = now_s // width_s
    index = np.clip(places // width_s - first, 0, BINS - 1)
    due = np.bincount(index, weights=numbers, minlength=BINS).astype(np.int64)
    return Waves((first + np.arange(BINS, dtype=np.int64)) * width_s, width_s, due)
