"""The governor: moves one run's horizon, and carries out pause, cancel and the end.

The horizon moves only when no shard has an attempt left before it: that is the exact
barrier. Pausing stops the horizon and new leases; every commit leaves an exact prefix of
each lane, so it never changes the log. All control arrives through the run's row.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from threading import Event

from mailsim_desktop import clock
from mailsim_desktop.domain.epoch import EpochRule
from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.domain.transitions import TERMINAL_RUN_STATES, RunState
from mailsim_desktop.errors import HostLostError, StoreBusyError
from mailsim_desktop.store import hosts, leases, plan, run_control, runs
from mailsim_desktop.store.database import Store
from mailsim_desktop.workers.epochs import Epochs
from mailsim_desktop.workers.pace import Step, live_step_us, next_step_us

POLL_S = 0.001
CONTROL_POLL_S = 0.05
BEAT_S = 1.0
CANCEL_CHUNK = 20_000
LATEST_S = 1.0
"""A live run that fell behind catches up by this much at most; the rest is lost pace."""
_log = logging.getLogger(__name__)


class Governor:
    """Drives one run until it ends, is paused, or `stop` is set.

    Parameters
    ----------
    host : name of this process in the run's row.
    stop : set by the engine when it closes; the run keeps its state.
    rules : over the whole run; see `domain.epoch`.
    """

    def __init__(
        self,
        store: Store,
        run_id: int,
        host: str,
        stop: Event,
        rules: Sequence[EpochRule] = (),
    ) -> None:
        self._store = store
        self._run_id = run_id
        self._host = host
        self._stop = stop
        self._beaten = 0.0
        self._epochs = Epochs(store, run_id, rules)
        self.trouble: StoreBusyError | None = None  # why it cannot go on at the moment
        with store.read() as connection:
            self._fixed_us = runs.get(connection, run_id).options.step_us
        self._last: Step | None = None  # the last step whose barrier was reached
        self._step_us: int | None = None  # length of the step under way or last made
        self._set_at: float | None = None  # monotonic instant of its horizon; None between steps
        self._attempts = 0  # made before it
        self._next_at: float | None = None  # monotonic instant of a live run's next step

    def drive(self) -> None:
        """Move the horizon until the run ends, pauses, or the engine closes.

        A database that is busy is asked again: every step is one transaction.
        """
        while not self._stop.is_set():
            try:
                if self._rests():
                    return
                self.trouble = None
            except StoreBusyError as error:
                self.trouble = error
                _log.warning("%s", error, extra={"run": self._run_id})
                self._stop.wait(CONTROL_POLL_S)

    def _rests(self) -> bool:
        """Do what is to be done now; True when the run needs nobody to govern it any more."""
        self._beat()
        with self._store.read() as connection:
            seen = run_control.control(connection, self._run_id)
        if seen.state is RunState.CANCELLING:
            self._cancel()
            return True
        if seen.state in TERMINAL_RUN_STATES or seen.state is RunState.PAUSED:
            return True
        if seen.state is RunState.PAUSING:
            self._pause()
        elif seen.next_start_us < seen.horizon_us:
            self._stop.wait(POLL_S)
        else:
            self._end_step(seen)
            if self._is_complete(seen):
                self._complete()
            else:
                self._move(seen)
        return False

    @staticmethod
    def _is_complete(seen: run_control.Control) -> bool:
        return (
            seen.state is RunState.RUNNING
            and seen.next_start_us >= NEVER_US
            and seen.planned == seen.recipients
        )

    def _end_step(self, seen: run_control.Control) -> None:
        """Measure the step under way once, when its barrier is first seen reached."""
        if self._set_at is None or self._step_us is None:
            return
        # The first barrier also waits for processes to start: it says nothing of the next.
        barrier_s = 0.0 if self._last is None else clock.monotonic_s() - self._set_at
        self._set_at = None
        self._last = Step(self._step_us, seen.attempts - self._attempts, seen.shards, barrier_s)

    def _move(self, seen: run_control.Control) -> None:
        """Advance by one step, when its time has come."""
        now = clock.monotonic_s()
        if seen.speed is None:
            self._next_at = None
        elif self._next_at is not None and self._next_at > now:
            self._stop.wait(min(self._next_at - now, CONTROL_POLL_S))
            return
        step_us, wanted = self._target(seen)
        most = self._epochs.limit_us(min(seen.next_start_us, seen.planned_until_us))
        horizon = min(wanted, seen.planned_until_us, most, NEVER_US)
        if horizon <= seen.horizon_us:
            self._stop.wait(POLL_S)  # the planner has to write first
            return
        with self._store.write() as connection:
            if not run_control.advance(connection, self._run_id, seen.horizon_us, horizon):
                return  # the state changed meanwhile: look again
        self._step_us, self._attempts, self._set_at = step_us, seen.attempts, now
        if seen.speed is not None:
            due = now if self._next_at is None else max(self._next_at, now - LATEST_S)
            self._next_at = due + (horizon - seen.horizon_us) / SECOND_US / seen.speed

    def _target(self, seen: run_control.Control) -> tuple[int, int]:
        """Length of the next step and the horizon that it wants."""
        if seen.speed is not None:
            barrier_s = self._last.barrier_s if self._last else 0.0
            step_us = live_step_us(seen.speed, barrier_s)
            return step_us, seen.horizon_us + step_us
        step_us = next_step_us(self._last, self._step_us, self._fixed_us)
        # Nothing starts before the earliest next start: a gap is crossed in one step.
        base = max(seen.horizon_us, min(seen.next_start_us, seen.planned_until_us))
        return step_us, base + step_us

    def _beat(self) -> None:
        now = clock.monotonic_s()
        if now - self._beaten >= BEAT_S:
            self._beaten = now
            with self._store.write() as connection:
                mine = hosts.beat(connection, self._run_id, self._host)
            if not mine:
                raise HostLostError(
                    f"Run {self._run_id} is driven by another process now.",
                    "This one fell silent for too long; watch the run here.",
                )

    def _pause(self) -> None:
        """End the pause's waiting once no worker holds a lease any more."""
        with self._store.write() as connection:
            held = leases.held(connection, self._run_id)
            # Somebody may have cancelled since the state was read: look again, under the lock.
            pausing = run_control.control(connection, self._run_id).state is RunState.PAUSING
            if pausing and not held:
                runs.set_state(connection, self._run_id, RunState.PAUSED)
        if held:
            self._stop.wait(POLL_S)

    def _complete(self) -> None:
        with self._store.write() as connection:
            if not self._is_complete(run_control.control(connection, self._run_id)):
                return  # paused or cancelled since the state was read
            run_control.complete(connection, self._run_id)

    def _cancel(self) -> None:
        cancel_run(self._store, self._run_id)


def cancel_run(store: Store, run_id: int) -> None:
    """Close every pending job of a run in state cancelling, in chunks, and end the run."""
    with store.write() as connection:
        leases.revoke(connection, run_id)
    more = True
    while more:
        with store.write() as connection:
            more = plan.cancel_pending(connection, run_id, CANCEL_CHUNK)
    with store.write() as connection:
        runs.set_state(connection, run_id, RunState.CANCELLED)
