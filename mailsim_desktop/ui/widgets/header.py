"""The header of a page: title, one muted line of facts, and at most one primary button."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mailsim_desktop.ui.tokens import Size, Space, Type
from mailsim_desktop.ui.widgets.labels import ElidedLabel


class Header(QWidget):
    """Stays where it is while the page below scrolls."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(Size.HEADER)
        self._title = ElidedLabel(title, pixels=Type.TITLE, strong=True)
        self._facts = ElidedLabel(pixels=Type.LABEL, muted=True)
        words = QVBoxLayout()
        words.setContentsMargins(0, 8, 0, 8)
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._facts)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.CONTROL)
        self._row.addLayout(words, 1)

    def add(self, widget: QWidget) -> None:
        """Put a control at the right end; the primary comes last."""
        self._row.addWidget(widget)

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.set_whole(title)

    def set_facts(self, facts: str) -> None:
        """Change the line below the title."""
        self._facts.set_whole(facts)

    def facts(self) -> str:
        """The line below the title."""
        return self._facts.whole()
