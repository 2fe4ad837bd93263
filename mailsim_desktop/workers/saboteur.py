"""Does harm to the workers of one engine: kills, stops and starves them, for a crash drill.

Harms come one after the other, each at a random instant or at a chosen moment. A starved
worker is stopped, its leases expire, somebody takes over, and then it goes on: a zombie.
"""

from __future__ import annotations

import itertools
import os
import signal
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from threading import Event, Thread

from mailsim_desktop import clock
from mailsim_desktop.simulation.streams import Stream, draw_int
from mailsim_desktop.store import audit, events
from mailsim_desktop.store.database import Store

SEARCH_S = 3.0
"""How long a chosen moment is looked for before any moment will do."""
LOOK_S = 0.001
_SIGSTOP, _SIGCONT, _SIGKILL = (
    getattr(signal, name, signal.SIGTERM) for name in ("SIGSTOP", "SIGCONT", "SIGKILL")
)
ZOMBIE_S = 1.0
"""How long a starved worker waits for somebody to take over."""


class Harm(StrEnum):
    """What is done to a worker."""

    KILL = "kill"  # SIGKILL
    STOP = "stop"  # SIGSTOP for good: its supervisor has to notice
    STARVE = "starve"  # SIGSTOP, expiry of its leases, takeover, SIGCONT


class Moment(StrEnum):
    """When it is done."""

    RANDOM = "random"  # at any instant
    LEASED = "leased"  # while the worker holds a lease: it reads, simulates or commits
    WRITING = "writing"  # the same, and a transaction is open for writing


class Saboteur(Thread):
    """Harms workers until its number is reached or the run has ended.

    Parameters
    ----------
    pids : process ids of the workers by name, asked each time.
    plan : the harms in their order.
    pause_s : mean time between two of them.
    """

    def __init__(  # what, whom, when: all of it decides
        self,
        database: Path,
        run_id: int,
        pids: Callable[[], dict[str, int]],
        plan: Sequence[Harm],
        *,
        pause_s: float,
        moment: Moment,
        seed: int,
    ) -> None:
        super().__init__(name="saboteur", daemon=True)
        self._database, self._run_id, self._pids = database, run_id, pids
        self._plan, self._pause_s, self._moment = plan, pause_s, moment
        self._draws = (draw_int(seed, Stream.DRILL, 1, n) for n in itertools.count())
        self._ended = Event()
        self._stopped: set[int] = set()
        self.done: Counter[Harm] = Counter()

    def end(self) -> None:
        """Stop doing harm; whoever is still stopped is killed, so that nobody waits for it."""
        self._ended.set()
        self.join()
        for pid in self._stopped & set(self._pids().values()):
            with suppress(ProcessLookupError):
                os.kill(pid, _SIGKILL)

    def run(self) -> None:
        """Do the harms, one after the other."""
        self._store = Store(self._database)
        try:
            for harm in self._plan:
                self._ended.wait(2 * self._pause_s * self._luck())
                pid = self._stop_one()
                if pid is None:
                    return
                with suppress(ProcessLookupError):
                    self._harm(harm, pid)
                    self.done[harm] += 1
        finally:
            self._store.close()

    def _luck(self) -> float:
        """Next draw, in [0, 1)."""
        return (next(self._draws) >> 11) / (1 << 53)

    def _stop_one(self) -> int | None:
        """Stop a worker at its moment; None once the run has ended."""
        deadline = clock.monotonic_s() + SEARCH_S
        while not self._ended.is_set():
            living = {name: pid for name, pid in self._pids().items() if pid not in self._stopped}
            late = clock.monotonic_s() > deadline
            if self._moment is not Moment.RANDOM and not late:
                living = {name: pid for name, pid in living.items() if name in self._holders()}
            if living:
                name = sorted(living)[int(self._luck() * len(living))]
                with suppress(ProcessLookupError):  # it ended by itself meanwhile
                    os.kill(living[name], _SIGSTOP)
                    if late or self._is_the_moment(name):
                        return living[name]
                    os.kill(living[name], _SIGCONT)
            self._ended.wait(LOOK_S * self._luck())
        return None

    def _holders(self) -> set[str]:
        with self._store.read() as connection:
            return audit.lease_holders(connection, self._run_id)

    def _is_the_moment(self, name: str) -> bool:
        """Whether a worker that is stopped by now was caught in time."""
        if self._moment is Moment.RANDOM:
            return True
        if name not in self._holders():
            return False
        return self._moment is Moment.LEASED or self._store.is_locked()

    def _harm(self, harm: Harm, pid: int) -> None:
        """Harm a stopped worker."""
        if harm is Harm.KILL:
            os.kill(pid, _SIGKILL)
        elif harm is Harm.STOP:
            self._stopped.add(pid)
        else:
            self._starve(pid)

    def _is_locked_for(self, seconds: float) -> bool:
        """Nobody but the stopped worker would keep the lock for so long."""
        deadline = clock.monotonic_s() + seconds
        while self._store.is_locked():
            if clock.monotonic_s() > deadline:
                return True
            self._ended.wait(LOOK_S)
        return False

    def _starve(self, pid: int) -> None:
        """Make a zombie of a stopped worker, unless it holds the lock that all others need."""
        if not self._is_locked_for(ZOMBIE_S / 10):
            with self._store.write() as connection:
                audit.expire_leases(connection, self._run_id)
                before = events.count(connection, self._run_id, "takeover")
            deadline = clock.monotonic_s() + ZOMBIE_S
            while clock.monotonic_s() < deadline and not self._ended.wait(LOOK_S):
                with self._store.read() as connection:
                    if events.count(connection, self._run_id, "takeover") > before:
                        break
        os.kill(pid, _SIGCONT)
