"""A card: a surface with a border, and a head with title, muted unit and small actions."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mailsim_desktop.ui import measures
from mailsim_desktop.ui.tokens import Space
from mailsim_desktop.ui.widgets.labels import ElidedLabel, PlainLabel

HEAD = 38


class Card(QFrame):
    """Holds what belongs together; never another card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)


class CardHead(QWidget):
    """Title and unit at the left; whatever is added stands at the right."""

    def __init__(self, title: str, unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        measures.hold_height(self, HEAD)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(Space.INSET, 0, Space.CONTROL, 0)
        self.row.setSpacing(Space.CONTROL)
        self._title = PlainLabel(title, strong=True)
        self._unit = ElidedLabel(unit, pixels=12, muted=True)
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.row.addWidget(self._title)
        self.row.addWidget(self._unit, 1)

    def add(self, widget: QWidget) -> None:
        """Put a small action at the right end."""
        self.row.addWidget(widget)

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)

    def set_unit(self, unit: str) -> None:
        """Change the muted text behind the title."""
        self._unit.set_whole(unit)


def divider() -> QFrame:
    """A line inside a card, where another card would be too much."""
    line = QFrame()
    line.setObjectName("line")
    return line
