"""How long a run still takes: what its lanes have left at their limits, then the last retries.

Read from where the lanes stand and expected from the scenario, so it holds from the first
attempt on; the pace so far says nothing of waits that are still to come. What a last retry
or two decide is luck: there it is the mean of what may come.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.simulation.expected import Chances, Expected, Portion
from mailsim_desktop.store import remaining, runs
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.remaining import LanePlan, Standing, Waiting

PORTIONS = 16
"""Parts into which the jobs of a lane are cut; more would cost more and tell no more."""
MOST_READ = 200
"""Retries read of each lane, those due last, which decide its end; the others are counted."""
_SPAN_US = 5 * SECOND_US
"""Retries due within so much of each other are looked at as one portion."""
PACE_S = 5.0
"""Real time over which the pace of a run is measured."""


class Ahead(NamedTuple):
    """What is expected of a run: its last finish, attempts committed and still to come."""

    end_us: float
    attempts: int
    attempts_left: float


class Forecast:
    """Looks ahead in one run, again and again."""

    def __init__(self, run_id: int) -> None:
        self._run_id = run_id
        self._lanes: list[LanePlan] = []
        self._changes = -1  # interventions when they were read
        self._chances: Chances | None = None

    def read(self, store: Store) -> Ahead | None:
        """What is expected now; None while the recipients are not counted."""
        with store.read() as connection:
            if self._chances is None:
                self._chances = Chances.of(runs.get(connection, self._run_id).scenario)
            changes = remaining.changes(connection, self._run_id)
            if changes != self._changes:
                self._lanes = remaining.lane_plans(connection, self._run_id)
                if not self._lanes:
                    return None
                self._changes = changes
            standings = remaining.standings(connection, self._run_id)
            waiting = [
                remaining.latest_waiting(connection, lane.id, most=MOST_READ, span_us=_SPAN_US)
                for lane in self._lanes
            ]
        found = Expected(self._chances)
        for lane, now, latest in zip(self._lanes, standings, waiting, strict=True):
            interval_us = self._chances.interval_us(lane.connections, lane.rate)
            free_us = 0 if now.next_start_us >= NEVER_US else now.next_start_us
            found.certain_us = max(found.certain_us, now.last_finish_us)
            found.look(free_us, interval_us, _work(lane, now, latest))
        made = sum(now.attempts for now in standings)
        return Ahead(found.end_us(), made, found.attempts)


class MeasuredPace:
    """How fast attempts are committed in real time, over the last seconds."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def wall_s(self, ahead: Ahead, now_s: float) -> float | None:
        """Real seconds for the attempts that are left; None before any was seen to be made.

        Parameters
        ----------
        now_s : monotonic instant at which `ahead` was read.
        """
        self._seen.append((now_s, ahead.attempts))
        while now_s - self._seen[0][0] > PACE_S and len(self._seen) > 2:  # noqa: PLR2004 # a rate needs two
            self._seen.popleft()
        first_s, first = self._seen[0]
        made = ahead.attempts - first
        return ahead.attempts_left * (now_s - first_s) / made if made else None


def _work(lane: LanePlan, now: Standing, latest: list[Waiting]) -> Iterator[Portion]:
    """All jobs of a lane without a result."""
    step = max(1, -(-(lane.jobs - now.cursor) // PORTIONS))
    for first in range(now.cursor, lane.jobs, step):
        until = min(first + step, lane.jobs)
        due_us = lane.schedule.due_us
        yield Portion(due_us(first), due_us(until - 1), until - first, 0)
    for made, number, first_due_us, last_due_us in latest:
        yield Portion(first_due_us, last_due_us, number, made)
    others = now.waiting - sum(part.number for part in latest)
    if others > 0:  # they waited longest, so most were tried once
        until_us = min((part.first_due_us for part in latest), default=0)
        for part in range(PORTIONS):
            span = until_us / PORTIONS
            yield Portion(part * span, (part + 1) * span, others / PORTIONS, 1)
