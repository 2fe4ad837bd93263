"""A panel beside a table: title, what is shown of the current row, and a foot.

It only holds and says when it is closed. Where it stands, and what opens it, is for
`panel_area`.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mailsim_desktop.ui import measures
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.tokens import Space, Type
from mailsim_desktop.ui.widgets.buttons import ghost
from mailsim_desktop.ui.widgets.card import HEAD, Card
from mailsim_desktop.ui.widgets.labels import ElidedLabel

LEAST = 260
USUAL = 340


class SidePanel(Card):
    """Closed until it is opened for something."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ElidedLabel(strong=True)
        self._facts = ElidedLabel(pixels=Type.LABEL, muted=True)
        self.closing = ghost(Icon.CLOSE, self.tr("Close panel"), self.close)
        self.content = QVBoxLayout()
        self.foot = QHBoxLayout()
        self._foot_frame = QFrame()
        self._actions = QHBoxLayout()
        self._lay_out()
        self.setMinimumWidth(LEAST)
        self.hide()

    def _lay_out(self) -> None:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(Space.INSET, 0, Space.CONTROL, 0)
        row.setSpacing(2)
        row.addWidget(self._title, 1)
        row.addLayout(self._actions)
        row.addWidget(self.closing)
        measures.hold_height(head, HEAD)
        facts = QVBoxLayout()
        facts.setContentsMargins(Space.INSET, 0, Space.INSET, Space.CONTROL)
        facts.addWidget(self._facts)
        self.content.setContentsMargins(Space.INSET, Space.GAP, Space.INSET, Space.GAP)
        self._foot_frame.setObjectName("foot")
        self._foot_frame.setLayout(self.foot)
        self._foot_frame.hide()
        self.foot.setContentsMargins(Space.INSET, Space.CONTROL, Space.INSET, Space.CONTROL)
        line = QFrame()
        line.setObjectName("line")
        self.body.addWidget(head)
        self.body.addLayout(facts)
        self.body.addWidget(line)
        self.body.addLayout(self.content, 1)
        self.body.addWidget(self._foot_frame)

    def open_for(self, title: str, facts: str = "") -> None:
        """Show this in the head, and the panel if it is closed."""
        self.set_heading(title, facts)
        self.show()

    def set_heading(self, title: str, facts: str = "") -> None:
        """Show this in the head, open or not."""
        self._title.set_whole(title)
        self._facts.set_whole(facts)
        self._facts.setVisible(bool(facts))
        self.setAccessibleName(title)

    def add_action(self, widget: QWidget) -> None:
        """Put a small control into the head, before the cross."""
        self._actions.addWidget(widget)

    def add_to_foot(self, widget: QWidget) -> None:
        """Put a control into the foot, which is there once it holds something."""
        self.foot.addWidget(widget)
        self._foot_frame.show()

    def title(self) -> str:
        """What it is opened for."""
        return self._title.whole()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say so."""
        super().closeEvent(event)
        self.closed.emit()
