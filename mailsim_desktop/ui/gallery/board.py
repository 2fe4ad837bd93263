"""Where the sections of the gallery stand: side by side in two columns, or one below the other.

Only places what it is given. Nothing scrolls sideways: where two columns have no room, the
right one stands below the left.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mailsim_desktop.ui import measures
from mailsim_desktop.ui.tokens import Space, Type
from mailsim_desktop.ui.widgets.card import Card, CardHead
from mailsim_desktop.ui.widgets.labels import ElidedLabel, PlainLabel

_TWO = 1000
"""Two columns have room in this width at 100 % of text: the right one must hold a dialog."""


class Flow(QLayout):
    """Widgets in a line that breaks where the room ends, each line as high as its highest."""

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


class Section(Card):
    """A card of the gallery: its title, and components with the inset of a card."""

    def __init__(self, title: str, note: str = "") -> None:
        super().__init__()
        self.head = CardHead(title, note)
        self.content = QVBoxLayout()
        self.content.setContentsMargins(Space.INSET, 0, Space.INSET, Space.INSET)
        self.content.setSpacing(Space.CONTROL)
        self.body.addWidget(self.head)
        self.body.addLayout(self.content)

    def add(self, *widgets: QWidget) -> Section:
        """Put components one below the other; answers the section."""
        for widget in widgets:
            self.content.addWidget(widget)
        return self

    def add_row(self, *widgets: QWidget, gap: int = Space.CONTROL, even: bool = False) -> Section:
        """Put components side by side, as many as there is room for in a line."""
        self.content.addLayout(Flow(widgets, gap=gap, even=even))
        return self

    def add_flush(self, *widgets: QWidget) -> Section:
        """Put components that reach from edge to edge, such as a table."""
        self.content.setContentsMargins(0, 0, 0, Space.CONTROL)
        self.content.setSpacing(0)
        return self.add(*widgets)


class Captioned(QWidget):
    """Components that are cards themselves: a title above them instead of a card around."""

    def __init__(self, title: str, note: str, *widgets: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CONTROL)
        line = QHBoxLayout()
        line.setSpacing(Space.CONTROL)
        line.addWidget(PlainLabel(title, strong=True))
        line.addWidget(ElidedLabel(note, pixels=Type.LABEL, muted=True), 1)
        column.addLayout(line)
        for widget in widgets:
            column.addWidget(widget)


class Board(QScrollArea):
    """Scrolls the sections; Qt brings into sight what Tab leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(QCoreApplication.translate("Gallery", "Components"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sheet = QWidget()
        self._rows: list[QBoxLayout] = []
        self._column = QVBoxLayout(self.sheet)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.GAP)
        self.setWidget(self.sheet)

    def add_columns(self, left: Iterable[QWidget], right: Iterable[QWidget]) -> None:
        """Add sections for two columns."""
        row = QHBoxLayout()
        row.setSpacing(Space.GAP)
        for widgets in (left, right):
            column = QVBoxLayout()
            column.setSpacing(Space.GAP)
            for widget in widgets:
                column.addWidget(widget)
            column.addStretch(1)
            row.addLayout(column, 1)
        self._rows.append(row)
        self._column.addLayout(row)

    def add_wide(self, *widgets: QWidget) -> None:
        """Add sections over the whole width."""
        for widget in widgets:
            self._column.addWidget(widget)

    def columns(self) -> int:
        """How many columns there are now."""
        beside = all(row.direction() == QBoxLayout.Direction.LeftToRight for row in self._rows)
        return 2 if beside else 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns side by side, or one below the other."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    def _arrange(self) -> None:
        directions = QBoxLayout.Direction
        fits = self.viewport().width() >= measures.scaled(_TWO)
        for row in self._rows:
            row.setDirection(directions.LeftToRight if fits else directions.TopToBottom)
