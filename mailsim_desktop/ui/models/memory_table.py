"""A table whose records are all in memory: campaigns, rejected rows, lanes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

import numpy as np
from PySide6.QtCore import QObject, Qt

from mailsim_desktop.ui.models.column_table import ColumnTable, Index
from mailsim_desktop.ui.models.columns import Column

R = TypeVar("R")


class MemoryTable(ColumnTable[R]):
    """Updates in place where it can, so that selection and scroll position stay.

    Parameters
    ----------
    key : what names a record while its values change.
    """

    def __init__(
        self, parent: QObject | None, columns: Sequence[Column[R]], key: Callable[[R], Hashable]
    ) -> None:
        super().__init__(parent, columns)
        self._key = key
        self._given: tuple[R, ...] = ()
        self._rows: tuple[R, ...] = ()
        self._sort: Callable[[R], object] | None = None
        self._descending = False

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show these records."""
        self._given = tuple(rows)
        before, after = self._rows, self._sorted()
        keys = [self._key(row) for row in after]
        self._rows = after
        if [self._key(row) for row in before] != keys:
            ids = np.array([hash(key) for key in keys], dtype=np.int64)
            self._replace(ids, dict(enumerate(after)))
            return
        self._records = dict(enumerate(after))
        for number, (old, new) in enumerate(zip(before, after, strict=True)):
            if old != new:
                self.dataChanged.emit(
                    self.index(number, 0), self.index(number, len(self.columns) - 1)
                )

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column; without one they stand as they were given."""
        self._descending = order == Qt.SortOrder.DescendingOrder
        sortable = 0 <= column < len(self.columns) and self.columns[column].sortable
        self._sort = _sort_key(self.columns[column]) if sortable else None
        self.show_rows(self._given)

    def row(self, index: Index) -> R:
        """Record of a cell."""
        return self._rows[index.row()]

    def number_of(self, key: Hashable) -> int | None:
        """Row of the record with this key."""
        keys = [self._key(row) for row in self._rows]
        return keys.index(key) if key in keys else None

    def _sorted(self) -> tuple[R, ...]:
        if self._sort is None:
            return self._given
        return tuple(sorted(self._given, key=self._sort, reverse=self._descending))  # type: ignore[arg-type] # values of one column compare


def _sort_key(column: Column[R]) -> Callable[[R], object]:
    """What records are compared by; the unknown come first."""

    def key(record: R) -> object:
        value = column.value(record)
        if isinstance(value, str):
            value = value.casefold()
        return (value is not None, value if value is not None else 0)

    return key
