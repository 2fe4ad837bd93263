"""Rows of the queue page: workers, lanes, dead letters by their reply, and single ones."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QObject

from mailsim_desktop.services.dead_letters import DeadLetter
from mailsim_desktop.services.queue_view import DeadGroup, LaneView, WorkerView
from mailsim_desktop.ui import queue_words, words
from mailsim_desktop.ui.models.columns import Column, Kind
from mailsim_desktop.ui.models.memory_table import MemoryTable

WORKER, PROCESS, SHARD, WORKER_STATE, PER_MIN, MEMORY, COMMITTED = range(7)
LANE, LANE_STATE, QUEUED, PER_S, LIMIT, NEXT = range(6)
PROVIDER, ANSWER, LETTERS = range(3)
ADDRESS, OF, ATTEMPTS, LAST = range(4)


class WorkerTable(MemoryTable[WorkerView]):
    """Workers by their names; their order is that of their start."""

    def __init__(self, parent: QObject) -> None:
        columns: tuple[Column[WorkerView], ...] = (
            Column("worker", self.tr("Worker"), Kind.TEXT, lambda row: str(row.number)),
            Column("process", self.tr("Process"), Kind.MEASURE, lambda row: str(row.pid)),
            Column("shard", self.tr("Shard"), Kind.REPLY, lambda row: row.shard),
            Column("state", self.tr("State"), Kind.BADGE, queue_words.worker_state),
            Column(
                "per_min",
                self.tr("Per min"),
                Kind.MEASURE,
                lambda row: queue_words.per_minute(row.per_min),
            ),
            Column(
                "memory",
                self.tr("Memory"),
                Kind.MEASURE,
                lambda row: queue_words.memory(row.memory_bytes),
            ),
            Column(
                "committed",
                self.tr("Last commit"),
                Kind.MEASURE,
                lambda row: queue_words.ago(row.commit_age_ms),
            ),
        )
        super().__init__(parent, columns, lambda row: row.name)


class LaneTable(MemoryTable[LaneView]):
    """Lanes by their provider groups; the largest comes first."""

    def __init__(self, parent: QObject) -> None:
        columns: tuple[Column[LaneView], ...] = (
            Column("lane", self.tr("Lane"), Kind.TEXT, queue_words.lane_name),
            Column(
                "state", self.tr("State"), Kind.BADGE, lambda row: queue_words.lane_state(row.state)
            ),
            Column("queued", self.tr("Queued"), Kind.NUMBER, lambda row: row.queued),
            Column("per_s", self.tr("Per s"), Kind.MEASURE, lambda row: words.decimal(row.per_s)),
            Column(
                "limit",
                self.tr("Limit in force"),
                Kind.TEXT,
                lambda row: queue_words.limit(row.connections, row.rate),
            ),
            Column(
                "next",
                self.tr("Next start"),
                Kind.MEASURE,
                lambda row: queue_words.next_start(row.next_start_us),
            ),
        )
        super().__init__(parent, columns, lambda row: row.provider_group)


class DeadGroupTable(MemoryTable[DeadGroup]):
    """Dead letters by provider group and last reply."""

    def __init__(self, parent: QObject) -> None:
        columns: tuple[Column[DeadGroup], ...] = (
            Column("provider", self.tr("Provider"), Kind.TEXT, lambda row: row.name),
            Column("reply", self.tr("Last reply"), Kind.ANSWER, answer),
            Column("letters", self.tr("Letters"), Kind.NUMBER, lambda row: row.number),
        )
        super().__init__(parent, columns, lambda row: (row.provider_group, row.reply, row.state))


class LetterTable(MemoryTable[DeadLetter]):
    """Single dead letters by their jobs.

    Parameters
    ----------
    providers : display name of each provider group, by id.
    """

    def __init__(self, parent: QObject, providers: Mapping[str, str]) -> None:
        def provider(row: DeadLetter) -> str:
            return providers.get(row.provider_group, row.provider_group)

        columns: tuple[Column[DeadLetter], ...] = (
            Column("address", self.tr("E-mail"), Kind.ADDRESS, lambda row: row.email, True),
            Column("of", self.tr("Provider"), Kind.TEXT, provider, True),
            Column("attempts", self.tr("Attempts"), Kind.NUMBER, lambda row: row.attempts, True),
            Column("reply", self.tr("Last reply"), Kind.REPLY, lambda row: row.reply),
        )
        super().__init__(parent, columns, lambda row: row.job)


def answer(group: DeadGroup) -> tuple[str, str]:
    """Codes and text of the last reply, or why there is none."""
    translate = QCoreApplication.translate
    if group.state == "poisoned":
        return group.code, translate("Queue", "The simulation failed on it")
    if not group.code:
        return "", translate("Queue", "No reply")
    return group.code, group.text
