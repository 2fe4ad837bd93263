"""Dead letters of the run shown, by provider and last reply, and what can be done with them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTableView, QVBoxLayout, QWidget

from mailsim_desktop.domain.transitions import TERMINAL_RUN_STATES
from mailsim_desktop.services import interventions
from mailsim_desktop.services.queue_view import DeadGroup, QueueReading
from mailsim_desktop.services.runs import RunRow
from mailsim_desktop.ui import words
from mailsim_desktop.ui.icons import Icon, icon
from mailsim_desktop.ui.models import queue_tables as at
from mailsim_desktop.ui.models.queue_tables import DeadGroupTable
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Space, Type
from mailsim_desktop.ui.widgets.buttons import button
from mailsim_desktop.ui.widgets.card import Card, CardHead, divider
from mailsim_desktop.ui.widgets.labels import ElidedLabel, PlainLabel
from mailsim_desktop.ui.widgets.table import Table

_ROW = 40
_WIDTHS = {at.PROVIDER: 128, at.LETTERS: 78}


class DeadLettersCard(Card):
    """Asks by signals; whoever hears them acts."""

    requeue_wanted = Signal(object, int)
    """A `DeadGroup`, or None for all of them, and how many they are."""
    letters_wanted = Signal(object)
    """A `DeadGroup` whose addresses are to be shown, or None for all."""
    export_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._run: RunRow | None = None
        self.rows = DeadGroupTable(self)
        self.table = self._make_table(theme)
        self.head = CardHead(self.tr("Dead letters"))
        self.letters_button = button(self.tr("Addresses…"), self._show_letters, small=True)
        self.export_button = button(
            self.tr("Export…"), self.export_wanted.emit, icon=Icon.EXPORT, small=True
        )
        self.all_button = button(self.tr("Re-queue"), self.requeue_all, icon=Icon.AGAIN, small=True)
        self.some_button = button(self.tr("Re-queue"), self._requeue_chosen, small=True)
        self.way = ElidedLabel(pixels=Type.LABEL, muted=True)
        self._none = PlainLabel(muted=True, wrap=True)
        self._foot = QWidget()
        self._lay_out()
        self.show_queue(None, None)

    def _make_table(self, theme: Theme) -> Table:
        made = Table(theme, self.tr("Dead letters"), _ROW)
        made.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        made.setModel(self.rows)
        made.set_widths(_WIDTHS, at.ANSWER)
        made.selectionModel().selectionChanged.connect(self._offer)
        made.activated.connect(self._show_letters)
        self.acts = tuple(QAction(made) for _ in range(2))
        for act, do in zip(self.acts, (self._show_letters, self._requeue_chosen), strict=True):
            act.triggered.connect(do)
            made.addAction(act)
        self.acts[0].setText(self.tr("Show addresses…"))
        self.acts[1].setIcon(icon(Icon.AGAIN))
        return made

    def _lay_out(self) -> None:
        self.head.add(self.export_button)
        self._none.setContentsMargins(Space.INSET, 0, Space.INSET, Space.INSET)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(0)
        foot.addWidget(divider())
        inner = QVBoxLayout()
        inner.setContentsMargins(Space.INSET, Space.CONTROL, Space.INSET, Space.CONTROL)
        inner.setSpacing(6)
        inner.addLayout(self._buttons())
        inner.addWidget(self.way)
        foot.addLayout(inner)
        self.body.addWidget(self.head)
        self.body.addWidget(self._none)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._foot)

    def _buttons(self) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.CONTROL)
        for one in (self.all_button, self.some_button, self.letters_button):
            buttons.addWidget(one)
        buttons.addStretch(1)
        return buttons

    def show_queue(self, run: RunRow | None, queue: QueueReading | None) -> None:
        """Show the dead letters as they are now."""
        self._run = run
        dead = () if queue is None else queue.dead
        self.rows.show_rows(dead if self.chosen() is None else self._in_place(dead))
        self._none.setVisible(not dead)
        for part in (self.table, self._foot):
            part.setVisible(bool(dead))
        policy = QSizePolicy.Policy.Expanding if dead else QSizePolicy.Policy.Maximum
        self.setSizePolicy(QSizePolicy.Policy.Preferred, policy)
        poisoned = sum(group.number for group in dead if group.state == "poisoned")
        expired = sum(group.number for group in dead) - poisoned
        text = self.tr("{0} expired").format(words.count(expired)) if dead else ""
        if poisoned:
            text = self.tr("{0}, {1} poisoned").format(text, words.count(poisoned))
        self.head.set_unit(text)
        self._offer()

    def _in_place(self, dead: Sequence[DeadGroup]) -> list[DeadGroup]:
        """The same order as before: nothing moves under a selection."""
        rows = range(self.rows.rowCount())
        before = [_key(one) for row in rows if (one := self.rows.record(row)) is not None]
        place = {key: row for row, key in enumerate(before)}
        return sorted(dead, key=lambda one: place.get(_key(one), len(place)))

    def total(self) -> int:
        """All dead letters that are shown."""
        found = (self.rows.record(row) for row in range(self.rows.rowCount()))
        return sum(group.number for group in found if group is not None)

    def chosen(self) -> DeadGroup | None:
        """The group that is selected."""
        index: QModelIndex = self.table.currentIndex()
        selected = index.isValid() and self.table.selectionModel().isRowSelected(index.row())
        return self.rows.row(index) if selected else None

    def why_no_requeue(self) -> str | None:
        """Why dead letters cannot be tried again now."""
        if self._run is None:
            return self.tr("There is no run.")
        if self._run.state not in {*interventions.OPEN, *TERMINAL_RUN_STATES}:
            return self.tr("Run {0} is just being changed.").format(self._run.id)
        return None if self.total() else self.tr("There are no dead letters.")

    def requeue_all(self) -> None:
        """Ask for all of them to be tried again."""
        self.requeue_wanted.emit(None, self.total())

    def _requeue_chosen(self) -> None:
        group = self.chosen()
        if group is not None and self.why_no_requeue() is None:
            self.requeue_wanted.emit(group, group.number)

    def _show_letters(self) -> None:
        if self.total():
            self.letters_wanted.emit(self.chosen())

    def _offer(self) -> None:
        """Name what each button would do, and by which way."""
        group, reason, total = self.chosen(), self.why_no_requeue(), self.total()
        self.all_button.setText(self.tr("Re-queue all %Ln", "", total))
        self.all_button.setEnabled(reason is None)
        self.some_button.setVisible(group is not None)
        if group is not None:
            text = self.tr("Re-queue these %Ln", "", group.number)
            self.some_button.setText(text)
            self.acts[1].setText(text)
        for control in (self.some_button, self.acts[1]):
            control.setEnabled(reason is None and group is not None)
        for button_ in (self.letters_button, self.export_button, self.acts[0]):
            button_.setEnabled(bool(total))
        self.way.set_whole(self._way())

    def _way(self) -> str:
        run = self._run
        ended = run is not None and run.state in TERMINAL_RUN_STATES
        self._none.setText(
            self.tr("None: every recipient has a result.")
            if ended
            else self.tr("None so far. Here stand recipients that were given up.")
        )
        if ended:
            return self.tr("In a run of their own, with the next seed")
        return self.tr("From the horizon on, as an intervention")


def _key(group: DeadGroup) -> tuple[str, str | None, str]:
    return group.provider_group, group.reply, group.state
