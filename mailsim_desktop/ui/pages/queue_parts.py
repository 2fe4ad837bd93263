"""What the queue page is made of: workers, lanes and plots at the left, drill and dead letters.

Where the window is narrow, one part is seen and a switch chooses which; the progress of a
drill is seen with each.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from mailsim_desktop.ui import focus, measures
from mailsim_desktop.ui.context import Context
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.pages.dead_letters_card import DeadLettersCard
from mailsim_desktop.ui.pages.drill_card import DrillCard
from mailsim_desktop.ui.pages.queue_cards import LanesCard, WorkersCard
from mailsim_desktop.ui.snapshot import Snapshot
from mailsim_desktop.ui.tokens import Space
from mailsim_desktop.ui.widgets.buttons import button
from mailsim_desktop.ui.widgets.empty_state import EmptyState, Offer
from mailsim_desktop.ui.widgets.progress_row import ProgressRow
from mailsim_desktop.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from mailsim_desktop.ui.plots.queue_plots import QueuePlots

SIDE, SIDE_MOST = 428, 520
LANES, RETRIES, DEAD, DRILL = range(4)
_EMPTY, _FULL = range(2)


class QueueParts(QWidget):
    """Places the parts and draws them."""

    new_campaign = Signal()
    drill_cancelled = Signal()
    told = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._snapshot = Snapshot()
        self._narrow = False
        self.plots: QueuePlots | None = None
        theme = context.theme
        self.workers, self.lanes = WorkersCard(theme), LanesCard(theme)
        self.drill, self.dead = DrillCard(theme), DeadLettersCard(theme)
        self.progress = ProgressRow(theme, self.drill_cancelled.emit)
        labels = self.tr("Lanes"), self.tr("Retries"), self.tr("Dead letters"), self.tr("Drill")
        self.switch = Segmented(self.tr("What is shown"), labels, theme)
        self.switch.chosen.connect(self._arrange)
        self._left, self._side, self._main = QWidget(), QWidget(), QStackedWidget()
        for card in (self.workers, self.lanes, self.dead):
            card.table.told.connect(self.told)
        self._lay_out()
        self._arrange()

    def _lay_out(self) -> None:
        self._column = _column(self._left)
        self._column.addWidget(self.workers)
        self._column.addWidget(self.lanes, 3)  # seven lanes beside two workers
        side = _column(self._side)
        side.addWidget(self.drill)
        side.addWidget(self.dead, 1)
        self._rest = QWidget()  # takes the room where the dead letters are not shown
        self._rest.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        side.addWidget(self._rest)
        self.progress.hide()
        self._main.addWidget(_empty(self.new_campaign.emit))
        self._main.addWidget(self._left)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(Space.GAP)
        self._columns.addWidget(self._main, 2)
        self._columns.addWidget(self._side, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(Space.GAP)
        outer.addWidget(self.progress)
        outer.addWidget(self.switch)
        outer.addLayout(self._columns, 1)

    def load_plots(self) -> None:
        """Load the plot library, then put the plots in their place with the next event."""
        if self.plots is None:
            importlib.import_module("mailsim_desktop.ui.plots.queue_plots")
            QTimer.singleShot(0, self, self._add_plots)

    def _add_plots(self) -> None:
        from mailsim_desktop.ui.plots.queue_plots import QueuePlots  # noqa: PLC0415 # loaded now

        if self.plots is not None:
            return
        self.plots = QueuePlots(self._context.theme, self._context.bridge)
        self.plots.told.connect(self.told)
        self._column.addWidget(self.plots, 2)
        focus.in_order(self.lanes, self.plots, self._side)
        self._arrange()
        self.show_snapshot(self._snapshot)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw the queue of the run shown."""
        self._snapshot = snapshot
        reading, queue = snapshot.reading, snapshot.queue
        self._main.setCurrentIndex(_EMPTY if reading is None else _FULL)
        if reading is None:
            self.dead.show_queue(None, None)
        elif queue is not None and queue.run_id == reading.run.id:
            self.workers.show_queue(reading.run, queue)
            self.lanes.show_queue(reading.run, queue)
            self.dead.show_queue(reading.run, queue)
            if self.plots is not None:
                self.plots.show_waves(queue.waves)
                if snapshot.series is not None:
                    self.plots.show_series(snapshot.series)
        self._arrange()

    def show_drill(self, title: str, line: str) -> None:
        """A drill began."""
        self.progress.begin(title, line)
        self.progress.show()
        self.drill.set_busy(True)
        self._arrange()

    def hide_drill(self) -> None:
        """It is over."""
        self.progress.hide()
        self.drill.set_busy(False)
        self._arrange()

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 # the one fact
        """Show one part at a time, or all side by side."""
        self._narrow = narrow
        self._arrange()

    def _arrange(self) -> None:
        full = self._main.currentIndex() == _FULL
        choice = self.switch.choice() if self._narrow else None
        self.switch.setVisible(self._narrow)
        self._main.setVisible(choice in {None, LANES, RETRIES})
        self.workers.setVisible(choice in {None, LANES})
        self.lanes.setVisible(choice in {None, LANES})
        self.drill.setVisible(choice in {None, DRILL})
        self.dead.setVisible(choice == DEAD or (full and choice is None))
        self._side.setVisible(choice in {None, DEAD, DRILL})
        self._rest.setVisible(self.dead.isHidden() or not self.dead.total())
        if self.plots is not None:
            self.plots.setVisible(choice in {None, RETRIES})
        alone = choice is not None
        self._side.setMinimumWidth(0 if alone else measures.scaled(SIDE))
        most = self.maximumWidth() if alone else measures.scaled(SIDE_MOST)
        self._side.setMaximumWidth(most)
        self._columns.invalidate()  # what is not shown would keep the width it needed before


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.GAP)
    return column


def _empty(new_campaign: Callable[[], object]) -> QWidget:
    translate = QCoreApplication.translate
    offer = Offer(
        Icon.CAMPAIGNS,
        translate("QueueParts", "Launch a campaign"),
        translate("QueueParts", "Its recipients become a queue that workers empty, lane by lane."),
        (button(translate("QueueParts", "New campaign"), new_campaign, icon=Icon.NEW),),
    )
    return EmptyState(
        translate("QueueParts", "Nothing is queued"),
        translate(
            "QueueParts",
            "Here you will see workers, lanes, retries to come and dead letters of a run.",
        ),
        (offer,),
    )
