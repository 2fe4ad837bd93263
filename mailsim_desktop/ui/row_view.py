"""A table view that thinks in rows: hover and focus are shown on the whole row.

Knows which row is under the pointer, which has the focus, and which columns are at the
edges, so that delegates paint their part of it. Qt itself knows only cells.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QCursor, QFocusEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QTableView

_Index = QModelIndex | QPersistentModelIndex
NO_ROW = -1


class RowView(QTableView):
    """Keeps what its delegates read while they paint."""

    def __init__(self) -> None:
        super().__init__()
        self.hovered_row = NO_ROW
        self.ringed_row = NO_ROW
        self.first_column = 0
        self.last_column = 0
        self.viewport().setMouseTracking(True)

    def update_row(self, row: int) -> None:
        """Paint a row anew."""
        if row != NO_ROW:
            top, height = self.rowViewportPosition(row), self.rowHeight(row)
            self.viewport().update(QRect(0, top, self.viewport().width(), height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Find out once what every cell will ask for."""
        head = self.horizontalHeader()
        order = (head.logicalIndex(place) for place in range(head.count()))
        shown = [column for column in order if not head.isSectionHidden(column)]
        self.first_column, self.last_column = (shown[0], shown[-1]) if shown else (0, 0)
        self.ringed_row = self.currentIndex().row() if self.hasFocus() else NO_ROW
        super().paintEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def viewportEvent(self, event: QEvent) -> bool:
        """Forget the pointer when it leaves."""
        if event.type() == QEvent.Type.Leave:
            self._hover(NO_ROW)
        return super().viewportEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Another row comes under the pointer."""
        super().scrollContentsBy(dx, dy)
        if self.hovered_row != NO_ROW:
            self._hover(self.rowAt(self.viewport().mapFromGlobal(QCursor.pos()).y()))

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Move the ring."""
        super().currentChanged(current, previous)
        self.update_row(previous.row())
        self.update_row(current.row())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update_row(self.currentIndex().row())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update_row(self.currentIndex().row())

    def _hover(self, row: int) -> None:
        if row != self.hovered_row:
            self.update_row(self.hovered_row)
            self.hovered_row = row
            self.update_row(row)
