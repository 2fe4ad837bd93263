"""Widths of a table's columns: one takes the rest, some go when the table is narrow.

They are given and remembered as at 100 % of the text size, and grow with the text.

What a person changed can be read as text and given back later; what does not fit the table
any more is ignored. Nothing scrolls sideways.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from mailsim_desktop.ui import measures
from mailsim_desktop.ui.models.column_table import ColumnTable

LEAST_REST = 160
"""The column that takes the rest is not narrower, as long as another can go."""
_LEAST, _MOST = 48, 2000
_ORDERS = {"ascending": Qt.SortOrder.AscendingOrder, "descending": Qt.SortOrder.DescendingOrder}


class ColumnWidths(QObject):
    """Widths of one view, whose model is set."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._widths: dict[int, int] = {}
        self._rest: int | None = None
        self._least_rest = LEAST_REST
        self._factor = measures.factor()
        self._dropped: tuple[int, ...] = ()

    def set(self, widths: Mapping[int, int], rest: int, least: int) -> None:
        """Give columns a width that a person may change; column `rest` takes what is left."""
        self._rest, self._least_rest, self._factor = rest, least, measures.factor()
        self._widths = {column: measures.scaled(width) for column, width in widths.items()}
        head = self._view.horizontalHeader()
        for column, width in self._widths.items():
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            head.resizeSection(column, width)
        head.setSectionResizeMode(rest, QHeaderView.ResizeMode.Stretch)

    def drop_when_narrow(self, columns: Sequence[int]) -> None:
        """Hide these, the first one first, while there is no room for all."""
        self._dropped = tuple(columns)
        self.fit()

    def fit(self) -> None:
        """Hide and show columns for the width and the text size there are."""
        self._follow_text()
        if not self._dropped or self._rest is None:
            return
        room, head = self._view.viewport().width(), self._view.horizontalHeader()
        needed = measures.scaled(self._least_rest) + sum(
            self._width(column) for column in self._widths
        )
        for column in self._dropped:
            hide = needed > room
            if hide:
                needed -= self._width(column)
            if head.isSectionHidden(column) != hide:
                self._widths[column] = self._width(column)
                head.setSectionHidden(column, hide)

    def _follow_text(self) -> None:
        """Make the columns as much wider as the text has grown."""
        before, self._factor = self._factor, measures.factor()
        if before == self._factor:
            return
        grown, head = self._factor / before, self._view.horizontalHeader()
        for column in self._widths:
            self._widths[column] = round(self._width(column) * grown)
            head.resizeSection(column, self._widths[column])

    def state(self) -> str:
        """Widths and order, as text."""
        keys, head = self._keys(), self._view.horizontalHeader()
        by = head.sortIndicatorSection()
        names = {order: name for name, order in _ORDERS.items()}
        order = [keys[by], names[head.sortIndicatorOrder()]] if 0 <= by < len(keys) else None
        widths = {
            keys[column]: round(self._width(column) / self._factor) for column in self._widths
        }
        return json.dumps({"widths": widths, "order": order})

    def restore(self, text: str) -> None:
        """Give back what `state` said; what means nothing here is left out."""
        try:
            found = json.loads(text)
        except ValueError:
            return
        if not isinstance(found, dict):
            return
        self._follow_text()
        keys, head = self._keys(), self._view.horizontalHeader()
        for key, width in _entries(found.get("widths")):
            column = keys.index(key) if key in keys else None
            if column in self._widths and isinstance(width, int) and _LEAST <= width <= _MOST:
                self._widths[column] = measures.scaled(width)
                head.resizeSection(column, self._widths[column])
        order = found.get("order")
        if isinstance(order, list) and len(order) == 2 and order[0] in keys:  # noqa: PLR2004 # a pair
            wanted = _ORDERS.get(str(order[1]), Qt.SortOrder.AscendingOrder)
            head.setSortIndicator(keys.index(order[0]), wanted)
        self.fit()

    def _width(self, column: int) -> int:
        """Width of a column, also while it is hidden."""
        head = self._view.horizontalHeader()
        hidden = head.isSectionHidden(column)
        return self._widths[column] if hidden else head.sectionSize(column)

    def _keys(self) -> list[str]:
        model = self._view.model()
        return [column.key for column in model.columns] if isinstance(model, ColumnTable) else []


def _entries(found: Any) -> list[tuple[str, Any]]:
    return list(found.items()) if isinstance(found, dict) else []
