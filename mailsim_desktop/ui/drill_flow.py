"""Carries a crash drill out in the background, and keeps what came of it.

The drill has a folder and a database of its own, which are gone with it; the database of the
window is not touched, and no other work waits for it.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mailsim_desktop.services import drill_record
from mailsim_desktop.services.database import Store
from mailsim_desktop.services.drill import Drill, Progress, run_drill
from mailsim_desktop.services.drill_record import DrillRecord
from mailsim_desktop.ui import drill_words
from mailsim_desktop.ui.context import Context
from mailsim_desktop.ui.dialogs.audit import AuditDialog
from mailsim_desktop.ui.dialogs.drill import DrillDialog
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.pages.queue import QueuePage
from mailsim_desktop.ui.task import Task
from mailsim_desktop.ui.widgets.toasts import Toasts


class DrillFlow(QObject):
    """At most one drill at a time."""

    def __init__(self, context: Context, page: QueuePage, toasts: Toasts, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._page, self._window = context, page, window
        self._toasts = toasts
        self._task: Task | None = None  # None: nothing under way
        self._record: DrillRecord | None = None
        page.drill_wanted.connect(self.ask)
        page.queue.drill_cancelled.connect(self.stop)
        page.queue.drill.again_wanted.connect(self._again)
        page.queue.drill.audit_wanted.connect(self._show_audit)

    def read(self) -> None:
        """Show the last drill of this user."""
        self._context.bridge.read(lambda _store: drill_record.last(), done=self._show)

    def why_no_drill(self) -> str | None:
        """Why none can begin now."""
        return None if self._task is None else self.tr("A crash drill is under way.")

    def ask(self) -> None:
        """Ask what the drill is to do, then begin it."""
        if self._task is not None:
            return
        dialog = DrillDialog(self._window)
        dialog.accepted.connect(lambda: self.begin(dialog.drill()))
        dialog.open()

    def begin(self, drill: Drill) -> None:
        """Carry a drill out."""
        if self._task is not None:
            return
        self._page.show_drill(self.tr("Crash drill"), self.tr("Getting ready"))

        def work(_store: Store, task: Task) -> DrillRecord | None:
            with TemporaryDirectory(prefix="mailsim-drill-") as folder:
                audit = run_drill(Path(folder), drill, task.report, task.is_cancelled)
            return None if audit is None else drill_record.keep(drill, audit)

        self._task = self._context.bridge.start(
            work, progress=self._progress, done=self._done, ended=self._over, beside=True
        )

    def stop(self) -> None:
        """Call the drill under way off; nothing of it is kept."""
        if self._task is not None:
            self._task.cancel()

    def _again(self) -> None:
        if self._record is not None:
            self.begin(self._record.drill)

    def _progress(self, now: Progress) -> None:
        if self._task is not None:
            self._page.queue.progress.show_progress(*drill_words.progress(now))

    def _done(self, record: DrillRecord | None) -> None:
        if record is None:
            said = self.tr("Crash drill cancelled; nothing of it was kept")
            self._toasts.say(said, glyph=Glyph.INFO)
            return
        self._show(record)
        if record.audit.held:
            self._toasts.say(self.tr("Crash drill passed"))
        else:
            self._toasts.say(self.tr("Crash drill found a fault"), glyph=Glyph.FAILED)

    def _over(self) -> None:
        self._task = None
        self._page.hide_drill()

    def _show(self, record: DrillRecord | None) -> None:
        self._record = record
        self._page.queue.drill.show_record(record)

    def _show_audit(self) -> None:
        if self._record is not None:
            AuditDialog(self._record, self._context.theme, self._window).show()
