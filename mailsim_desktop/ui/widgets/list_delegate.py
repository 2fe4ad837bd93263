"""What the delegates of lists share: rows of one height, which grows with the text."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from mailsim_desktop.ui import measures
from mailsim_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class ListDelegate(QStyledItemDelegate):
    """Knows how high a row is; a subclass draws what stands in it."""

    def __init__(self, theme: Theme, view: QListView, height: int) -> None:
        super().__init__(view)
        self._theme = theme
        self._height = height

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All rows are alike, and as wide as the list."""
        return QSize(0, measures.scaled(self._height))


def dress(view: QListView, delegate: ListDelegate) -> None:
    """Give a list its rows; what is too wide is shortened, so it never scrolls sideways."""
    view.setItemDelegate(delegate)
    view.setUniformItemSizes(True)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
