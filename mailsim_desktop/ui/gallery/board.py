"""Where the sections of the gallery stand: side by side in two columns, or one below the other.

Only places what it is given. Nothing scrolls sideways: where two columns have no room, the
right one stands below the left.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mailsim_desktop.ui import measures
from mailsim_desktop.ui.tokens import Space

_TWO = 1000
"""Two columns have room in this width at 100 % of text: the right one must hold a dialog."""


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
