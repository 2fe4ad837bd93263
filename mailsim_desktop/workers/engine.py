"""The engine: planner, governor and supervisor as threads of the process that launched.

One engine serves all runs that its process drives; the worker processes stay warm
between runs. Nothing here decides a result: any thread may stop at any line.
"""

from __future__ import annotations

import logging
import os
import socket
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Self

from mailsim_desktop.domain.transitions import TERMINAL_RUN_STATES, RunState
from mailsim_desktop.errors import (
    ConditionError,
    ConflictError,
    HostLostError,
    MailSimError,
    StoreBusyError,
)
from mailsim_desktop.store import campaigns, hosts, runs
from mailsim_desktop.store.database import Store
from mailsim_desktop.workers.governor import Governor
from mailsim_desktop.workers.planner import plan_run
from mailsim_desktop.workers.supervisor import Supervisor

BUSY_WAIT_S = 0.5
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Drive:
    """One run as this engine drives it.

    `stop` ends its planner and its governor: the engine closes, or one of them has failed.
    """

    thread: Thread
    stop: Event = field(default_factory=Event)
    finished: Event = field(default_factory=Event)
    error: BaseException | None = None
    governor: Governor | None = None


def host_name() -> str:
    """Name of this process, as in the rows of the runs that it drives."""
    return f"{socket.gethostname()}:{os.getpid()}"


def driven_elsewhere(run_id: int, host: str | None) -> ConflictError:
    """The error of whoever wants to drive a run that another process drives."""
    return ConflictError(
        f"Run {run_id} is being driven by another process ({host}).",
        "Watch it here, or end that process. If it has just died, try again in five seconds.",
    )


class Engine:
    """Drives runs of one database until it is closed.

    Parameters
    ----------
    domains : ASCII domain to provider group id, for the planner.
    """

    def __init__(self, database: Path, domains: dict[str, str]) -> None:
        self._database = database
        self._domains = domains
        self.host = host_name()
        self._stop = Event()
        self._lock = Lock()
        self._drives: dict[int, _Drive] = {}
        self._pool = Supervisor(database, self.driven, self._stop, self.host)
        self._supervisor: Thread | None = None
        self.broken: BaseException | None = None  # why it can drive nothing any more

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def drive(self, run_id: int) -> None:
        """Begin or go on with a run, in the background.

        Raises
        ------
        ConflictError : another living process drives it.
        WorkerLostError : this engine broke; make a new one.
        """
        with self._lock:
            if self.broken is not None:
                raise self.broken
            if run_id in self._drives and not self._drives[run_id].finished.is_set():
                return
            self._claim(run_id)
            drive = _Drive(Thread(target=self._drive, args=(run_id,), name=f"run {run_id}"))
            self._drives[run_id] = drive
            if self._stop.is_set():
                drive.stop.set()
            if self._supervisor is None:
                self._supervisor = Thread(target=self._supervise, name="supervisor")
                self._supervisor.start()
            drive.thread.start()

    def wait(self, run_id: int, timeout_s: float | None = None) -> bool:
        """Wait until this engine no longer drives a run; True when that is so.

        Raises the error that stopped it, if one did.
        """
        drive = self._drives[run_id]
        if not drive.finished.wait(timeout_s):
            return False
        drive.thread.join()
        if drive.error is not None:
            raise drive.error
        return True

    def trouble(self, run_id: int) -> StoreBusyError | None:
        """Why a run that this engine drives cannot go on at the moment, if it cannot."""
        governor = self._drives[run_id].governor
        return None if governor is None else governor.trouble

    def driven(self) -> list[int]:
        """Ids of the runs that are being driven now."""
        with self._lock:
            return [run_id for run_id, drive in self._drives.items() if not drive.finished.is_set()]

    def worker_pids(self) -> dict[str, int]:
        """Process ids of the workers, by name."""
        return self._pool.pids()

    def close(self) -> None:
        """Stop all threads and worker processes; runs keep their state and can go on later."""
        with self._lock:
            drives = list(self._drives.values())
            self._stop.set()
            for drive in drives:
                drive.stop.set()
        for drive in drives:
            drive.thread.join()
        if self._supervisor is not None:
            self._supervisor.join()

    def _claim(self, run_id: int) -> None:
        store = Store(self._database)
        try:
            with store.write() as connection:
                if not hosts.claim(connection, run_id, self.host):
                    raise driven_elsewhere(run_id, runs.get(connection, run_id).host)
        finally:
            store.close()

    def _drive(self, run_id: int) -> None:
        """Body of a run's thread: govern until the run rests, then leave it."""
        drive = self._drives[run_id]
        store = Store(self._database)
        try:
            while not drive.finished.is_set():
                self._govern(store, run_id)
                # A resume is either seen here, or finds a run that nobody drives any more.
                with self._lock:
                    if self._rests(store, run_id):
                        self._leave(store, run_id)
                        drive.finished.set()
        except BaseException as error:  # noqa: BLE001 # handed to whoever waits
            self._fail(run_id, error)
            self._leave(store, run_id)
        finally:
            store.close()
            drive.finished.set()

    def _govern(self, store: Store, run_id: int) -> None:
        """Govern a run until it ends or pauses, with the planner in a thread beside."""
        drive = self._drives[run_id]
        planner = Thread(target=self._plan, args=(run_id, drive.stop), name=f"planner {run_id}")
        with store.read() as connection:
            planning = runs.get(connection, run_id).state is RunState.PLANNING
        if planning:
            planner.start()
        try:
            drive.governor = Governor(store, run_id, self.host, drive.stop)
            drive.governor.drive()
        except BaseException:
            drive.stop.set()  # the planner ends with it
            raise
        finally:
            if planning:
                planner.join()
        store.checkpoint()

    def _rests(self, store: Store, run_id: int) -> bool:
        """Nothing is left to do for a run: it ended, is paused or was stopped here."""
        with store.read() as connection:
            state = runs.get(connection, run_id).state
        resting = state is RunState.PAUSED or state in TERMINAL_RUN_STATES
        return resting or self._drives[run_id].stop.is_set()

    def _plan(self, run_id: int, stop: Event) -> None:
        store = Store(self._database)
        try:
            while not stop.is_set():
                try:
                    self._plan_once(store, run_id, stop)
                except StoreBusyError as error:  # it goes on after the last committed chunk
                    _log.warning("%s", error, extra={"run": run_id})
                    stop.wait(BUSY_WAIT_S)
                else:
                    return
        except BaseException as error:  # noqa: BLE001 # the run fails, and whoever waits is told
            self._fail(run_id, error)
        finally:
            store.close()

    def _plan_once(self, store: Store, run_id: int, stop: Event) -> None:
        with store.read() as connection:
            campaign_id = runs.get(connection, run_id).campaign_id
            list_id = campaigns.get(connection, campaign_id).list_id
        plan_run(store, run_id, list_id, self._domains, stop=stop)

    def _supervise(self) -> None:
        try:
            self._pool.supervise()
        except BaseException as error:  # noqa: BLE001 # every driven run fails with it
            self.broken = error
            for run_id in self.driven():
                self._fail(run_id, error)
            self._stop.set()

    def _fail(self, run_id: int, error: BaseException) -> None:
        """Note the error for `wait` and stop the drive; end the run as failed if it is its own.

        The first error counts: what follows from it tells less.
        """
        _log.error("run failed", exc_info=error, extra={"run": run_id})
        drive = self._drives[run_id]
        drive.error = drive.error or error
        drive.stop.set()
        if isinstance(error, (HostLostError, ConditionError)):
            return  # it goes on elsewhere; or the machine's trouble passes and it can be resumed
        store = Store(self._database)
        try:
            with store.write() as connection:
                if runs.get(connection, run_id).host != self.host:
                    return  # another process drives it now
                runs.set_state(connection, run_id, RunState.FAILED, error=str(error))
        except MailSimError as second:
            _log.warning("the failure could not be stored: %s", second, extra={"run": run_id})
        finally:
            store.close()

    def _leave(self, store: Store, run_id: int) -> None:
        try:
            with store.write() as connection:
                hosts.leave(connection, run_id, self.host)
        except MailSimError as error:
            _log.warning("%s", error, extra={"run": run_id})
