"""Rows of the provider table of the dashboard."""

from __future__ import annotations

from PySide6.QtCore import QObject

from mailsim_desktop.ui.models.columns import Column, Kind
from mailsim_desktop.ui.models.memory_table import MemoryTable
from mailsim_desktop.ui.provider_rows import ProviderRow

NAME, SHARE, LIMIT, QUEUED, DEFERRED = range(5)


class ProviderTable(MemoryTable[ProviderRow]):
    """Providers by their names; their order is that of their size."""

    def __init__(self, parent: QObject) -> None:
        columns: tuple[Column[ProviderRow], ...] = (
            Column("provider", self.tr("Provider"), Kind.TEXT, _name),
            Column("share", self.tr("Share"), Kind.SHARE, lambda row: row.share),
            Column("limit", self.tr("Limit in force"), Kind.TEXT, lambda row: row.limit),
            Column("queued", self.tr("Queued"), Kind.NUMBER, lambda row: row.queued),
            Column("deferred", self.tr("Deferred"), Kind.SHARE, lambda row: row.deferred),
        )
        super().__init__(parent, columns, _name)


def _name(row: ProviderRow) -> str:
    return row.name
