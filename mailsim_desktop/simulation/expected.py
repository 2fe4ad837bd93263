"""What a run still takes, expected: the clock of `lane` on portions of jobs, without a draw.

A portion is tried as one, when it is due and its lane is free; the share of it that the
scenario defers comes back as a smaller portion. All instants are simulated microseconds.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from mailsim_desktop.domain.jitter import Jitter
from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.domain.scenario import PPM, Outcome, Scenario

_LEAST = 1e-6
"""Smaller portions are forgotten: one run in a million has such a retry."""


@dataclass(frozen=True, slots=True)
class Chances:
    """How attempts of a scenario go on.

    Attributes
    ----------
    deferred : share of attempts that are deferred, in [0, 1].
    latency_us : mean of an attempt.
    delays_us : after the n-th attempt at index n - 1, the mean of its jitter; none after the
        last.
    """

    deferred: float
    latency_us: float
    delays_us: tuple[int, ...]

    @classmethod
    def of(cls, scenario: Scenario) -> Self:
        """Read them from a scenario, whose latencies are straight lines between quantiles."""
        table, policy = scenario.latency_us, scenario.policy
        mean = (sum(table) - (table[0] + table[-1]) / 2) / (len(table) - 1)
        shares = (
            reply.share_ppm for reply in scenario.replies if reply.outcome is Outcome.DEFERRED
        )
        waits = policy.waits_us()
        if policy.jitter is not Jitter.NONE:
            waits = tuple(sum(policy.range_us(n)) // 2 for n in range(1, len(waits) + 1))
        return cls(sum(shares) / PPM, mean, waits)

    def interval_us(self, connections: int, rate: Rate | None) -> float:
        """Time between attempts of a lane that always has work."""
        by_connections = self.latency_us / connections
        return by_connections if rate is None else max(by_connections, rate.p / rate.q)


class Portion(NamedTuple):
    """Jobs of one lane whose next attempts are due evenly over a span.

    `made` are the attempts of each so far; `is_certain` says that the jobs are there, not
    only to be expected.
    """

    first_due_us: float
    last_due_us: float
    jobs: float
    made: int
    is_certain: bool = True


@dataclass(slots=True)
class Expected:
    """What is to come, of the lanes that were looked at.

    Attributes
    ----------
    attempts : still to come.
    certain_us : the run goes on at least until then.
    ends : (instant, jobs that are expected to end then), of retries that may come or not.
    """

    chances: Chances
    attempts: float = 0.0
    certain_us: float = 0.0
    ends: list[tuple[float, float]] = field(default_factory=list)

    def look(self, free_us: float, interval_us: float, work: Iterable[Portion]) -> None:
        """Carry out the work of one lane.

        Parameters
        ----------
        free_us : no attempt starts earlier.
        interval_us : least time between two attempts.
        """
        queue = list(work)
        heapq.heapify(queue)
        while queue:
            portion = heapq.heappop(queue)
            start_us = max(portion.first_due_us, free_us)
            free_us = start_us + portion.jobs * interval_us
            last_us = max(free_us, portion.last_due_us)
            again = self._end(portion, start_us, last_us)
            if again is not None:
                heapq.heappush(queue, again)

    def _end(self, portion: Portion, start_us: float, last_us: float) -> Portion | None:
        """Count a portion that starts in this span; returns what of it is tried again."""
        _, _, jobs, made, is_certain = portion
        latency_us, delays_us = self.chances.latency_us, self.chances.delays_us
        self.attempts += jobs
        again = jobs * self.chances.deferred if made < len(delays_us) else 0.0
        if is_certain:
            self.certain_us = max(self.certain_us, last_us + latency_us)
        else:  # the last of n instants that lie anywhere in a span
            at_us = last_us - (last_us - start_us) / (jobs + 2) + latency_us
            self.ends.append((at_us, jobs - again))
        if again < _LEAST:
            return None
        wait_us = latency_us + delays_us[made]
        return Portion(start_us + wait_us, last_us + wait_us, again, made + 1, is_certain=False)

    def end_us(self) -> float:
        """Expected instant of the last finish.

        Of rare independent ends, n expected, none comes with the probability exp(-n).
        """
        end_us, none_later = 0.0, 1.0
        for at_us, jobs in sorted(self.ends, reverse=True):
            if at_us <= self.certain_us:
                break
            none = none_later * math.exp(-jobs)
            end_us += at_us * (none_later - none)
            none_later = none
        return end_us + self.certain_us * none_later
