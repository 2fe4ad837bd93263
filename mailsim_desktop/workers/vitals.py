"""What a worker knows of itself: what it does, and how many attempts it has committed.

Kept where it calls the queue, so that simulating is none the slower; it goes to the supervisor
with the pulse, and no worker writes a row for it. The lines of its log tell the same.
"""

from __future__ import annotations

import logging
import struct
from dataclasses import dataclass, field
from typing import Self

from mailsim_desktop import clock, log
from mailsim_desktop.domain.run import LEASE_MS
from mailsim_desktop.domain.worker import WorkerState
from mailsim_desktop.store.batches import Batch
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.leases import Lease
from mailsim_desktop.store.queue import Queue

_log = logging.getLogger(__name__)
_FORM = struct.Struct("<BQ")
_STATES = tuple(WorkerState)


@dataclass(slots=True)
class Vitals:
    """Set by the worker's main thread, read by that of its pulse; no exact figure hangs on it."""

    state: WorkerState = WorkerState.IDLE
    attempts: int = 0
    _spent: dict[WorkerState, float] = field(default_factory=dict, compare=False)
    _since: float = field(default_factory=clock.monotonic_s, compare=False)

    def turn(self, state: WorkerState) -> None:
        """Do something else from now on."""
        self._reckon()
        self.state = state

    def _reckon(self) -> None:
        """Count the time since the last reckoning for what is being done."""
        now = clock.monotonic_s()
        self._spent[self.state] = self._spent.get(self.state, 0.0) + now - self._since
        self._since = now

    def packed(self) -> bytes:
        """Form of a beat: what was done most since the last one; idle is who did nothing else.

        A worker of a run at a pace works for a moment and waits for the next step: it is at work.
        """
        self._reckon()  # and no turn: the main thread may be making one
        spent = dict(self._spent)  # a copy: the main thread may add to the other one meanwhile
        self._spent = {}
        busy = {state: time for state, time in spent.items() if state is not WorkerState.IDLE}
        most = max(busy, key=lambda state: busy[state], default=WorkerState.IDLE)
        return _FORM.pack(_STATES.index(most), self.attempts)

    @classmethod
    def unpacked(cls, beat: bytes) -> Self:
        """Read what `packed` wrote."""
        state, attempts = _FORM.unpack(beat)
        return cls(_STATES[state], attempts)


class WatchedQueue(Queue):
    """The queue of a worker that tells what it does."""

    def __init__(self, store: Store, vitals: Vitals) -> None:
        super().__init__(store)
        self._vitals = vitals

    def lease(self, owner: str, lease_ms: int = LEASE_MS) -> Lease | None:
        """Lease as ever; whoever gets nothing is idle."""
        log.about_lease(None)
        found = super().lease(owner, lease_ms)
        if found is not None:
            log.about_lease((found.run_id, found.shard_id))
            _log.debug("leased up to %d µs", found.horizon_us)
        self._vitals.turn(WorkerState.IDLE if found is None else WorkerState.SIMULATING)
        return found

    def commit(
        self, lease: Lease, batch: Batch, next_start_us: int, lease_ms: int = LEASE_MS
    ) -> None:
        """Commit as ever, and count what was committed."""
        self._vitals.turn(WorkerState.COMMITTING)
        begun = clock.monotonic_s()
        super().commit(lease, batch, next_start_us, lease_ms)
        _log.debug("committed %d attempts in %.3f s", len(batch.log), clock.monotonic_s() - begun)
        self._vitals.attempts += len(batch.log)
        self._vitals.turn(WorkerState.SIMULATING)
