"""What every table answers alike: its columns, their titles, its rows and their cells.

Where the rows come from is for those that build on it: `memory_table`, `paged_table`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from mailsim_desktop.ui.models.columns import ELLIPSIS, Column, side
from mailsim_desktop.ui.models.source import Ids

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)
Index = QModelIndex | QPersistentModelIndex
_TEXTS = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole})


class Records(Protocol[R_co]):
    """What a table has of its rows; a dict by row is one."""

    def get(self, row: int, /) -> R_co | None:
        """The record of a row; None while it is not in memory."""


class ColumnTable(QAbstractTableModel, Generic[R]):
    """Records of type `R`, one a row."""

    def __init__(self, parent: QObject | None, columns: Sequence[Column[R]]) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._ids: Ids = np.empty(0, dtype=np.int64)
        self._records: Records[R] = {}

    def record(self, row: int) -> R | None:
        """The record of a row; None while it is not in memory."""
        return self._records.get(row)

    def ids(self) -> Ids:
        """Id of every row, (n,) int64; a selection is kept by them."""
        return self._ids

    def copy_rows(self, rows: NDArray[np.int64], done: Callable[[str], None]) -> None:
        """Hand over these rows as lines of tab-separated text; maybe later."""
        found = (self._records.get(row) for row in rows.tolist())
        done(tab_separated(self.columns, (record for record in found if record is not None)))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's signature
        """Count all rows, also those not in memory."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's signature
        """Count the columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Titles, aligned as their cells."""
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return side(self.columns[section].kind)
        return self.columns[section].title if role in _TEXTS else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Answer for one cell."""
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return side(column.kind)
        record = self.record(index.row())
        if record is None:
            return ELLIPSIS if role in _TEXTS else None
        return column.answer(record, role)

    def _replace(self, ids: Ids, records: Records[R]) -> None:
        """Have other rows."""
        self.beginResetModel()
        self._ids, self._records = ids, records
        self.endResetModel()


def tab_separated(columns: Sequence[Column[R]], records: Iterable[R]) -> str:
    """One line for each record; a tab or a line break inside a value becomes a space."""
    lines = ("\t".join(" ".join(c.text(record).split()) for c in columns) for record in records)
    return "".join(f"{line}\n" for line in lines)
