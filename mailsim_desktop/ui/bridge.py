"""The one way from the window to the services: a call on a background thread.

Each thread has a store of its own. Reads go to two threads and may be answered in any
order: see `latest`. Short writes go to one thread and are carried out in the order in which
they were asked for; a long one has another to itself, so that it holds up neither, and what has
nothing to do with the database of the window runs beside all of them. What comes
back (result, progress, error) is handed over on the GUI thread, unless the widget that asked
has gone meanwhile. Errors that MailSim can explain go to `failed`; anything else is a bug and
goes to the crash handler. Whatever came of a call, `ended` is called last.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from mailsim_desktop.errors import MailSimError
from mailsim_desktop.services.database import Store, open_reader
from mailsim_desktop.ui.changes import Changes, Topic
from mailsim_desktop.ui.task import Task

T = TypeVar("T")
READERS = 2


@dataclass(slots=True)
class _Call(Generic[T]):
    """What is asked of a thread."""

    work: Callable[[Store], T]
    done: Callable[[T], None] | None
    failed: Callable[[MailSimError], None]
    ended: Callable[[], None] | None = None
    topics: tuple[Topic, ...] = field(default=())


class _Pool:
    """Threads that take calls from one queue, each with a store of its own."""

    def __init__(
        self,
        names: list[str],
        open_store: Callable[[], Store],
        carry_out: Callable[[_Call[Any], Store], None],
    ) -> None:
        self._open_store = open_store
        self._carry_out = carry_out
        self.calls: queue.SimpleQueue[_Call[Any] | None] = queue.SimpleQueue()
        self._threads = [
            threading.Thread(target=self._serve, name=name, daemon=True) for name in names
        ]
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """End the threads after the calls that are under way."""
        for _ in self._threads:
            self.calls.put(None)
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        """Body of a thread."""
        store = self._open_store()
        try:
            while (call := self.calls.get()) is not None:
                self._carry_out(call, store)
        finally:
            store.close()


class Bridge(QObject):
    """Runs calls on a few threads of its own."""

    _arrived = Signal(object)
    failed = Signal(object)
    """A call failed and its asker did not say what to do: show the error."""

    def __init__(self, database: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.database = database
        self.changes = Changes(self)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._readers = _Pool(
            [f"reader {number}" for number in range(READERS)],
            partial(open_reader, database),
            self._carry_out,
        )
        self._writer = _Pool(["writer"], partial(Store, database), self._carry_out)
        self._long_writer = _Pool(["long writer"], partial(Store, database), self._carry_out)
        self._beside = _Pool(["beside"], partial(open_reader, database), self._carry_out)

    def read(
        self,
        work: Callable[[Store], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[MailSimError], None] | None = None,
        ended: Callable[[], None] | None = None,
    ) -> None:
        """Run `work`, which changes nothing; the others are called on this thread."""
        self._readers.calls.put(_Call(work, done, failed or self.failed.emit, ended))

    def write(
        self,
        work: Callable[[Store], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[MailSimError], None] | None = None,
        ended: Callable[[], None] | None = None,
        changes: tuple[Topic, ...] = (),
    ) -> None:
        """Run `work` after the writes before it; then those who show `changes` hear of it."""
        self._writer.calls.put(_Call(work, done, failed or self.failed.emit, ended, changes))

    def start(
        self,
        work: Callable[[Store, Task], T],
        *,
        progress: Callable[[Any], None] | None = None,
        done: Callable[[T], None] | None = None,
        failed: Callable[[MailSimError], None] | None = None,
        ended: Callable[[], None] | None = None,
        changes: tuple[Topic, ...] = (),
        beside: bool = False,
    ) -> Task:
        """Run `work` that takes long; the task answered cancels it.

        `work` reports through its task; `progress` is called on this thread, ten times a
        second at most.

        Parameters
        ----------
        beside : it writes nothing to the database, so no other long call need wait for it.
        """

        def hand_over(value: object) -> None:
            if progress is not None:
                self.post(progress, value)

        task = Task(hand_over)
        pool = self._beside if beside else self._long_writer
        pool.calls.put(
            _Call(lambda store: work(store, task), done, failed or self.failed.emit, ended, changes)
        )
        return task

    def post(self, function: Callable[..., None], *arguments: object) -> None:
        """From any thread: call `function` on the GUI thread."""
        self._arrived.emit((function, arguments))

    def close(self) -> None:
        """End the threads after the calls that are under way."""
        for pool in (self._readers, self._writer, self._long_writer, self._beside):
            pool.close()

    @Slot(object)
    def _deliver(self, call: tuple[Callable[..., None], tuple[object, ...]]) -> None:
        function, arguments = call
        owner = getattr(getattr(function, "func", function), "__self__", None)
        if isinstance(owner, QObject) and not shiboken6.isValid(owner):
            return  # the widget that asked was closed
        function(*arguments)

    def _carry_out(self, call: _Call[Any], store: Store) -> None:
        """On a background thread: do the work and hand over what came of it."""
        try:
            result = call.work(store)
        except MailSimError as error:
            self.post(call.failed, error)
        except Exception as error:  # noqa: BLE001 # a bug: handed to the crash handler
            self.post(_raise, error)
        else:
            if call.done is not None:
                self.post(call.done, result)
            self.post(self.changes.tell, *call.topics)
        if call.ended is not None:
            self.post(call.ended)


def _raise(error: Exception) -> None:
    raise error
