"""Jobs that are read for one lane, and the attempts that were made of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.domain.schedule import Schedule
from mailsim_desktop.simulation.due import due_times

Place = tuple[int, int]
"""(due_us, seq): the order of attempts in a lane."""

NO_LIMIT: Place = (NEVER_US, 0)


@dataclass(slots=True)
class JobBatch:
    """Jobs read for one lane, ordered by (due, seq).

    Attributes
    ----------
    due_us, seq, key, attempt : (n,) int64; `attempt` is the number of the next attempt.
    fresh : (n,) bool, jobs at the lane's cursor and after it, which were never tried.
    limit : everything before this place has been read; retries run up to it.
    later_due_us : least due time among deferred jobs that were not read, or NEVER_US.
    earlier : (n,) int64, attempts made before a job was last requeued, or None: of no job any.
    requeued_us : (n,) int64, when that was, negative: never; None with `earlier`.
    """

    due_us: NDArray[np.int64]
    seq: NDArray[np.int64]
    key: NDArray[np.int64]
    attempt: NDArray[np.int64]
    fresh: NDArray[np.bool_]
    limit: Place = NO_LIMIT
    later_due_us: int = NEVER_US
    earlier: NDArray[np.int64] | None = None
    requeued_us: NDArray[np.int64] | None = None

    def first(self) -> JobBatch:
        """The first job alone; the limit is the place of the second."""
        if len(self.seq) < 2:  # noqa: PLR2004 # there is no second
            return self
        one = slice(1)
        return JobBatch(
            self.due_us[one],
            self.seq[one],
            self.key[one],
            self.attempt[one],
            self.fresh[one],
            (int(self.due_us[1]), int(self.seq[1])),
            self.later_due_us,
            None if self.earlier is None else self.earlier[one],
            None if self.requeued_us is None else self.requeued_us[one],
        )

    def born_us(self, schedule: Schedule) -> NDArray[np.int64]:
        """When each job was first due, or requeued: its age counts from there; (n,) int64."""
        born = due_times(schedule, self.seq)
        if self.requeued_us is not None:
            born = np.where(self.requeued_us < 0, born, self.requeued_us)
        return born


@dataclass(slots=True)
class BatchResult:
    """Attempts carried out, in the order of their starts.

    Attributes
    ----------
    slot : (m,) int64, index of the job in the batch.
    attempt, start_us, finish_us, reply_id, outcome, delay_us : (m,) int64.
    """

    slot: NDArray[np.int64]
    attempt: NDArray[np.int64]
    start_us: NDArray[np.int64]
    finish_us: NDArray[np.int64]
    reply_id: NDArray[np.int64]
    outcome: NDArray[np.int64]
    delay_us: NDArray[np.int64]

    @classmethod
    def nothing(cls) -> BatchResult:
        """No attempt at all."""
        return cls(*(np.empty(0, dtype=np.int64) for _ in cls.__slots__))
