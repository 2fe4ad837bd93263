"""The runs of a campaign as a model, newest first."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from mailsim_desktop.domain.retry_policy import RetryPolicy
from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.services.runs import RunRow
from mailsim_desktop.ui import words

_WAITS = 3
Index = QModelIndex | QPersistentModelIndex


class RunRole(IntEnum):
    """What the delegate asks for."""

    BADGE = Qt.ItemDataRole.UserRole
    """A (glyph, word) pair."""
    FACTS = Qt.ItemDataRole.UserRole + 1
    """Policy and duration in words."""
    POLICY = Qt.ItemDataRole.UserRole + 3
    TOOK = Qt.ItemDataRole.UserRole + 4
    """Each of the two alone; the duration is empty while the run goes on."""
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

    def show_run(self, run: RunRow) -> None:
        """Show one of them as it is now: whether it is driven tells itself by the minute."""
        if any(each.id == run.id for each in self._runs):
            self.show_runs(tuple(run if each.id == run.id else each for each in self._runs))

    def same_luck(self) -> bool:
        """There are several, and all have the same seed."""
        return len(self._runs) > 1 and len({run.seed for run in self._runs}) == 1

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
        policy, took = self.policy(run.scenario.policy), self._took(run)
        facts = " · ".join(filter(None, (policy, took)))
        answers: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: title,
            Qt.ItemDataRole.ToolTipRole: words.tip(f"{title}: {facts}"),
            Qt.ItemDataRole.AccessibleTextRole: f"{title}, {badge[1]}, {facts}",
            RunRole.BADGE: badge,
            RunRole.FACTS: facts,
            RunRole.POLICY: policy,
            RunRole.TOOK: took,
            RunRole.ID: run.id,
        }
        return answers.get(role)

    def policy(self, of: RetryPolicy) -> str:
        """Attempts, and the waits between them: the first ones, where there are many."""
        found = of.waits_us()
        attempts = self.tr("%Ln attempts", "", len(found) + 1)
        waits = [words.duration(wait / SECOND_US) for wait in found]
        if not waits:
            return attempts
        more = "…" if len(waits) > _WAITS else ""
        return f"{attempts}, {' · '.join(waits[:_WAITS])}{more}"

    def _took(self, run: RunRow) -> str:
        """Its simulated duration, once it has ended."""
        if run.simulated_us is None:
            return ""
        return self.tr("took {0}").format(words.duration(run.simulated_us / SECOND_US))
