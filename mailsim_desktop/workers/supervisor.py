"""The supervisor: keeps the wanted number of worker processes alive.

A dead child's leases are freed at once and a new child takes its place. Death by a
signal never touches a job. Children that keep dying without any progress end the run
with an error instead of a loop without end.
"""

from __future__ import annotations

import itertools
import logging
import os
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import multiprocess
from multiprocess.connection import wait

from mailsim_desktop import clock
from mailsim_desktop.errors import StoreBusyError, WorkerLostError
from mailsim_desktop.store import events, queue, runs
from mailsim_desktop.store.database import Store
from mailsim_desktop.workers import child

LOOK_S = 0.1
PATIENCE = 50
"""Deaths without a single attempt committed in between, before we give up."""
STOP_S = 5.0
CHECKPOINT_S = 2.0
_log = logging.getLogger(__name__)


class Supervisor:
    """Starts, watches and replaces the worker processes of one engine.

    Parameters
    ----------
    runs_driven : ids of the runs that this process drives, asked at each look.
    """

    def __init__(self, database: Path, runs_driven: Callable[[], list[int]], stop: Event) -> None:
        self._database = database
        self._runs_driven = runs_driven
        self._stop = stop
        self._context = multiprocess.get_context("spawn")
        self._children: dict[str, Any] = {}
        self._leaving: dict[str, Any] = {}  # told to end, not yet gone
        self._checkpoint_at = 0.0
        self._numbers = itertools.count(1)
        self._deaths = 0
        self._attempts = 0

    def supervise(self) -> None:
        """Keep the pool until `stop` is set, then drain it.

        Raises
        ------
        WorkerLostError : children die faster than they can be replaced.
        """
        store = Store(self._database)
        try:
            while not self._stop.is_set():
                self._look(store)
                sentinels = [process.sentinel for process in self._children.values()]
                if not wait(sentinels, timeout=LOOK_S) and not sentinels:
                    self._stop.wait(LOOK_S)
        finally:
            self._drain(store)
            store.close()

    def _look(self, store: Store) -> None:
        """Bury the dead, then start or stop children up to the wanted number."""
        driven = self._runs_driven()
        for name, process in list(self._children.items()):
            if not process.is_alive():
                del self._children[name]
                self._bury(store, name, process, driven)
        with store.read() as connection:
            wanted = runs.wanted_workers(connection, driven) if driven else len(self._children)
        while len(self._children) < wanted:
            self._start()
        for name in list(self._children)[wanted:]:
            self._leaving[name] = self._children.pop(name)
            self._leaving[name].terminate()  # finishes its batch, then ends
        for name in [name for name, gone in self._leaving.items() if not gone.is_alive()]:
            self._leaving.pop(name).join()
        if self._checkpoint_at <= clock.monotonic_s():
            self._checkpoint_at = clock.monotonic_s() + CHECKPOINT_S
            store.checkpoint(wait=False)

    def _start(self) -> None:
        name = f"{os.getpid()}-{next(self._numbers)}"
        process = self._context.Process(
            target=child.main,
            args=(self._database, name),
            name=f"mailsim worker {name}",
            daemon=True,
        )
        process.start()
        self._children[name] = process

    def _bury(self, store: Store, name: str, process: Any, driven: list[int]) -> None:
        exit_code = process.exitcode
        process.join()
        try:
            with store.write() as connection:
                freed = queue.free_leases(connection, name)
                made = sum(runs.totals(connection, run_id).attempts for run_id in driven)
                for run_id in driven:
                    data = {"worker": name, "exit_code": exit_code, "leases": freed}
                    events.record(connection, run_id, "worker_lost", data)
        except StoreBusyError as error:  # the leases expire by themselves
            _log.warning("%s", error)
            return
        _log.warning("worker ended with %s", exit_code, extra={"worker": name})
        self._deaths = self._deaths + 1 if made == self._attempts else 1
        self._attempts = made
        if self._deaths > PATIENCE:
            raise WorkerLostError(
                f"Worker processes keep ending (last exit code {exit_code}) without any progress.",
                "Look into the log file, then resume the run.",
            )

    def _drain(self, store: Store) -> None:
        """Let the children finish their batch, then make sure that none is left, nor a lease."""
        for process in self._children.values():
            process.terminate()
        deadline = clock.monotonic_s() + STOP_S  # for all of them together
        for name, process in {**self._children, **self._leaving}.items():
            process.join(max(0.0, deadline - clock.monotonic_s()))
            if process.is_alive():
                process.kill()
                process.join()
                with store.write() as connection:
                    queue.free_leases(connection, name)
        self._children.clear()
        self._leaving.clear()
