"""The clock of one lane: a sequential event loop over a batch of its jobs.

Attempts run in the order (due, seq). An attempt starts at the latest of its due time,
the first free connection, the rate limit and the previous start; so starts never
overtake and everything before an instant is an exact prefix. Random numbers are drawn
for the whole batch first, with numpy; the loop itself is plain Python on integers.

Knows no clock, no database and no worker. `reference` is the same model without
batches, the oracle of the tests.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.simulation.job_batch import BatchResult, JobBatch
from mailsim_desktop.simulation.lane_state import LaneState
from mailsim_desktop.simulation.replies import DEFERRED, EXPIRED, Draws, ReplyModel
from mailsim_desktop.simulation.retries import Aging

_FINAL = -1
_NOT_HERE = -2
"""A retry follows, but none that could run before the limit of the batch and the horizon."""


@dataclass(slots=True)
class _Chains:
    """All attempts that a batch could make: each job's next one, and those that follow it."""

    slot: NDArray[np.int64]
    attempt: NDArray[np.int64]
    draws: Draws
    follow: list[int]  # index of the retry, `_NOT_HERE` or `_FINAL`
    born: list[int]  # when each job was first due, where the policy looks at the age


def run_batch(lane: LaneState, batch: JobBatch, model: ReplyModel, horizon_us: int) -> BatchResult:
    """Carry out the attempts of `batch` that start before `horizon_us`; advances `lane`."""
    chains = _draw_chains(lane, batch, model, horizon_us)
    events, starts, expired = _loop(lane, batch, chains, model.aging, horizon_us)
    done = np.array(events, dtype=np.int64)
    start = np.array(starts, dtype=np.int64)
    chains.draws.outcome[expired] = EXPIRED
    finish = start + chains.draws.latency_us[done]
    attempt = chains.attempt[done]
    lane.cursor += int(np.count_nonzero(batch.fresh[done[done < len(batch.seq)]]))
    if len(done):
        lane.last_finish_us = max(lane.last_finish_us, int(finish.max()))
    if lane.next_start_us < horizon_us:  # the batch ran out: what was not read decides
        lane.next_start_us = _bound(lane, batch)
    else:  # the next one in the batch may be a retry due after one that was not read
        lane.next_start_us = min(lane.next_start_us, lane.start_after(batch.later_due_us))
    return BatchResult(
        slot=chains.slot[done],
        attempt=attempt,
        start_us=start,
        finish_us=finish,
        reply_id=chains.draws.reply_id[done],
        outcome=chains.draws.outcome[done],
        delay_us=chains.draws.delay_us[done],
    )


def skip_job(lane: LaneState, batch: JobBatch) -> None:
    """Take the only job of `batch` out of the lane without an attempt: it is poisoned.

    It takes no time and no connection, so it leaves no trace in the log of the others.
    """
    lane.cursor += int(batch.fresh[0])
    lane.next_start_us = _bound(lane, batch)


def _draw_chains(lane: LaneState, batch: JobBatch, model: ReplyModel, horizon_us: int) -> _Chains:
    """Draw each job's next attempt and, as long as a retry could still run here, that too.

    No attempt starts before its due time or the lane's last start, and `aging` only makes
    delays longer: so what is drawn bounds the due time of a retry from below.
    """
    slots = np.arange(len(batch.seq), dtype=np.int64)
    attempts = batch.attempt
    earliest = np.maximum(batch.due_us, lane.last_start_us)
    born = batch.born_us(lane.schedule) if model.aging is not None else batch.due_us
    parts: list[tuple[NDArray[np.int64], NDArray[np.int64], Draws]] = []
    follow: list[int] = []
    offset = 0
    while len(slots):
        earlier = None if batch.earlier is None else batch.earlier[slots]
        draws = model.draw(batch.key[slots], attempts, earlier)
        deferred = draws.outcome == DEFERRED
        offset += len(slots)
        due = earliest + draws.latency_us + draws.delay_us
        here = deferred & (due <= batch.limit[0]) & (due < horizon_us)
        if model.aging is not None:
            age = earliest + draws.latency_us - born[slots]
            here &= ~model.aging.is_past(age, draws.delay_us)
        retry = np.where(here, offset + np.cumsum(here) - 1, np.where(deferred, _NOT_HERE, _FINAL))
        follow += retry.tolist()
        parts.append((slots, attempts, draws))
        slots, attempts, earliest = slots[here], attempts[here] + 1, due[here]
    return _Chains(
        slot=_join([part[0] for part in parts]),
        attempt=_join([part[1] for part in parts]),
        draws=Draws(
            *(
                _join([getattr(part[2], name) for part in parts])
                for name in ("latency_us", "reply_id", "outcome", "delay_us")
            )
        ),
        follow=follow,
        born=born.tolist() if model.aging is not None else [],
    )


def _join(arrays: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    return np.concatenate(arrays) if arrays else np.empty(0, dtype=np.int64)


def _loop(  # noqa: C901, PLR0912, PLR0915 # one tight loop; a call per attempt would double its time
    lane: LaneState, batch: JobBatch, chains: _Chains, aging: Aging | None, horizon_us: int
) -> tuple[list[int], list[int], list[int]]:
    """Run the clock. Returns the events done, their starts, and those that were too old."""
    due_of, seq_of = batch.due_us.tolist(), batch.seq.tolist()
    latency, delay = chains.draws.latency_us.tolist(), chains.draws.delay_us.tolist()
    follow, limit = chains.follow, batch.limit
    connections, heapreplace = lane.connections, heapq.heapreplace
    retries: list[tuple[int, int, int]] = []  # (due, seq, event): those that may still run here
    events: list[int] = []
    starts: list[int] = []
    expired: list[int] = []
    previous, tat = lane.last_start_us, lane.tat
    p, q, slack = (0, 1, 0)
    if lane.rate is not None:
        p, q = lane.rate.p, lane.rate.q
        slack = (lane.rate.burst - 1) * p
    position, count = 0, len(seq_of)
    while True:
        if retries and (position == count or retries[0][:2] < (due_of[position], seq_of[position])):
            due, seq, event = retries[0]
        elif position < count:
            due, seq, event = due_of[position], seq_of[position], position
        else:
            break
        start = due if due > previous else previous  # noqa: FURB136 # max() costs a call
        if connections[0] > start:  # noqa: PLR1730 # the same
            start = connections[0]
        if p and tat - slack > start * q:
            start = -((slack - tat) // q)
        if start >= horizon_us:
            lane.next_start_us = start
            break
        if event < count:
            position += 1
        else:
            heapq.heappop(retries)
        if p:
            tat = (tat if tat > start * q else start * q) + p  # noqa: FURB136 # the same
        finish = start + latency[event]
        heapreplace(connections, finish)
        previous = start
        events.append(event)
        starts.append(start)
        retry = follow[event]
        if retry == _FINAL:
            continue
        if aging is not None:
            slot = chains.slot[event]
            failed, first_due = int(chains.attempt[event]), chains.born[slot]
            if batch.earlier is not None:
                failed -= int(batch.earlier[slot])
            delay[event] = aging.delay_us(failed, finish, first_due, delay[event])
            if delay[event] < 0:
                expired.append(event)
                continue
        due = finish + delay[event]
        if (due, seq) < limit:  # one that is not here lies past the horizon, and ends the loop
            heapq.heappush(retries, (due, seq, retry))
    lane.last_start_us, lane.tat = previous, tat
    if aging is not None:
        chains.draws.delay_us[:] = delay
    return events, starts, expired


def _bound(lane: LaneState, batch: JobBatch) -> int:
    """Lower bound of the next start when everything that was read has run.

    Retries that had to wait for another batch are due at or after its limit.
    """
    due = min(batch.limit[0], batch.later_due_us)
    return NEVER_US if due >= NEVER_US else lane.start_after(due)
