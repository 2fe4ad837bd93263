"""The two tables of the queue page: who works, and which lane waits for what."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction

from mailsim_desktop.services import interventions
from mailsim_desktop.services.queue_view import LaneView, QueueReading
from mailsim_desktop.services.runs import RunRow
from mailsim_desktop.ui import measures, words
from mailsim_desktop.ui.icons import Icon, icon
from mailsim_desktop.ui.models import queue_tables as at
from mailsim_desktop.ui.models.queue_tables import LaneTable, WorkerTable
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size, Space
from mailsim_desktop.ui.widgets.buttons import button
from mailsim_desktop.ui.widgets.card import Card, CardHead
from mailsim_desktop.ui.widgets.labels import PlainLabel
from mailsim_desktop.ui.widgets.table import Table

ROW = 30
MOST_WORKERS = 4
"""Workers that are seen at once; the others are reached by scrolling."""
_WORKER_WIDTHS = {
    at.WORKER: 68,
    at.PROCESS: 76,
    at.WORKER_STATE: 128,
    at.PER_MIN: 76,
    at.MEMORY: 76,
    at.COMMITTED: 96,
}
_LANE_WIDTHS = {
    at.LANE_STATE: 112,
    at.QUEUED: 76,
    at.PER_S: 60,
    at.LIMIT: 128,
    at.NEXT: 104,
}


class WorkersCard(Card):
    """Every worker of the process that drives the run."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.rows = WorkerTable(self)
        self.table = Table(theme, self.tr("Workers"), ROW)
        self.table.setModel(self.rows)
        self.table.set_widths(_WORKER_WIDTHS, at.SHARD, 90)
        self.table.drop_when_narrow(at.MEMORY, at.PROCESS)
        self.head = CardHead(self.tr("Workers"))
        self.body.addWidget(self.head)
        self._none = PlainLabel(
            self.tr("They start when a run goes on, and rest between runs."), muted=True, wrap=True
        )
        self._none.setContentsMargins(Space.INSET, 0, Space.INSET, Space.INSET)
        self.body.addWidget(self._none)
        self.body.addWidget(self.table)
        theme.changed.connect(self._fit)
        self._fit()

    def show_queue(self, run: RunRow, queue: QueueReading) -> None:
        """Show the workers as they are now."""
        before = self.rows.rowCount()
        self.rows.show_rows(queue.workers)
        if self.rows.rowCount() != before:
            self._fit()
        restarts = self.tr("%Ln restarts since the start", "", queue.restarts)
        alive = self.tr("none at work")
        if queue.workers:
            most = max(run.wanted_workers, queue.alive)
            alive = self.tr("{0} of %Ln alive", "", most).format(words.count(queue.alive))
        self.head.set_unit(f"{alive}, {restarts}")

    def _fit(self) -> None:
        """As high as the rows that are seen."""
        rows = min(self.rows.rowCount(), MOST_WORKERS)
        self._none.setVisible(not rows)
        self.table.setVisible(bool(rows))
        scrolls = self.rows.rowCount() > MOST_WORKERS
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.table.setVerticalScrollBarPolicy(
            policy if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        height = measures.scaled(Size.TABLE_HEAD) + rows * measures.scaled(ROW) - 1
        self.table.setFixedHeight(height)


class LanesCard(Card):
    """Every lane of the run, and the way to change its limit."""

    limit_wanted = Signal(object)
    """The `LaneView` whose limit is to be changed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._run: RunRow | None = None
        self.rows = LaneTable(self)
        self.table = Table(theme, self.tr("Lanes"), ROW)
        self.table.setModel(self.rows)
        self.table.set_widths(_LANE_WIDTHS, at.LANE, 110)
        self.table.drop_when_narrow(at.NEXT, at.LIMIT, at.PER_S)
        self.table.selectionModel().selectionChanged.connect(self._offer)
        self.limit_button = button(
            self.tr("Change limit…"), self.ask_limit, icon=Icon.LIMITS, small=True
        )
        self.limit_action = QAction(icon(Icon.LIMITS), self.tr("Change limit…"), self.table)
        self.limit_action.triggered.connect(self.ask_limit)
        self.table.addAction(self.limit_action)
        self.table.activated.connect(self.ask_limit)
        self.head = CardHead(self.tr("Lanes"))
        self.head.add(self.limit_button)
        self.body.addWidget(self.head)
        self.body.addWidget(self.table, 1)
        self._offer()

    def show_queue(self, run: RunRow, queue: QueueReading) -> None:
        """Show the lanes as they are now."""
        self._run = run
        self.rows.show_rows(queue.lanes)
        lanes = sum(lane.lanes for lane in queue.lanes)
        shards = self.tr("%Ln shards", "", queue.shards)
        counted = self.tr("%Ln lanes in {0}", "", lanes).format(shards)
        self.head.set_unit(counted if lanes else self.tr("recipients are being counted"))
        self._offer()

    def chosen(self) -> LaneView | None:
        """The lane that is selected."""
        index = self.table.currentIndex()
        selected = index.isValid() and self.table.selectionModel().isRowSelected(index.row())
        return self.rows.row(index) if selected else None

    def why_no_limit(self) -> str | None:
        """Why the limit of a lane cannot be changed now."""
        if self._run is None or self._run.state not in interventions.OPEN:
            return self.tr("Only the limits of a run that goes on can be changed.")
        lane = self.chosen()
        if lane is None:
            return self.tr("Choose a lane on the page Queue first.")
        return None if lane.lane is not None else self.tr("These are several lanes.")

    def ask_limit(self) -> None:
        """Ask for another limit of the chosen lane, if that is possible."""
        lane = self.chosen()
        if lane is not None and self.why_no_limit() is None:
            self.limit_wanted.emit(lane)

    def _offer(self) -> None:
        reason = self.why_no_limit()
        self.limit_button.setEnabled(reason is None)
        self.limit_button.setToolTip(reason or "")
        self.limit_action.setEnabled(reason is None)
