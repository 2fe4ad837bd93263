"""Imports files one after the other in the background, with progress and cancel.

Owns the queue of files that were dropped or chosen. Refuses to look into a file: what is
wrong with it is told by the service.
"""

from __future__ import annotations

from collections import deque
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from mailsim_desktop import clock
from mailsim_desktop.services.contacts import ImportProgress, ImportSummary, import_contacts
from mailsim_desktop.services.database import Store
from mailsim_desktop.ui import words
from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.changes import Topic
from mailsim_desktop.ui.task import Task


class ImportFlow(QObject):
    """At most one import at a time."""

    began = Signal(Path)
    moved = Signal(float, str)
    """Share done in [0, 1], and the numbers in words."""
    finished = Signal(object, float)
    """The `ImportSummary` and how many seconds it took."""
    cancelled = Signal(Path)
    failed = Signal(object)
    over = Signal()
    """Whatever came of it, the import is over."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._waiting: deque[Path] = deque()
        self._task: Task | None = None  # None: nothing under way
        self._path = Path()
        self._began_s = 0.0

    def add(self, paths: list[Path]) -> None:
        """Import these files after those that wait."""
        self._waiting.extend(paths)
        if self._task is None:
            self._next()

    def cancel(self) -> None:
        """Stop the import under way; nothing of it is kept."""
        if self._task is not None:
            self._task.cancel()

    def stop(self) -> None:
        """Stop, and begin none of those that wait: the window closes."""
        self._waiting.clear()
        self.cancel()

    def _next(self) -> None:
        if not self._waiting:
            return
        path = self._path = self._waiting.popleft()
        self._began_s = clock.monotonic_s()
        self.began.emit(path)

        def work(store: Store, task: Task) -> ImportSummary | None:
            return import_contacts(store, path, progress=task.report, cancelled=task.is_cancelled)

        self._task = self._bridge.start(
            work,
            progress=self._progress,
            done=self._done,
            failed=self.failed.emit,
            ended=self._over,
            changes=(Topic.CONTACTS,),
        )

    def _progress(self, progress: ImportProgress) -> None:
        if self._task is None:
            return
        seconds = max(clock.monotonic_s() - self._began_s, 0.001)
        if progress.rows_written:
            share = progress.rows_written / max(1, progress.rows_read)
            line = self.tr("{0} of %Ln rows stored", "", progress.rows_read).format(
                words.count(progress.rows_written)
            )
        else:
            share = progress.bytes_read / max(1, progress.bytes_total)
            checked = self.tr("%Ln rows checked", "", progress.rows_read)
            rate = self.tr("%Ln rows a second", "", round(progress.rows_read / seconds))
            line = f"{checked} · {rate}"
        self.moved.emit(min(1.0, share), line)

    def _done(self, summary: ImportSummary | None) -> None:
        if summary is None:
            self.cancelled.emit(self._path)
        else:
            self.finished.emit(summary, clock.monotonic_s() - self._began_s)

    def _over(self) -> None:
        self._task = None
        self.over.emit()
        self._next()
