"""The order (due, lane, seq) over the fresh jobs of several lanes, without sorting them all.

Each lane's jobs are in due order already, so the next jobs of all lanes are found among the
next of each. Arithmetic on schedules; knows no database.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.domain.schedule import Schedule
from mailsim_desktop.simulation.due import due_times


class DueOrder:
    """Goes through the jobs of `lanes`, each a schedule and a number of jobs.

    Attributes
    ----------
    taken : jobs of each lane that were taken so far.
    """

    def __init__(self, lanes: Sequence[tuple[Schedule, int]]) -> None:
        self._lanes = lanes
        self.taken = [0] * len(lanes)

    def take(self, number: int) -> list[int]:
        """Go over the next `number` jobs, or all that are left; returns how many of each lane."""
        if not self._lanes:
            return []
        dues = self._candidates(number)
        order = np.argsort(np.concatenate(dues), kind="stable")[:number]  # ties: by lane, seq
        lane = np.repeat(np.arange(len(dues)), [len(due) for due in dues])[order]
        counts: list[int] = np.bincount(lane, minlength=len(dues)).tolist()
        self.taken = [sum(pair) for pair in zip(self.taken, counts, strict=True)]
        return counts

    def next_due_us(self) -> int:
        """Due time of the job that comes next; `NEVER_US` when none is left."""
        lanes = zip(self._lanes, self.taken, strict=True)
        dues = [schedule.due_us(taken) for (schedule, jobs), taken in lanes if taken < jobs]
        return min(dues, default=NEVER_US)

    def _candidates(self, number: int) -> list[NDArray[np.int64]]:
        """Due times of the next jobs of each lane, as far as they can be among the next."""
        found = []
        latest = NEVER_US  # one lane alone has enough that are due up to then
        for (schedule, jobs), taken in zip(self._lanes, self.taken, strict=True):
            until = min(taken + number, jobs)
            if until == taken or schedule.due_us(taken) >= latest:
                until = taken
            due = due_times(schedule, np.arange(taken, until))
            if len(due) == number:
                latest = min(latest, int(due[-1]))
            found.append(due)
        return found
