"""The queue page: who works, which lane waits for what, what comes, and what was given up.

Draws snapshots and asks by signals; decides nothing itself. The reader reads the queue only
while this page is seen.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from mailsim_desktop.domain.transitions import TERMINAL_RUN_STATES
from mailsim_desktop.services.metrics import Reading
from mailsim_desktop.ui import words
from mailsim_desktop.ui.context import Context
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.pages.page import Page
from mailsim_desktop.ui.pages.queue_parts import QueueParts
from mailsim_desktop.ui.snapshot import Snapshot
from mailsim_desktop.ui.widgets.buttons import button
from mailsim_desktop.ui.widgets.labels import PlainLabel
from mailsim_desktop.ui.widgets.step_field import StepField
from mailsim_desktop.ui.window_state import Parts

if TYPE_CHECKING:
    from mailsim_desktop.services.campaigns import CampaignRow

MOST_WORKERS = 64
_STEPS = {"+": 1, "=": 1, "-": -1}


class QueuePage(Page):
    """One run at a time, the same as in the run bar."""

    workers_wanted = Signal(int, int)
    """Run id and another number of workers."""
    drill_wanted = Signal()
    watched = Signal(bool)
    """The page came on top, or left."""

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Queue"))
        self._snapshot = Snapshot()
        self._narrow = False
        self.workers_field = StepField(self.tr("Workers"), Icon.WORKER, least=1, most=MOST_WORKERS)
        self.workers_field.wanted.connect(self._ask_workers)
        self._label = PlainLabel(self.tr("Workers"), muted=True)
        self._label.setBuddy(self.workers_field)
        self.drill_button = button(self.tr("Crash drill…"), self.drill_wanted.emit, icon=Icon.DRILL)
        for control in (self._label, self.workers_field, self.drill_button):
            self.header.add(control)
        self.queue = QueueParts(context)
        self.queue.told.connect(self.told)
        self.content.addWidget(self.queue, 1)
        for key, by in _STEPS.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)  # also from the rail
            shortcut.activated.connect(partial(self.workers_field.step, by))

    def showEvent(self, event: QShowEvent) -> None:
        """Have the queue read; load the plots when the page is first seen."""
        super().showEvent(event)
        self.watched.emit(True)
        QTimer.singleShot(0, self, self.queue.load_plots)

    def hideEvent(self, event: QHideEvent) -> None:
        """No longer."""
        super().hideEvent(event)
        self.watched.emit(False)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw the queue of the run shown."""
        self.show_workers(snapshot)
        self.queue.show_snapshot(snapshot)
        self.header.set_facts(self._facts(snapshot))

    def show_workers(self, snapshot: Snapshot) -> None:
        """Show the number of workers that the run asks for."""
        self._snapshot = snapshot
        reading = snapshot.reading
        goes_on = reading is not None and reading.run.state not in TERMINAL_RUN_STATES
        self.workers_field.setEnabled(goes_on)
        self.workers_field.setVisible(reading is not None)
        self._label.setVisible(reading is not None and not self._narrow)
        if reading is not None:
            self.workers_field.show_known(reading.run.wanted_workers)

    def _facts(self, snapshot: Snapshot) -> str:
        reading = snapshot.reading
        if reading is None:
            return self.tr("Workers, lanes, and what waits for what")
        if reading.run.state in TERMINAL_RUN_STATES:
            return self.tr("Run {0} has ended").format(reading.run.id)
        return self._waiting(snapshot, reading)

    def _waiting(self, snapshot: Snapshot, reading: Reading) -> str:
        """Queued, and how many of them wait: the same number as in the plot below.

        Both are read at different instants, so that a moment's difference is cut off.
        """
        queue, waiting = snapshot.queue, 0
        if queue is not None and queue.run_id == reading.run.id and queue.waves is not None:
            waiting = queue.waves.total
        waiting = min(waiting, reading.queued or 0)
        text = self.tr("{0} queued, %Ln of them wait for a retry", "", waiting)
        return text.format(words.count(reading.queued))

    def _ask_workers(self, workers: int) -> None:
        reading = self._snapshot.reading
        if reading is not None:
            self.workers_wanted.emit(reading.run.id, workers)

    def show_drill(self, title: str, line: str) -> None:
        """A drill began; another has to wait."""
        self.drill_button.setEnabled(False)
        self.queue.show_drill(title, line)

    def hide_drill(self) -> None:
        """It is over."""
        self.drill_button.setEnabled(True)
        self.queue.hide_drill()

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 # the one fact
        """Show one part at a time, or all side by side."""
        self._narrow = narrow
        self.show_workers(self._snapshot)
        self.queue.set_narrow(narrow)

    def campaign(self, snapshot: Snapshot) -> CampaignRow | None:
        """The campaign whose run is shown."""
        reading = snapshot.reading
        return None if reading is None else snapshot.row(reading.run.campaign_id)

    def parts(self) -> Parts:
        """What the window remembers."""
        queue = self.queue
        return {
            "workers": queue.workers.table,
            "lanes": queue.lanes.table,
            "dead": queue.dead.table,
        }

    def start(self) -> QWidget | None:
        """Begin with the lanes, where they are shown."""
        table = self.queue.lanes.table
        return table if table.isVisibleTo(self) else None

    def own_keys(self) -> tuple[tuple[str, str], ...]:
        """Keys of the tables."""
        return (("Return", self.tr("Change the limit of the lane, or show the addresses")),)
