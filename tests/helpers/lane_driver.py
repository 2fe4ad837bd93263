"""Feeds a lane as a worker feeds it, from plain Python containers instead of the store.

Every read is the worker's: up to `batch` fresh jobs, the deferred ones due before the horizon
in front of the next unread fresh one, and of those at most `batch`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from mailsim_desktop.domain.provider import ProviderGroup
from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.domain.scenario import Scenario
from mailsim_desktop.domain.schedule import Schedule
from mailsim_desktop.simulation.lane import NO_LIMIT, JobBatch, LaneState, run_batch
from mailsim_desktop.simulation.reference import Attempt
from mailsim_desktop.simulation.replies import DEFERRED, ReplyModel

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
    log: list[Attempt] = field(default_factory=list)

    def run(self, batch_sizes: Iterable[int], steps_us: Iterable[int]) -> list[Attempt]:
        """Carry the lane to its end; each horizon is one step after the next start."""
        sizes, steps = iter(batch_sizes), iter(steps_us)
        while self.lane.next_start_us < NEVER_US:
            horizon_us = min(self.lane.next_start_us + next(steps), NEVER_US)
            while self.lane.next_start_us < horizon_us:
                self.run_one_batch(next(sizes), horizon_us)
        return self.log

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
        return JobBatch(due, seq, keys, made + 1, limit, later)
