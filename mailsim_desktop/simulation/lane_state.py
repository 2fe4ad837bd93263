"""What a lane remembers between two batches, and how another rate comes into force."""

from __future__ import annotations

from dataclasses import dataclass

from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.domain.schedule import Schedule


@dataclass(slots=True)
class LaneState:
    """What a lane remembers between batches; all times in simulated microseconds.

    Attributes
    ----------
    jobs : in all, planned or not.
    cursor : seq of the next fresh job.
    connections : heap of the instants at which each connection is free.
    tat : theoretical arrival time of GCRA, in units of 1/q microsecond.
    last_start_us : of an attempt, or when the rate was last changed: no start is earlier.
    next_start_us : no attempt is left that starts earlier; NEVER_US at the end.
    """

    jobs: int
    schedule: Schedule
    connections: list[int]
    rate: Rate | None = None
    cursor: int = 0
    tat: int = 0
    last_start_us: int = 0
    last_finish_us: int = 0
    next_start_us: int = 0

    def start_after(self, due_us: int) -> int:
        """Earliest start of an attempt due at `due_us`, as the lane stands."""
        start = max(due_us, self.connections[0], self.last_start_us)
        if self.rate is not None:
            # GCRA: conforming from tat - (burst - 1) intervals on, rounded up to a microsecond
            start = max(start, -(((self.rate.burst - 1) * self.rate.p - self.tat) // self.rate.q))
        return start

    @property
    def ahead(self) -> int:
        """How far the lane is ahead of its rate, in units of 1/q microsecond, from 0.

        All that is to be kept of `tat`, which grows with the time: no start is earlier than the
        last one, and a `tat` before that says nothing.
        """
        return 0 if self.rate is None else max(0, self.tat - self.last_start_us * self.rate.q)

    def change_rate(self, at_us: int, rate: Rate | None, *, spaced: bool) -> None:
        """Put another limit in force for starts from `at_us` on; none has been earlier than that.

        What was used of a burst stays used: as many attempts as the lane was ahead of its old
        rate it is ahead of the new one.

        Parameters
        ----------
        spaced : fresh jobs due from then on are spaced at the new rate.
        """
        tat = 0
        if rate is not None:
            tat = at_us * rate.q
            if self.rate is not None:
                ahead = max(0, self.tat - at_us * self.rate.q)
                tat += -(-ahead * rate.p // self.rate.p)
        self.rate, self.tat = rate, tat
        self.last_start_us = max(self.last_start_us, at_us)  # what waited for the old one
        if spaced:
            self.schedule = self.schedule.changed_at(at_us, rate)
        self.look_again(at_us)

    def look_again(self, at_us: int) -> None:
        """Something changed at `at_us`: a start may follow from then on."""
        self.next_start_us = min(self.next_start_us, at_us)
