"""The attempts of one recipient, as a list: each in words, and as a row to copy.

Shows what it is given; asks no service.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from mailsim_desktop.domain.scenario import Outcome
from mailsim_desktop.domain.simulated_time import SECOND_US, exact_clock
from mailsim_desktop.ui import words

ATTEMPT = Qt.ItemDataRole.UserRole
"""The `Attempt` of a row."""
WAITED = Qt.ItemDataRole.UserRole + 1
"""Simulated microseconds from the end of this attempt to the start of the next; None behind
the last."""
_COLUMNS = (
    "attempt", "outcome", "start", "reply", "text", "stage", "latency_s", "ip", "waited_s",
)  # fmt: skip

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt as it is told; what is not known is empty.

    Attributes
    ----------
    reply : the codes that the provider answered with.
    stage : where in the conversation it was, as words that follow "at".
    wait_note : what decided the wait behind it, such as "of 5 min, equal jitter".
    """

    number: int
    outcome: Outcome
    start_us: int
    latency_us: int
    reply: str
    text: str
    stage: str = ""
    ip: str = ""
    wait_note: str = ""

    def word(self) -> str:
        """The outcome in words."""
        translate = QCoreApplication.translate
        return {
            Outcome.DELIVERED: translate("Attempt", "delivered"),
            Outcome.DEFERRED: translate("Attempt", "deferred"),
            Outcome.BOUNCED: translate("Attempt", "bounced"),
            Outcome.EXPIRED: translate("Attempt", "expired"),
        }[self.outcome]

    def title(self) -> str:
        """Name of the attempt."""
        return QCoreApplication.translate("Attempt", "Attempt {0}").format(words.count(self.number))

    def facts(self) -> str:
        """Stage, latency and IP in one line."""
        translate = QCoreApplication.translate
        latency = f"{words.decimal(self.latency_us / SECOND_US, 2)}{words.NBSP}s"
        found = [translate("Attempt", "at {0}").format(self.stage)] if self.stage else []
        found.append(latency)
        found += [translate("Attempt", "IP {0}").format(self.ip)] if self.ip else []
        return " · ".join(found)


def waited(waited_us: int) -> str:
    """How long the queue waited, in words."""
    text = QCoreApplication.translate("Attempt", "waited {0}")
    return text.format(words.duration(waited_us / SECOND_US))


class AttemptList(QAbstractListModel):
    """Attempts of one recipient, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self._attempts: tuple[Attempt, ...] = ()

    def show_attempts(self, attempts: Sequence[Attempt]) -> None:
        """Show those of another recipient."""
        self.beginResetModel()
        self._attempts = tuple(attempts)
        self.endResetModel()

    def attempts(self) -> tuple[Attempt, ...]:
        """What is shown."""
        return self._attempts

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's default
        """Count the attempts."""
        return 0 if parent.isValid() else len(self._attempts)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Answer an attempt as it is, or in words."""
        if not index.isValid():
            return None
        attempt = self._attempts[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._spoken(index.row())
        if role == ATTEMPT:
            return attempt
        return self._waited_us(index.row()) if role == WAITED else None

    def tsv(self, rows: Sequence[int]) -> str:
        """Rows as text for a spreadsheet, under a header."""
        table = [_COLUMNS, *(self._values(row) for row in sorted(rows))]
        return "".join("\t".join(map(_cell, values)) + "\n" for values in table)

    def _values(self, row: int) -> tuple[object, ...]:
        one, wait_us = self._attempts[row], self._waited_us(row)
        return (
            one.number,
            one.outcome,
            exact_clock(one.start_us),
            one.reply,
            one.text,
            one.stage,
            one.latency_us / SECOND_US,
            one.ip,
            "" if wait_us is None else wait_us / SECOND_US,
        )

    def _waited_us(self, row: int) -> int | None:
        if row + 1 >= len(self._attempts):
            return None
        one = self._attempts[row]
        return self._attempts[row + 1].start_us - one.start_us - one.latency_us

    def _spoken(self, row: int) -> str:
        one, wait_us = self._attempts[row], self._waited_us(row)
        told = [one.title(), one.word(), exact_clock(one.start_us), one.reply, one.text]
        told.append(one.facts())
        if wait_us is not None:
            told.append(f"{waited(wait_us)} {one.wait_note}")
        return ", ".join(part.strip() for part in told if part.strip())


def _cell(value: object) -> str:
    """Text of one cell; what would begin another cell or row becomes a space."""
    return " ".join(str(value).split("\t")).replace("\r", " ").replace("\n", " ")
