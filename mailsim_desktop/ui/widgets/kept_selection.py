"""Keeps selection, current row and place while a table's rows are put into another order.

A model that replaces its rows makes Qt forget all three. They are kept by the ids of the
rows: what is still there is selected again, wherever it stands now.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Signal
from PySide6.QtWidgets import QTableView

from mailsim_desktop.ui.models.column_table import ColumnTable

Rows = NDArray[np.int64]
_MOST_RANGES = 2_000
"""Qt looks through all ranges for every cell it paints; more would make that slow."""


def selected_rows(view: QTableView) -> Rows:
    """Rows that are selected, in order; (n,) int64. A million takes milliseconds."""
    selection = view.selectionModel().selection()
    chosen = np.zeros(view.model().rowCount(), dtype=np.bool_)
    for number in range(selection.count()):
        part = selection.at(number)
        chosen[part.top() : part.bottom() + 1] = True
    return np.flatnonzero(chosen)


def ranges_of(rows: Rows) -> list[tuple[int, int]]:
    """First and last row of each run of consecutive rows; `rows` are in order."""
    if not len(rows):
        return []
    breaks = np.flatnonzero(np.diff(rows) != 1)
    firsts = rows[np.concatenate(([0], breaks + 1))]
    lasts = rows[np.concatenate((breaks, [len(rows) - 1]))]
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))


class KeptSelection(QObject):
    """Watches the model of one view, which it must have been given already."""

    told = Signal(str)
    """Why what was selected is not selected any more."""

    def __init__(self, view: QTableView, model: ColumnTable[object]) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self._chosen: Rows = np.empty(0, dtype=np.int64)
        self._current: int | None = None
        self._column = 0
        self._top: int | None = None
        self._offset = 0
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)

    def _remember(self) -> None:
        view, ids = self._view, self._model.ids()
        self._chosen = ids[selected_rows(view)]
        current, top = view.currentIndex(), view.rowAt(0)
        self._current = int(ids[current.row()]) if current.isValid() else None
        self._column = max(current.column(), 0)
        at_top = view.verticalScrollBar().value() == 0  # then new rows above are to be seen
        self._top = None if at_top or top < 0 else int(ids[top])
        self._offset = 0 if top < 0 else -view.rowViewportPosition(top)

    def _restore(self) -> None:
        ids = self._model.ids()
        if len(self._chosen):
            self._select(np.flatnonzero(np.isin(ids, self._chosen)))
            self._chosen = self._chosen[:0]  # a million ids are not kept for nothing
        row = _row_of(ids, self._current)
        if row is not None:
            self._view.selectionModel().setCurrentIndex(
                self._model.index(row, self._column), QItemSelectionModel.SelectionFlag.NoUpdate
            )
        top = _row_of(ids, self._top)
        if top is not None:
            self._view.updateGeometries()
            position = self._view.verticalHeader().sectionPosition(top)
            self._view.verticalScrollBar().setValue(position + self._offset)

    def _select(self, rows: Rows) -> None:
        ranges, selection = ranges_of(rows), QItemSelection()
        if len(ranges) > _MOST_RANGES:
            self.told.emit(self.tr("Nothing is selected: in this order the rows lie too far apart"))
            return
        for first, last in ranges:
            selection.select(self._model.index(first, 0), self._model.index(last, 0))
        flags = QItemSelectionModel.SelectionFlag
        self._view.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)


def _row_of(ids: Rows, wanted: int | None) -> int | None:
    if wanted is None:
        return None
    found = np.flatnonzero(ids == wanted)
    return int(found[0]) if len(found) else None
