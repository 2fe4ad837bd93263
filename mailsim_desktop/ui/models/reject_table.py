"""Rows that an import did not take: line, reason, value."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, Qt

from mailsim_desktop.contacts.importing import Reject, RejectKind
from mailsim_desktop.ui import theme, words
from mailsim_desktop.ui.delegates import BADGE_ROLE
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.models.headed_table import HeadedTable, Index
from mailsim_desktop.ui.tokens import Type

LINE, REASON, VALUE = range(3)
KIND_GLYPHS = {
    RejectKind.INVALID: Glyph.BOUNCED,
    RejectKind.DUPLICATE: Glyph.DASH,
    RejectKind.EMPTY: Glyph.PENDING,
}


class RejectTable(HeadedTable):
    """Holds the first rejected rows; the export holds all of them."""

    def __init__(self, parent: QObject) -> None:
        heads = (self.tr("Line"), self.tr("Reason"), self.tr("Value"))
        super().__init__(parent, heads, frozenset({LINE}))
        self._rows: tuple[Reject, ...] = ()

    def show_rows(self, rows: tuple[Reject, ...]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's signature
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Answer for one cell."""
        row, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return words.tip(_text(row, column))
            case Qt.ItemDataRole.TextAlignmentRole:
                return self.alignment(column)
            case Qt.ItemDataRole.FontRole if column == VALUE:
                return theme.font(Type.LABEL, mono=True)
            case _ if role == BADGE_ROLE and column == REASON:
                return KIND_GLYPHS[row.kind]
        return None


def _text(row: Reject, column: int) -> str:
    return (words.count(row.line), row.reason, row.value)[column]
