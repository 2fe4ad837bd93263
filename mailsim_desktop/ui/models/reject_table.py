"""Rows that an import did not take: line, reason, value."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from mailsim_desktop.contacts.importing import Reject, RejectKind
from mailsim_desktop.ui import theme, words
from mailsim_desktop.ui.delegates import BADGE_ROLE
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.tokens import Type

LINE, REASON, VALUE = range(3)
KIND_GLYPHS = {
    RejectKind.INVALID: Glyph.BOUNCED,
    RejectKind.DUPLICATE: Glyph.DASH,
    RejectKind.EMPTY: Glyph.PENDING,
}
_Index = QModelIndex | QPersistentModelIndex


class RejectTable(QAbstractTableModel):
    """Holds the first rejected rows; the export holds all of them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._heads = (self.tr("Line"), self.tr("Reason"), self.tr("Value"))
        self._rows: tuple[Reject, ...] = ()

    def show_rows(self, rows: tuple[Reject, ...]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 # Qt's signature
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 # Qt's signature
        """Count the columns."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Titles, aligned as their cells."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return self._heads[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Answer for one cell."""
        row, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return words.tip(_text(row, column))
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Qt.ItemDataRole.FontRole if column == VALUE:
                return theme.font(Type.LABEL, mono=True)
            case _ if role == BADGE_ROLE and column == REASON:
                return KIND_GLYPHS[row.kind]
        return None


def _text(row: Reject, column: int) -> str:
    return (words.count(row.line), row.reason, row.value)[column]


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == LINE else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
