"""What stands on the board: components under a title, in a card or, being cards, without one."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mailsim_desktop.ui.gallery.flow import Flow
from mailsim_desktop.ui.tokens import Space, Type
from mailsim_desktop.ui.widgets.card import Card, CardHead
from mailsim_desktop.ui.widgets.labels import ElidedLabel, PlainLabel


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
