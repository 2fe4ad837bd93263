"""The governor: moves one run's horizon, and carries out pause, cancel and the end.

The horizon moves only when no shard has an attempt left before it: that is the exact
barrier. Pausing stops the horizon and new leases; every commit leaves an exact prefix of
each lane, so it never changes the log. All control arrives through the run's row.
"""

from __future__ import annotations

import logging
from threading import Event

from mailsim_desktop import clock
from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.domain.transitions import TERMINAL_RUN_STATES, RunState
from mailsim_desktop.store import plan, queue, runs
from mailsim_desktop.store.database import Store
from mailsim_desktop.workers.pace import Step, live_step_us, next_step_us

POLL_S = 0.002
CONTROL_POLL_S = 0.05
BEAT_S = 1.0
CANCEL_CHUNK = 20_000
_log = logging.getLogger(__name__)


class Governor:
    """Drives one run until it ends, is paused, or `stop` is set.

    Parameters
    ----------
    host : name of this process in the run's row.
    stop : set by the engine when it closes; the run keeps its state.
    """

    def __init__(self, store: Store, run_id: int, host: str, stop: Event) -> None:
        self._store = store
        self._run_id = run_id
        self._host = host
        self._stop = stop
        self._beaten = 0.0
        with store.read() as connection:
            self._fixed_us = runs.get(connection, run_id).options.step_us
        self._last: Step | None = None
        self._step_us: int | None = None
        self._set_at = clock.monotonic_s()
        self._attempts = 0
        self._next_at = 0.0  # monotonic instant of the next step of a live run

    def drive(self) -> None:
        """Move the horizon until the run ends, pauses, or the engine closes."""
        while not self._stop.is_set():
            self._beat()
            with self._store.read() as connection:
                seen = runs.control(connection, self._run_id)
            if seen.state is RunState.CANCELLING:
                self._cancel()
            if seen.state in TERMINAL_RUN_STATES or seen.state in (
                RunState.CANCELLING,
                RunState.PAUSED,
            ):
                return
            if seen.state is RunState.PAUSING:
                self._pause()
            elif seen.next_start_us < seen.horizon_us:
                self._stop.wait(POLL_S)
            elif self._is_complete(seen):
                self._complete()
            else:
                self._move(seen)

    @staticmethod
    def _is_complete(seen: runs.Control) -> bool:
        return (
            seen.state is RunState.RUNNING
            and seen.next_start_us >= NEVER_US
            and seen.planned == seen.recipients
        )

    def _move(self, seen: runs.Control) -> None:
        """Advance by one step, when its time has come."""
        wait_s = self._next_at - clock.monotonic_s() if seen.speed is not None else 0.0
        if wait_s > 0:
            self._stop.wait(min(wait_s, CONTROL_POLL_S))
            return
        barrier_s = clock.monotonic_s() - self._set_at
        if self._step_us is not None:
            made = seen.attempts - self._attempts
            self._last = Step(self._step_us, made, seen.shards, barrier_s)
        horizon = self._target(seen)
        if horizon <= seen.horizon_us:
            self._stop.wait(POLL_S)  # the planner has to write first
            return
        self._attempts, self._set_at = seen.attempts, clock.monotonic_s()
        with self._store.write() as connection:
            runs.advance(connection, self._run_id, seen.horizon_us, horizon)

    def _target(self, seen: runs.Control) -> int:
        if seen.speed is None:
            self._step_us = next_step_us(self._last, self._step_us, self._fixed_us)
            # Nothing starts before the earliest next start: a gap is crossed in one step.
            base = max(seen.horizon_us, min(seen.next_start_us, seen.planned_until_us))
            wanted = base + self._step_us
        else:
            self._step_us = live_step_us(seen.speed, self._last.barrier_s if self._last else 0.0)
            now = clock.monotonic_s()
            self._next_at = max(self._next_at, now - 1.0) + self._step_us / 1e6 / seen.speed
            wanted = seen.horizon_us + self._step_us
        return min(wanted, seen.planned_until_us, NEVER_US)

    def _beat(self) -> None:
        now = clock.monotonic_s()
        if now - self._beaten >= BEAT_S:
            self._beaten = now
            with self._store.write() as connection:
                runs.beat(connection, self._run_id, self._host)

    def _pause(self) -> None:
        """End the pause's waiting once no worker holds a lease any more."""
        with self._store.write() as connection:
            held = queue.leases_held(connection, self._run_id)
            if not held:
                runs.set_state(connection, self._run_id, RunState.PAUSED)
        if held:
            self._stop.wait(POLL_S)

    def _complete(self) -> None:
        with self._store.write() as connection:
            runs.complete(connection, self._run_id)
        _log.info("completed", extra={"run": self._run_id})

    def _cancel(self) -> None:
        cancel_run(self._store, self._run_id)


def cancel_run(store: Store, run_id: int) -> None:
    """Close every pending job of a run in state cancelling, in chunks, and end the run."""
    with store.write() as connection:
        queue.revoke_leases(connection, run_id)
    more = True
    while more:
        with store.write() as connection:
            more = plan.cancel_pending(connection, run_id, CANCEL_CHUNK)
    with store.write() as connection:
        runs.set_state(connection, run_id, RunState.CANCELLED)
