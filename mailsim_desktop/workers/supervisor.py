"""The supervisor: keeps the wanted number of worker processes alive.

A dead child's leases are freed at once and a new child takes its place; one that fell
silent is killed first, for it may have been stopped inside a transaction. Death by a signal
never touches a job. Children that keep dying without any progress are replaced ever more
slowly, and in the end the run fails with an error instead of a loop without end.
"""

from __future__ import annotations

import itertools
import logging
import os
import signal
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import multiprocess
from multiprocess.connection import wait

from mailsim_desktop import clock
from mailsim_desktop.errors import ConditionError, DiskFullError, StoreBusyError, WorkerLostError
from mailsim_desktop.store import counters, events, leases, run_control
from mailsim_desktop.store.database import Store
from mailsim_desktop.workers import child
from mailsim_desktop.workers.log_keeper import LogKeeper
from mailsim_desktop.workers.pulse import Listener
from mailsim_desktop.workers.roll import Roll
from mailsim_desktop.workers.watched_child import WatchedChild

LOOK_S = 0.1
PATIENCE = 50
"""Deaths without a single attempt committed in between, before we give up."""
TOLD_PATIENCE = 5
"""The same where they tell an error of the machine: it is that error that we give up with."""
STOP_S = 5.0
BUSY_MS = 100
"""How long a look may wait for the write lock: whoever holds it may be one that is stopped."""
FIRST_WAIT_S, LONGEST_WAIT_S = 0.05, 1.0
"""Before a worker that died without progress is replaced; doubled each time."""
_log = logging.getLogger(__name__)


class Supervisor:
    """Starts, watches and replaces the worker processes of one engine.

    Parameters
    ----------
    runs_driven : ids of the runs that this process drives, asked at each look.
    host : name of this process, as in the rows of its runs.
    """

    def __init__(
        self, database: Path, runs_driven: Callable[[], list[int]], stop: Event, host: str
    ) -> None:
        self._database = database
        self._runs_driven = runs_driven
        self._stop = stop
        self._context = multiprocess.get_context("spawn")
        self._children: dict[str, WatchedChild] = {}
        self._leaving: dict[str, WatchedChild] = {}  # told to end, not yet gone
        self._dead: dict[str, dict[str, Any]] = {}  # buried, their leases not yet freed
        self._start_at = 0.0  # monotonic; no child is started earlier
        self._listened_at = 0.0  # monotonic
        self._log = LogKeeper()
        self._roll = Roll(host)
        self._numbers = itertools.count(1)
        self._deaths = 0
        self._attempts = 0

    def supervise(self) -> None:
        """Keep the pool until `stop` is set, then drain it.

        Raises
        ------
        WorkerLostError : children die faster than they can be replaced.
        ConditionError : a child found no room to write, or several in turn the same obstacle.
        """
        store = Store(self._database, busy_ms=BUSY_MS)
        try:
            while not self._stop.is_set():
                self._look(store)
                sentinels = [one.process.sentinel for one in self._children.values()]
                if not wait(sentinels, timeout=LOOK_S) and not sentinels:
                    self._stop.wait(LOOK_S)
        finally:
            self._drain(store)
            store.close()

    def pids(self) -> dict[str, int]:
        """Process ids of the workers by name, those that are ending left out."""
        return {name: one.process.pid for name, one in list(self._children.items())}

    def _look(self, store: Store) -> None:
        """Listen to the children, bury the dead, and keep their number."""
        driven = self._runs_driven()
        self._listen()  # before anything that waits for the write lock
        self._bury_dead(store, driven)
        if driven:
            with store.read() as connection:
                wanted = run_control.wanted_workers(connection, driven)
            self._match(wanted)
        self._roll.keep(store, self._children, self._leaving, driven=bool(driven))
        self._log.keep_short(store, driven)

    def _listen(self) -> None:
        """Count for how long the children are silent, in looks that are `LOOK_S` apart.

        A death brings a look forward; while the dying is not quite dead, hundreds of them.
        """
        now = clock.monotonic_s()
        if now - self._listened_at < LOOK_S:
            return
        self._listened_at = now
        for one in (*self._children.values(), *self._leaving.values()):
            one.look()

    def _bury_dead(self, store: Store, driven: list[int]) -> None:
        ended: list[tuple[int | None, ConditionError | None]] = []
        for children in (self._children, self._leaving):
            for name, one in list(children.items()):
                if one.process.is_alive():
                    continue
                exit_code = children.pop(name).end()
                words = one.pulse.last_words
                if children is self._children or one.hung:
                    data = {"worker": name, "exit_code": exit_code, "hung": one.hung}
                    _log.warning("worker lost: it ended with %s", exit_code, extra={"worker": name})
                    self._dead[name] = data
                    ended.append((exit_code, words))
                elif exit_code in {0, -signal.SIGTERM}:
                    _log.info("worker ended", extra={"worker": name})
                else:  # on its way out, perhaps with a lease; no death that counts
                    self._dead[name] = {"worker": name, "exit_code": exit_code, "hung": False}
        self._free_dead(store, driven)
        for exit_code, words in ended:
            self._count_death(store, driven, exit_code, words)

    def _free_dead(self, store: Store, driven: list[int]) -> None:
        """Free the leases of the dead, at the next look where the database is busy."""
        if not self._dead:
            return
        try:
            with store.write() as connection:
                for name, data in self._dead.items():
                    found = {**data, "leases": leases.free(connection, name)}
                    for run_id in driven:
                        events.record(connection, run_id, "worker_lost", found)
        except StoreBusyError as error:
            _log.warning("%s", error)
            return
        self._dead.clear()

    def _match(self, wanted: int) -> None:
        """Start children up to the wanted number, or tell the superfluous ones to end."""
        while len(self._children) < wanted and self._start_at <= clock.monotonic_s():
            self._start()
        for name in list(self._children)[wanted:]:
            self._leaving[name] = self._children.pop(name)
            self._leaving[name].process.terminate()  # finishes its batch, then ends

    def _start(self) -> None:
        name = f"{os.getpid()}-{next(self._numbers)}"
        ours, theirs = self._context.Pipe(duplex=False)
        process = self._context.Process(
            target=child.main,
            args=(self._database, name, theirs),
            name=f"mailsim worker {name}",
            daemon=True,
        )
        process.start()
        theirs.close()  # so that the pipe ends with the child
        self._children[name] = WatchedChild(process, Listener(ours))
        _log.info("worker started", extra={"worker": name})

    def _count_death(
        self,
        store: Store,
        driven: list[int],
        exit_code: int | None,
        words: ConditionError | None,
    ) -> None:
        """Put the next start off, or give up, where death follows death without progress.

        A full disk ends the work of all at once: whoever came next would find it as full.
        """
        with store.read() as connection:
            made = sum(counters.totals(connection, run_id).attempts for run_id in driven)
        self._deaths = self._deaths + 1 if made == self._attempts else 1
        self._attempts = made
        if words is not None and (self._deaths > TOLD_PATIENCE or isinstance(words, DiskFullError)):
            raise words
        if self._deaths > PATIENCE:
            raise WorkerLostError(
                f"Worker processes keep ending (last exit code {exit_code}) without any progress.",
                "Look into the log file, then resume the run.",
            )
        if self._deaths > 1:
            wait_s = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** (self._deaths - 2))
            self._start_at = clock.monotonic_s() + wait_s

    def _drain(self, store: Store) -> None:
        """Let the children finish their batch, then make sure that none is left, nor a lease."""
        for one in self._children.values():
            one.process.terminate()
        deadline = clock.monotonic_s() + STOP_S  # for all of them together
        for name, one in {**self._children, **self._leaving}.items():
            one.process.join(max(0.0, deadline - clock.monotonic_s()))
            killed = one.process.is_alive()
            if killed:
                one.process.kill()
                one.process.join()
            one.end()
            _log.info("worker killed" if killed else "worker ended", extra={"worker": name})
            if killed or one.hung:
                self._dead[name] = {"worker": name, "exit_code": None, "hung": one.hung}
        self._free_dead(store, [])
        self._roll.clear(store)
        self._children.clear()
        self._leaving.clear()
