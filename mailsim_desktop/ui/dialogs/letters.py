"""Single dead letters by their addresses: choose one or many, and try them again.

Stays open beside the window, so that the run is seen meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from mailsim_desktop.services.dead_letters import DeadLetters, Selection
from mailsim_desktop.ui import measures, words
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.models import queue_tables as at
from mailsim_desktop.ui.models.queue_tables import LetterTable
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Space, Type
from mailsim_desktop.ui.widgets.buttons import button
from mailsim_desktop.ui.widgets.labels import ElidedLabel, PlainLabel
from mailsim_desktop.ui.widgets.table import Table

MOST = 5_000
"""Letters that are listed; the file of an export has all of them."""
_SIZE = (760, 480)
_WIDTHS = {at.OF: 110, at.ATTEMPTS: 84, at.LAST: 230}


class LettersDialog(QDialog):
    """Lists what was found."""

    requeue_wanted = Signal(object, int)
    """A `Selection` of the chosen letters, and how many they are."""

    def __init__(
        self,
        theme: Theme,
        found: DeadLetters,
        way: str,
        providers: Mapping[str, str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Dead letters"))
        self.resize(*map(measures.scaled, _SIZE))
        self.rows = LetterTable(self, providers)
        self.table = Table(theme, self.tr("Dead letters"))
        self.table.setModel(self.rows)
        self.table.set_widths(_WIDTHS, at.ADDRESS, 180)
        self.table.drop_when_narrow(at.ATTEMPTS, at.OF)
        self.table.selectionModel().selectionChanged.connect(self._offer)
        self.requeue_button = button("", self._requeue, icon=Icon.AGAIN)
        self.rows.show_rows(found.shown)
        facts = self.tr("%Ln dead letters", "", found.total)
        if found.total > len(found.shown):
            shown = words.count(len(found.shown))
            facts = self.tr("{0}; the first {1} are listed").format(facts, shown)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.DIALOG, Space.DIALOG, Space.DIALOG, Space.DIALOG)
        layout.setSpacing(Space.INSET)
        title = PlainLabel(self.tr("Dead letters"), pixels=Type.DIALOG_TITLE, strong=True)
        layout.addWidget(title)
        layout.addWidget(ElidedLabel(facts, muted=True))
        layout.addWidget(self.table, 1)
        layout.addLayout(self._foot(way))
        self._offer()

    def _foot(self, way: str) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(Space.CONTROL)
        foot.addWidget(self.requeue_button)
        foot.addWidget(ElidedLabel(way, pixels=Type.LABEL, muted=True), 1)
        foot.addWidget(button(self.tr("Close"), self.close))
        return foot

    def _jobs(self) -> tuple[int, ...]:
        found = (self.rows.record(row) for row in self.table.selected_rows().tolist())
        return tuple(letter.job for letter in found if letter is not None)

    def _offer(self) -> None:
        number = len(self._jobs())
        self.requeue_button.setText(self.tr("Re-queue %Ln", "", number))
        self.requeue_button.setEnabled(number > 0)

    def _requeue(self) -> None:
        jobs = self._jobs()
        if jobs:
            self.requeue_wanted.emit(Selection(jobs=jobs), len(jobs))
            self.close()
