"""Widgets in a line that breaks where the room ends."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Each line is as high as its highest widget, and as wide as its widgets want it."""

    def __init__(self, widgets: Iterable[QWidget], *, gap: int, even: bool = False) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap, self._even = gap, even
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        """Put an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Count the items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Answer for an item, None behind the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room that the lines take at this width."""
        places = self._places(width)
        return max((place.bottom() + 1 for _item, place in places), default=0)

    def setGeometry(self, rect: QRect) -> None:
        """Put every item in its place."""
        super().setGeometry(rect)
        for item, place in self._places(rect.width()):
            item.setGeometry(place.translated(rect.topLeft()))

    def sizeHint(self) -> QSize:
        """Room for the widest item."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Room for the widest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.sizeHint())
        return size

    def _places(self, room: int) -> list[tuple[QLayoutItem, QRect]]:
        """Each item with its place, counted from the upper left corner."""
        shown = [item for item in self._items if not item.isEmpty()]
        widest = max((item.sizeHint().width() for item in shown), default=0)
        lines: list[list[tuple[QLayoutItem, QRect]]] = [[]]
        x = 0
        for item in shown:
            size = item.sizeHint()
            width = widest if self._even else min(size.width(), room)
            if x and x + width > room:
                x = 0
                lines.append([])
            lines[-1].append((item, QRect(x, 0, width, size.height())))
            x += width + self._gap
        return self._below(lines)

    def _below(
        self, lines: list[list[tuple[QLayoutItem, QRect]]]
    ) -> list[tuple[QLayoutItem, QRect]]:
        """Put the lines one below the other, what stands in each around its middle."""
        found, y = [], 0
        for line in lines:
            high = max((place.height() for _item, place in line), default=0)
            for item, place in line:
                found.append((item, place.translated(0, y + (high - place.height()) // 2)))
            y += high + self._gap
        return found
