"""Feeds a lane as a worker feeds it, from plain Python containers instead of the store.

Every read is the worker's: up to `batch` fresh jobs, the deferred ones due before the horizon
in front of the next unread fresh one, and of those at most `batch`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from mailsim_desktop.domain.intervention import Intervention, RateChange
from mailsim_desktop.domain.provider import ProviderGroup
from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.domain.scenario import Scenario
from mailsim_desktop.domain.schedule import Schedule
from mailsim_desktop.simulation.job_batch import NO_LIMIT, JobBatch
from mailsim_desktop.simulation.lane import run_batch
from mailsim_desktop.simulation.lane_state import LaneState
from mailsim_desktop.simulation.reference import Attempt
from mailsim_desktop.simulation.replies import DEFERRED, EXPIRED, ReplyModel

Row = tuple[int, int, int]
"""(due_us, seq, attempts made): what the store knows of a job, in the order of attempts."""


def new_lane(group: ProviderGroup, schedule: Schedule, jobs: int) -> LaneState:
    """A lane as it is planned: nothing tried yet."""
    return LaneState(
        jobs=jobs, schedule=schedule, connections=[0] * group.connections, rate=group.rate
    )


@dataclass(slots=True)
class LaneDriver:
    """One lane, its contact keys in order, and the deferred jobs between two batches."""

    scenario: Scenario
    lane: LaneState
    seed: int
    keys: list[int]
    deferred: dict[int, tuple[int, int]] = field(default_factory=dict)  # seq: due, attempts made
    letters: dict[int, Attempt] = field(default_factory=dict)  # seq: last attempt of an expired job
    requeued: dict[int, tuple[int, int]] = field(default_factory=dict)  # seq: earlier, instant
    log: list[Attempt] = field(default_factory=list)

    def run(
        self,
        batch_sizes: Iterable[int],
        steps_us: Iterable[int],
        interventions: Iterable[Intervention] = (),
    ) -> list[Attempt]:
        """Carry the lane to its end; each horizon is one step after the next start."""
        sizes, steps, pending = iter(batch_sizes), iter(steps_us), list(interventions)
        while self.lane.next_start_us < NEVER_US or pending:
            next_us = min([self.lane.next_start_us, *(one.at_us for one in pending[:1])])
            horizon_us = min(next_us + next(steps), NEVER_US)
            while pending and pending[0].at_us < horizon_us:
                self._run_until(pending[0].at_us, sizes)
                self._change(pending.pop(0))
            self._run_until(horizon_us, sizes)
        return self.log

    def _run_until(self, horizon_us: int, sizes: Iterator[int]) -> None:
        while self.lane.next_start_us < horizon_us:
            self.run_one_batch(next(sizes), horizon_us)

    def _change(self, intervention: Intervention) -> None:
        """As the worker and the store do it once every attempt before its instant is made."""
        at_us, change = intervention.at_us, intervention.change
        if isinstance(change, RateChange):
            self.lane.change_rate(at_us, change.rate, spaced=self.scenario.spaced)
            return
        for seq, last in list(self.letters.items()):
            if change.selection.reply in {None, last.reply_id}:
                due_us = max(at_us, last.finish_us)
                self.deferred[seq] = (due_us, last.attempt)
                self.requeued[seq] = (last.attempt, due_us)
                del self.letters[seq]
        self.lane.look_again(at_us)

    def run_one_batch(self, batch: int, horizon_us: int) -> None:
        """Read one batch, carry it out and keep what is deferred."""
        no_start_before = self.lane.next_start_us
        jobs = self._read(batch, horizon_us)
        result = run_batch(self.lane, jobs, ReplyModel(self.scenario, self.seed), horizon_us)
        for n, slot in enumerate(result.slot.tolist()):
            seq, start = int(jobs.seq[slot]), int(result.start_us[n])
            attempt, finish = int(result.attempt[n]), int(result.finish_us[n])
            assert no_start_before <= start < horizon_us
            reply = self.scenario.replies[int(result.reply_id[n])]
            self.log.append(Attempt(self.keys[seq], attempt, start, finish, reply.id))
            self.deferred.pop(seq, None)
            if result.outcome[n] == DEFERRED:
                self.deferred[seq] = (finish + int(result.delay_us[n]), attempt)
            elif result.outcome[n] == EXPIRED:
                self.letters[seq] = self.log[-1]

    def _read(self, batch: int, horizon_us: int) -> JobBatch:
        schedule, cursor = self.lane.schedule, self.lane.cursor
        until = min(cursor + batch, self.lane.jobs)
        limit = (schedule.due_us(until), until) if until < self.lane.jobs else NO_LIMIT
        waiting = [(due, seq, made) for seq, (due, made) in self.deferred.items()]
        readable = sorted(row for row in waiting if row[:2] < limit and row[0] < horizon_us)
        if len(readable) > batch:
            limit = readable[batch][:2]
        fresh = [(schedule.due_us(seq), seq, 0) for seq in range(cursor, until)]
        rows = sorted(row for row in fresh + readable[:batch] if row[:2] < limit)
        later = min((row[0] for row in waiting if row[0] >= horizon_us), default=NEVER_US)
        due, seq, made = np.array(rows, dtype=np.int64).reshape(-1, 3).T
        keys = np.array(self.keys, dtype=np.int64)[seq]
        again = [self.requeued.get(n, (0, -1)) for n in seq.tolist()]
        earlier, requeued = np.array(again, dtype=np.int64).reshape(-1, 2).T
        return JobBatch(due, seq, keys, made + 1, seq >= cursor, limit, later, earlier, requeued)
