"""A table of honest length over any number of rows, read page by page in the background.

It holds the id of every row and the records of the few that are seen. A new wish (filter,
search, order) makes answers to the old one void: the newest wins. What is shown stays
until the answer is there, so typing never empties the table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Generic, TypeVar

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from mailsim_desktop.services.database import Store
from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.models.column_table import ColumnTable, tab_separated
from mailsim_desktop.ui.models.pages import PAGE, Pages
from mailsim_desktop.ui.models.source import Ids, Source, Wish

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class _Found(Generic[R]):
    """Answer to a wish: all ids, and the records of the first page."""

    ids: Ids
    first: Sequence[R | None]


class PagedTable(ColumnTable[R]):
    """Shows one wish at a time."""

    counted = Signal(int)
    """A wish was answered: it has so many rows."""

    def __init__(self, bridge: Bridge, source: Source[R], parent: QObject | None = None) -> None:
        super().__init__(parent, source.columns)
        self._bridge = bridge
        self._source = source
        self._wish = Wish()
        self._generation = 0
        self._edition = 0
        self._pages: Pages[R] = Pages()
        self._prepared = False

    def show_chosen(self, chosen: object, search: str = "") -> None:
        """Filter and search; the order stays."""
        self._ask(replace(self._wish, chosen=chosen, search=search))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; one that cannot be ordered by means the source's own order."""
        sortable = 0 <= column < len(self.columns) and self.columns[column].sortable
        descending = sortable and order == Qt.SortOrder.DescendingOrder
        wish = replace(self._wish, column=column if sortable else None, descending=descending)
        if wish != self._wish:
            self._ask(wish)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def expire(self) -> None:
        """Records changed: what the source keeps is void from the next wish on."""
        self._source.forget()
        self._prepared = False

    def refresh(self) -> None:
        """Records changed: read the same again; scroll position and selection stay."""
        self.expire()
        self._ask(self._wish)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Titles; who hears them hears the order too."""
        found = super().headerData(section, orientation, role)
        if role != Qt.ItemDataRole.AccessibleTextRole or section != self._wish.column:
            return found
        if self._wish.descending:
            return QCoreApplication.translate("Table", "{0}, sorted descending").format(found)
        return QCoreApplication.translate("Table", "{0}, sorted ascending").format(found)

    def record(self, row: int) -> R | None:
        """The record of a row; it is read in the background where it is missing."""
        found = super().record(row)
        self._read()
        return found

    def copy_rows(self, rows: Ids, done: Callable[[str], None]) -> None:
        """Read the rows in the background, in order, and hand over their text."""
        ids, source, columns = self._ids[rows], self._source, self.columns

        def work(store: Store) -> str:
            parts = []
            for start in range(0, len(ids), PAGE):
                part = _in_order(source.rows(store, ids[start : start + PAGE].tolist()), ids, start)
                parts.append(tab_separated(columns, (row for row in part if row is not None)))
            return "".join(parts)

        self._bridge.read(work, done=done)

    def _ask(self, wish: Wish) -> None:
        self._wish = wish
        self._generation += 1
        generation = self._generation
        self._bridge.read(
            partial(self._find, generation, wish), done=partial(self._show, generation)
        )

    def _find(self, generation: int, wish: Wish, store: Store) -> _Found[R] | None:
        """On a background thread; a wish that is old already is not worth the work."""
        if generation != self._generation:
            return None
        ids = self._source.ids(store, wish)
        rows = self._source.rows(store, ids[:PAGE].tolist())
        return _Found(ids, _in_order(rows, ids, 0))

    def _show(self, generation: int, found: _Found[R] | None) -> None:
        if found is None or generation != self._generation:
            return
        self._edition += 1
        if np.array_equal(found.ids, self._ids):
            self._pages.expire()
            self._pages.add(0, found.first)
            self._tell_changed(0, len(self._ids))
        else:
            self._pages = Pages()
            self._pages.add(0, found.first)
            self._replace(found.ids, self._pages)
        self.counted.emit(len(self._ids))
        if not self._prepared:
            self._prepared = True
            self._bridge.read(self._source.prepare)

    def _read(self) -> None:
        """Read the pages that are wanted, as many as may be read at a time."""
        while (number := self._pages.next()) is not None:
            ids = self._ids[number * PAGE : (number + 1) * PAGE]
            self._bridge.read(
                partial(self._read_page, ids),
                done=partial(self._arrived, self._edition, number),
                ended=partial(self._ended, self._edition, number),
            )

    def _read_page(self, ids: Ids, store: Store) -> Sequence[R | None]:
        return _in_order(self._source.rows(store, ids.tolist()), ids, 0)

    def _arrived(self, edition: int, number: int, rows: Sequence[R | None]) -> None:
        if edition != self._edition:
            return
        self._pages.add(number, rows)
        self._tell_changed(number * PAGE, min((number + 1) * PAGE, len(self._ids)))
        self._read()

    def _ended(self, edition: int, number: int) -> None:
        """A page that did not come is wanted again when it is seen again."""
        if edition == self._edition:
            self._pages.give_up(number)

    def _tell_changed(self, first: int, end: int) -> None:
        if first < end:
            last = self.index(end - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(first, 0), last)


def _in_order(rows: Mapping[int, R], ids: Ids, start: int) -> Sequence[R | None]:
    """The records of the page that begins at `start`."""
    return [rows.get(number) for number in ids[start : start + PAGE].tolist()]
