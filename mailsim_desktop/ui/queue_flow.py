"""What is asked of the queue: workers, limits, dead letters; the dialogs and calls in between.

Owns the page and the drill. A run that goes on is changed by an intervention, one that has
ended is tried again by a run of its own.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.domain.transitions import TERMINAL_RUN_STATES, RunState
from mailsim_desktop.services import dead_groups, dead_letters, interventions
from mailsim_desktop.services.database import Store
from mailsim_desktop.services.dead_letters import DeadLetters, Selection
from mailsim_desktop.services.interventions import Intervention
from mailsim_desktop.services.queue_view import DeadGroup, LaneView
from mailsim_desktop.services.runs import RunRow
from mailsim_desktop.ui import words
from mailsim_desktop.ui.changes import Topic
from mailsim_desktop.ui.context import Context
from mailsim_desktop.ui.dialogs.letters import MOST, LettersDialog
from mailsim_desktop.ui.dialogs.limit import LimitDialog
from mailsim_desktop.ui.drill_flow import DrillFlow
from mailsim_desktop.ui.frame import Frame
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.pages.queue import QueuePage
from mailsim_desktop.ui.queue_actions import QueueOrders

_TOUCHED = (Topic.CAMPAIGNS, Topic.RUNS)


class QueueFlow(QObject):
    """Acts on the run that is shown."""

    follow_wanted = Signal(int)
    """Id of a run that was just begun."""

    def __init__(self, context: Context, frame: Frame, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self._deck, self._toasts = frame.deck, frame.toasts
        self.page = QueuePage(context)
        self.drill = DrillFlow(context, self.page, frame.toasts, window)
        self.page.workers_wanted.connect(context.room.set_workers)
        self.page.queue.lanes.limit_wanted.connect(self._ask_limit)
        self.page.queue.dead.requeue_wanted.connect(self._requeue_group)
        self.page.queue.dead.letters_wanted.connect(self._read_letters)
        self.page.queue.dead.export_wanted.connect(self._ask_export)

    def orders(self) -> QueueOrders:
        """What menus and palette can ask for."""
        return QueueOrders(
            step_workers=self.step_workers,
            requeue_all=self.requeue_all,
            why_no_requeue=self.why_no_requeue,
            drill=self.drill.ask,
            why_no_drill=self.drill.why_no_drill,
        )

    def step_workers(self, by: int) -> None:
        """One worker more or less for the run shown, whatever page is on top."""
        self.page.show_workers(self._deck.snapshot())
        self.page.workers_field.step(by)

    def why_no_requeue(self) -> str | None:
        """Why the dead letters of the run shown cannot be tried again now."""
        run, reading = self._run(), self._deck.snapshot().reading
        if run is None or reading is None:
            return self.tr("There is no run.")
        if not reading.dead_letters:
            return self.tr("There are no dead letters.")
        possible = run.state in {*interventions.OPEN, *TERMINAL_RUN_STATES}
        return None if possible else self.tr("Run {0} is just being changed.").format(run.id)

    def requeue_all(self) -> None:
        """Try all dead letters of the run shown again."""
        reading = self._deck.snapshot().reading
        if reading is not None:
            self.requeue(Selection(), reading.dead_letters)

    def _requeue_group(self, group: DeadGroup | None, number: int) -> None:
        run = self._run()
        if run is not None:
            self._context.bridge.read(
                lambda store: dead_groups.selection_of(store, run.id, group),
                done=partial(self._requeue_found, number),
            )

    def _requeue_found(self, number: int, selection: Selection | None) -> None:
        if selection is None:  # somebody else was faster
            self._toasts.say(self.tr("These dead letters are gone"), glyph=Glyph.INFO)
        else:
            self.requeue(selection, number)

    def requeue(self, selection: Selection, number: int) -> None:
        """Try dead letters again, in the run itself or in one of their own."""
        run = self._run()
        if run is None:
            return
        if run.state in TERMINAL_RUN_STATES:
            self._context.room.requeue(run.id, selection, partial(self._launched, number))
            return
        self._context.bridge.write(
            lambda store: interventions.requeue(store, run.id, selection),
            done=partial(self._requeued, number),
            changes=_TOUCHED,
        )

    def _launched(self, number: int, run_id: int) -> None:
        self.follow_wanted.emit(run_id)
        said = self.tr("Run {0} tries %Ln dead letters again", "", number)
        self._toasts.say(said.format(run_id))

    def _requeued(self, number: int, made: Intervention) -> None:
        said = self.tr("%Ln dead letters are due again", "", number)
        self._toasts.say(said, self._from(made))

    def _from(self, made: Intervention) -> str:
        """When it takes effect: in a run that is paused nothing is seen of it before."""
        run, at = self._run(), words.clock(made.at_us)
        if run is not None and run.state is RunState.PAUSED:
            return self.tr("From {0} simulated, once the run goes on").format(at)
        return self.tr("From {0} simulated").format(at)

    def _run(self) -> RunRow | None:
        reading = self._deck.snapshot().reading
        return None if reading is None else reading.run

    def _ask_limit(self, lane: LaneView) -> None:
        run = self._run()
        if run is None or lane.lane is None:
            return
        dialog = LimitDialog(lane, self._window)
        dialog.accepted.connect(lambda: self._change_limit(run.id, lane, dialog.rate()))
        dialog.open()

    def _change_limit(self, run_id: int, lane: LaneView, rate: Rate | None) -> None:
        name = lane.lane
        if name is None or rate == lane.rate:
            return

        def changed(made: Intervention) -> None:
            said = self.tr("{0} has another limit").format(lane.name)
            self._toasts.say(said, self._from(made))

        self._context.bridge.write(
            lambda store: interventions.change_rate(store, run_id, name, rate),
            done=changed,
            changes=_TOUCHED,
        )

    def _read_letters(self, group: DeadGroup | None) -> None:
        run = self._run()
        if run is None:
            return

        def work(store: Store) -> DeadLetters:
            selection = dead_groups.selection_of(store, run.id, group)
            if selection is None:
                return DeadLetters(0, [])
            return dead_letters.find(store, run.id, selection, limit=MOST)

        self._context.bridge.read(work, done=partial(self._show_letters, run))

    def _show_letters(self, run: RunRow, found: DeadLetters) -> None:
        way = self.page.queue.dead.way.whole()
        names = {group.id: group.name for group in run.scenario.groups}
        dialog = LettersDialog(self._context.theme, found, way, names, self._window)
        dialog.requeue_wanted.connect(self.requeue)
        dialog.table.told.connect(self._toasts.say)
        dialog.show()

    def _ask_export(self) -> None:
        run = self._run()
        if run is None:
            return
        name, _filter = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Export the dead letters"),
            f"dead-letters-run-{run.id}.csv",
            self.tr("CSV (*.csv)"),
        )
        if name:
            self.export(run.id, Path(name))

    def export(self, run_id: int, path: Path) -> None:
        """Write the dead letters of a run to `path`."""

        def written(number: int) -> None:
            self._toasts.say(self.tr("%Ln dead letters in {0}", "", number).format(path.name))

        self._context.bridge.start(
            lambda store, _task: dead_letters.export(store, run_id, Selection(), path),
            done=written,
        )
