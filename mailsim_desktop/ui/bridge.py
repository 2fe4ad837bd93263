"""The one way from the window to the services: a call on a background thread.

Each thread has its own store. What comes back (result, progress, error) is handed over on
the GUI thread, unless the widget that asked has gone meanwhile. Errors that MailSim can
explain go to `failed`; anything else is a bug and goes to the crash handler.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from mailsim_desktop import clock
from mailsim_desktop.errors import MailSimError
from mailsim_desktop.services.database import Store

T = TypeVar("T")
THREADS = 3
PROGRESS_S = 0.1
"""Progress is handed over at most this often."""


@dataclass(slots=True)
class _Task(Generic[T]):
    """One call under way."""

    work: Callable[[Store], T]
    done: Callable[[T], None] | None
    failed: Callable[[MailSimError], None]


class Bridge(QObject):
    """Runs calls on a few threads of its own."""

    _arrived = Signal(object)
    failed = Signal(object)
    """A call failed and its asker did not say what to do: show the error."""

    def __init__(self, database: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.database = database
        self._tasks: queue.SimpleQueue[_Task[Any] | None] = queue.SimpleQueue()
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._threads = [
            threading.Thread(target=self._serve, name=f"bridge {number}", daemon=True)
            for number in range(THREADS)
        ]
        for thread in self._threads:
            thread.start()

    def call(
        self,
        work: Callable[[Store], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[MailSimError], None] | None = None,
    ) -> None:
        """Run `work` in the background; `done` and `failed` are called on this thread."""
        self._tasks.put(_Task(work, done, failed or self.failed.emit))

    def post(self, function: Callable[..., None], *arguments: object) -> None:
        """From any thread: call `function` on the GUI thread."""
        self._arrived.emit((function, arguments))

    def reporter(self, progress: Callable[[T], None]) -> Callable[[T], None]:
        """Make a progress callback for a background thread; it drops what comes too often."""
        last_s = 0.0

        def report(value: T) -> None:
            nonlocal last_s
            now = clock.monotonic_s()
            if now - last_s >= PROGRESS_S:
                last_s = now
                self.post(progress, value)

        return report

    def close(self) -> None:
        """End the threads after the calls that are under way."""
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads:
            thread.join()

    @Slot(object)
    def _deliver(self, call: tuple[Callable[..., None], tuple[object, ...]]) -> None:
        function, arguments = call
        owner = getattr(getattr(function, "func", function), "__self__", None)
        if isinstance(owner, QObject) and not shiboken6.isValid(owner):
            return  # the widget that asked was closed
        function(*arguments)

    def _serve(self) -> None:
        """Body of a thread."""
        store = Store(self.database)
        try:
            while (task := self._tasks.get()) is not None:
                self._carry_out(task, store)
        finally:
            store.close()

    def _carry_out(self, task: _Task[Any], store: Store) -> None:
        try:
            result = task.work(store)
        except MailSimError as error:
            self.post(task.failed, error)
        except Exception as error:  # noqa: BLE001 # a bug: handed to the crash handler
            self.post(_raise, error)
        else:
            if task.done is not None:
                self.post(task.done, result)


def _raise(error: Exception) -> None:
    raise error
