"""What can be done with the run shown: its speed, pause or resume, and more in a menu."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from mailsim_desktop.domain.transitions import TERMINAL_RUN_STATES
from mailsim_desktop.ui import act_words, words
from mailsim_desktop.ui.icons import Icon, icon
from mailsim_desktop.ui.run_actions import RunAction, is_moving, run_allowed
from mailsim_desktop.ui.tokens import Space
from mailsim_desktop.ui.widgets.buttons import button, ghost
from mailsim_desktop.ui.widgets.combo import Combo

if TYPE_CHECKING:  # the frame shows before the services are loaded
    from mailsim_desktop.services.runs import RunRow

SPEEDS = (1, 10, 60, 300, 1_000, 3_600)
"""Simulated seconds in a real one that are offered; beyond them, as fast as possible."""

PATIENCE = 4
"""Readings that may still tell the speed before; after them the run has its own, for good."""


class RunControls(QWidget):
    """Asks; whoever hears it acts."""

    wanted = Signal(object)
    """The `RunAction` that was pressed."""
    speed_wanted = Signal(object)
    """Simulated seconds in a real one, or None for as fast as possible."""
    run_wanted = Signal(int)
    """Id of another run to show."""

    def __init__(self) -> None:
        super().__init__()
        self._speed: int | None = None
        self._patience = 0
        self.turning = RunAction.PAUSE
        self.speed = Combo(self.tr("Speed"), lead=Icon.SPEED)
        pause = act_words.button_words(RunAction.PAUSE)
        self.turn_button = button(pause, self._press_turn, icon=Icon.PAUSE)
        self.turn_button.setToolTip(self.tr("F9"))
        self.more = ghost(Icon.MORE, self.tr("More about this run"), self._open_menu)
        self.cancel = self._act(RunAction.CANCEL)
        self.report = self._act(RunAction.REPORT)
        self.menu = QMenu(self)
        self.speed.activated.connect(self._choose_speed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.INSET)
        for control in (self.speed, self.turn_button, self.more):
            row.addWidget(control)
        self._offer_speeds()

    def _act(self, action: RunAction) -> QAction:
        made = QAction(act_words.menu_words(action), self)
        if (which := act_words.act_icon(action)) is not None:
            made.setIcon(icon(which))
        made.triggered.connect(lambda: self.wanted.emit(action))
        return made

    def show_run(self, run: RunRow, others: tuple[RunRow, ...]) -> None:
        """Offer what this run allows, and the other runs that go on."""
        possible = run_allowed(run)
        self.turning = RunAction.RESUME if RunAction.RESUME in possible else RunAction.PAUSE
        self.turn_button.setText(act_words.button_words(self.turning))
        self.turn_button.set_icon(act_words.act_icon(self.turning))
        self.turn_button.setVisible(self.turning in possible or is_moving(run))
        self.turn_button.setEnabled(self.turning in possible)
        self.cancel.setEnabled(RunAction.CANCEL in possible)
        self.speed.setVisible(run.state not in TERMINAL_RUN_STATES)
        self.speed.setEnabled(RunAction.CANCEL in possible)
        self._show_speed(run.speed)
        if not self.menu.isVisible():
            self._fill_menu(others)

    def slower(self) -> None:
        """Ask for the next lower speed that is offered."""
        below = SPEEDS[: len(SPEEDS) if self._speed is None else bisect_left(SPEEDS, self._speed)]
        if below:
            self._ask(below[-1])

    def faster(self) -> None:
        """Ask for the next higher speed, and above them all for as fast as possible."""
        if self._speed is not None:
            above = SPEEDS[bisect_right(SPEEDS, self._speed) :]
            self._ask(above[0] if above else None)

    def _show_speed(self, speed: int | None) -> None:
        if speed == self._speed or self.speed.view().isVisible():
            self._patience = 0
        elif self._patience:
            self._patience -= 1  # what was read just before the change was stored
        else:
            self._speed = speed
            self._offer_speeds()

    def _offer_speeds(self) -> None:
        own = set() if self._speed is None else {self._speed}
        self.speed.clear()
        for speed in sorted({*SPEEDS, *own}):
            self.speed.addItem(self.tr("{0}× real").format(words.count(speed)), speed)
        self.speed.addItem(self.tr("Max speed"), None)
        self.speed.setCurrentIndex(self.speed.findData(self._speed))

    def _choose_speed(self, index: int) -> None:
        chosen = self.speed.itemData(index)
        if chosen != self._speed:
            self._ask(chosen)

    def _ask(self, speed: int | None) -> None:
        """Show what was asked for at once, so that the next step goes on from there."""
        self._speed, self._patience = speed, PATIENCE
        self._offer_speeds()
        self.speed_wanted.emit(speed)

    def _fill_menu(self, others: tuple[RunRow, ...]) -> None:
        self.menu.clear()
        self.menu.addAction(self.cancel)
        self.menu.addAction(self.report)
        if others:
            self.menu.addSeparator()
        for run in others:
            name = f"{run.campaign_name} · {self.tr('run {0}').format(run.id)}"
            shown = self.menu.addAction(name.replace("&", "&&"))
            shown.triggered.connect(lambda _checked=False, id_=run.id: self.run_wanted.emit(id_))

    def _open_menu(self) -> None:
        above = QPoint(0, -self.menu.sizeHint().height())
        self.menu.popup(self.more.mapToGlobal(above))

    def _press_turn(self) -> None:
        self.wanted.emit(self.turning)
