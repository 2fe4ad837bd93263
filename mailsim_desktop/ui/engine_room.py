"""Holds the engine for as long as the window lives, and asks the services about runs.

The engine is made with the first run that this window drives. Everything that it or a
service does happens on background threads; this object only hands over.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from mailsim_desktop import clock
from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.errors import MailSimError
from mailsim_desktop.services import dead_letters, launching, runs
from mailsim_desktop.services.database import Store
from mailsim_desktop.services.dead_letters import Selection
from mailsim_desktop.services.runs import Engine
from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.changes import Topic

PAUSE_S = 20.0
"""How long closing waits for a run to pause before it stops the engine as it is."""
WATCH_S = 1.0
_TOUCHED = (Topic.CAMPAIGNS, Topic.RUNS)


class EngineRoom(QObject):
    """Launches, paces, pauses, resumes and cancels runs."""

    held_up = Signal(int, object)
    """A run cannot go on for the moment because of this error; None once it goes on."""
    run_broke = Signal(int, object)
    """The engine stopped driving this run because of this error."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._lock = threading.Lock()
        self._engine: Engine | None = None
        self._closing = threading.Event()

    def launch(
        self,
        campaign_id: int,
        scenario_id: str,
        options: RunOptions,
        policy_id: str | None = None,
        done: Callable[[int], None] | None = None,
    ) -> None:
        """Launch a campaign, with a retry policy in place of the scenario's, and drive it here."""

        def work(store: Store) -> int:
            engine = self._engine_for(store)
            run_id = launching.launch(store, campaign_id, scenario_id, options, policy_id)
            engine.drive(run_id)
            self._watch(engine, run_id)
            return run_id

        self._bridge.write(work, done=done, changes=_TOUCHED)

    def pause(self, run_id: int) -> None:
        """Pause a run, wherever it is driven."""
        self._bridge.write(lambda store: runs.pause(store, run_id), changes=_TOUCHED)

    def resume(self, run_id: int) -> None:
        """Go on with a run, here."""

        def work(store: Store) -> None:
            engine = self._engine_for(store)
            runs.resume(store, engine, run_id)
            self._watch(engine, run_id)

        self._bridge.write(work, changes=_TOUCHED)

    def cancel(self, run_id: int) -> None:
        """Cancel a run for good, wherever it is driven."""
        self._bridge.write(lambda store: runs.cancel(store, run_id), changes=_TOUCHED)

    def set_speed(self, run_id: int, speed: int | None) -> None:
        """Change the pace of a run while it goes on, wherever it is driven."""

        def work(store: Store) -> None:
            workers = runs.get_run(store, run_id).wanted_workers
            runs.set_control(store, run_id, speed=speed, workers=workers)

        self._bridge.write(work, changes=_TOUCHED)

    def set_workers(self, run_id: int, workers: int) -> None:
        """Change the number of workers of a run while it goes on, wherever it is driven."""

        def work(store: Store) -> None:
            speed = runs.get_run(store, run_id).speed
            runs.set_control(store, run_id, speed=speed, workers=workers)

        self._bridge.write(work, changes=_TOUCHED)

    def requeue(
        self, run_id: int, selection: Selection, done: Callable[[int], None] | None = None
    ) -> None:
        """Try dead letters of a run that has ended again, in a run of their own driven here."""

        def work(store: Store) -> int:
            engine = self._engine_for(store)
            child = dead_letters.requeue(store, run_id, selection)
            engine.drive(child)
            self._watch(engine, child)
            return child

        self._bridge.write(work, done=done, changes=_TOUCHED)

    def driven(self) -> list[int]:
        """Ids of the runs that this window drives now."""
        engine = self._engine
        return [] if engine is None else engine.driven()

    def close(self, store: Store) -> None:
        """Pause what is driven here and end every process; called on a background thread."""
        engine = self._engine
        if engine is None:
            return
        driven = engine.driven()
        try:
            for run_id in driven:
                _pause(store, run_id)
            until = clock.monotonic_s() + PAUSE_S
            for run_id in driven:
                _settle(engine, run_id, until - clock.monotonic_s())
        finally:
            self._closing.set()
            engine.close()

    def _engine_for(self, store: Store) -> Engine:
        with self._lock:
            if self._engine is None or self._engine.broken is not None:
                self._engine = runs.make_engine(store)
            return self._engine

    def _watch(self, engine: Engine, run_id: int) -> None:
        """Tell when the engine leaves the run, and why if by an error."""
        threading.Thread(
            target=self._wait, args=(engine, run_id), name=f"watch {run_id}", daemon=True
        ).start()

    def _wait(self, engine: Engine, run_id: int) -> None:
        try:
            told = None
            while not engine.wait(run_id, WATCH_S):
                if self._closing.is_set():
                    return
                trouble = engine.trouble(run_id)
                if (trouble is None) != (told is None):
                    self._bridge.post(self.held_up.emit, run_id, trouble)
                told = trouble
        except BaseException as error:  # noqa: BLE001 # whatever stopped the run is shown
            self._bridge.post(self.run_broke.emit, run_id, error)
        self._bridge.post(self.held_up.emit, run_id, None)
        self._bridge.post(self._bridge.changes.tell, *_TOUCHED)


def _pause(store: Store, run_id: int) -> None:
    try:
        runs.pause(store, run_id)
    except MailSimError:
        return  # it ended or pauses already; or it stays as it is and can be resumed later


def _settle(engine: Engine, run_id: int, within_s: float) -> None:
    try:
        engine.wait(run_id, max(0.0, within_s))
    except MailSimError:
        return  # it was shown when it happened
