"""The runs of a campaign as a model, newest first."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from mailsim_desktop.services.runs import RunRow
from mailsim_desktop.ui import run_words, words

Index = QModelIndex | QPersistentModelIndex


class RunRole(IntEnum):
    """What the delegate asks for."""

    BADGE = Qt.ItemDataRole.UserRole
    """A (glyph, word) pair."""
    FACTS = Qt.ItemDataRole.UserRole + 1
    """Policy and duration in words."""
    ID = Qt.ItemDataRole.UserRole + 2


class RunList(QAbstractListModel):
    """Updates in place while the runs stay the same."""

    _runs: tuple[RunRow, ...] = ()

    def show_runs(self, runs: tuple[RunRow, ...]) -> None:
        """Show these runs."""
        if [run.id for run in runs] == [run.id for run in self._runs]:
            self._runs = runs
            self.dataChanged.emit(self.index(0), self.index(len(runs) - 1))
            return
        self.beginResetModel()
        self._runs = runs
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's signature
        """Count the runs."""
        return 0 if parent.isValid() else len(self._runs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Answer for one run."""
        if not index.isValid():
            return None
        run = self._runs[index.row()]
        title = self.tr("Run {0}").format(run.id)
        badge = words.state(run.state, run)
        facts = run_words.facts(run)
        answers: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: title,
            Qt.ItemDataRole.ToolTipRole: words.tip(f"{title}: {facts}"),
            Qt.ItemDataRole.AccessibleTextRole: f"{title}, {badge[1]}, {facts}",
            RunRole.BADGE: badge,
            RunRole.FACTS: facts,
            RunRole.ID: run.id,
        }
        return answers.get(role)
