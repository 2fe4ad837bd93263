"""A table of the window: row lines instead of a grid, whole rows selected, fixed heights.

Works the same over seven rows in memory and a million in the database; what differs is
the model it is given.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu

from mailsim_desktop.ui import measures
from mailsim_desktop.ui.delegates import RowDelegate, delegate_for
from mailsim_desktop.ui.models.column_table import ColumnTable
from mailsim_desktop.ui.row_view import RowView
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size
from mailsim_desktop.ui.widgets.column_widths import LEAST_REST, ColumnWidths
from mailsim_desktop.ui.widgets.kept_selection import KeptSelection, selected_rows
from mailsim_desktop.ui.widgets.row_copy import RowCopy
from mailsim_desktop.ui.widgets.table_head import TableHead

_Move = QAbstractItemView.CursorAction
_ENDS = {_Move.MoveHome: 0, _Move.MoveEnd: -1}


class Table(RowView):
    """Read-only; one or many rows are selected. Actions added to it are in its menu."""

    told = Signal(str)
    """What was done, for a person to read."""

    def __init__(self, theme: Theme, name: str, row_height: int = Size.ROW) -> None:
        super().__init__()
        self._theme = theme
        self._row_height = row_height
        self._kept: KeptSelection | None = None
        self.setAccessibleName(name)
        self.setHorizontalHeader(TableHead(theme, self))
        self.widths = ColumnWidths(self)
        self.copying = RowCopy(self)
        self.copying.told.connect(self.told)
        self.addAction(self.copying.action)
        self._set_up()
        theme.changed.connect(self.viewport().update)

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(RowDelegate(self._theme, self))
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_height()
        self.head.sortIndicatorChanged.connect(self._sort)

    @property
    def head(self) -> TableHead:
        """The titles."""
        found = self.horizontalHeader()
        assert isinstance(found, TableHead)  # noqa: S101 # set by the constructor
        return found

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model; its columns say how they are painted."""
        super().setModel(model)
        if not isinstance(model, ColumnTable):
            return
        for number, column in enumerate(model.columns):
            delegate = delegate_for(column.kind, self._theme, self)
            self.setItemDelegateForColumn(number, delegate)
        self._kept = KeptSelection(self, model)
        self._kept.told.connect(self.told)
        can_sort = self.head.can_sort()
        policy = Qt.FocusPolicy.TabFocus if can_sort else Qt.FocusPolicy.NoFocus
        self.head.setFocusPolicy(policy)

    def set_widths(self, widths: dict[int, int], stretch: int, least: int = LEAST_REST) -> None:
        """Give columns a width at 100 %; column `stretch` takes the rest, if it can `least`."""
        self.widths.set(widths, stretch, least)

    def drop_when_narrow(self, *columns: int) -> None:
        """Hide these, the first one first, while there is no room for all."""
        self.widths.drop_when_narrow(columns)

    def column_state(self) -> str:
        """Widths and order as a person left them."""
        return self.widths.state()

    def restore_columns(self, state: str) -> None:
        """Give back what `column_state` said."""
        self.widths.restore(state)

    def selectRow(self, row: int) -> None:
        """Select this row alone; Qt's own asks which keys are held, and may take it away."""
        flags = QItemSelectionModel.SelectionFlag
        index = self.model().index(row, max(self.currentIndex().column(), 0))
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def selected_rows(self) -> NDArray[np.int64]:
        """Rows that are selected, in order; (n,) int64."""
        return selected_rows(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row, as a double click does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def moveCursor(
        self,
        cursorAction: QAbstractItemView.CursorAction,  # noqa: N803 # Qt's name
        modifiers: Qt.KeyboardModifier,
    ) -> QModelIndex:
        """Home and End lead to the first and last row: a row is one thing here."""
        if cursorAction not in _ENDS or not self.model().rowCount():
            return super().moveCursor(cursorAction, modifiers)
        row = _ENDS[cursorAction] % self.model().rowCount()
        return self.model().index(row, max(self.currentIndex().column(), 0))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu; with the keyboard, at the current row."""
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.visualRect(self.currentIndex())
            at = self.viewport().mapToGlobal(place.center() if place.isValid() else QPoint())
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.actions())
        menu.popup(at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Drop columns that there is no room for."""
        super().resizeEvent(event)
        self.widths.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._set_height()
            self.widths.fit()

    def _set_height(self) -> None:
        height = measures.scaled(self._row_height)
        if self.verticalHeader().defaultSectionSize() != height:
            self.verticalHeader().setDefaultSectionSize(height)

    def _sort(self, section: int, order: Qt.SortOrder) -> None:
        if section >= 0 and not self.head.sortable(section):
            with QSignalBlocker(self.head):  # a click on it moved the arrow there
                self.head.setSortIndicator(-1, order)
            section = -1
        self.model().sort(section, order)
