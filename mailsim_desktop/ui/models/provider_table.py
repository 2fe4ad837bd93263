"""Rows of the provider table of the dashboard."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, Qt

from mailsim_desktop.ui import words
from mailsim_desktop.ui.models.headed_table import HeadedTable, Index
from mailsim_desktop.ui.provider_rows import ProviderRow

NAME, SHARE, LIMIT, QUEUED, DEFERRED = range(5)


class ProviderTable(HeadedTable):
    """Updates in place; the order of the providers is that of their size."""

    def __init__(self, parent: QObject) -> None:
        self._rows: tuple[ProviderRow, ...] = ()
        heads = (
            self.tr("Provider"),
            self.tr("Share"),
            self.tr("Limit in force"),
            self.tr("Queued"),
            self.tr("Deferred"),
        )
        super().__init__(parent, heads, frozenset({SHARE, QUEUED, DEFERRED}))

    def show_rows(self, rows: tuple[ProviderRow, ...]) -> None:
        """Show these providers."""
        if rows == self._rows:
            return
        if len(rows) != len(self._rows):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        self._rows = rows
        last = self.index(len(rows) - 1, len(self._heads) - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's signature
        """Count the providers."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Answer for one cell."""
        if not index.isValid():
            return None
        text = _text(self._rows[index.row()], index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return text
            case Qt.ItemDataRole.ToolTipRole:
                return words.tip(text)
            case Qt.ItemDataRole.TextAlignmentRole:
                return self.alignment(index.column())
        return None


def _text(row: ProviderRow, column: int) -> str:
    return {
        NAME: row.name,
        SHARE: words.percent(row.share),
        LIMIT: row.limit,
        QUEUED: words.count(row.queued),
        DEFERRED: words.percent(row.deferred),
    }[column]
