"""What all pages share: margins, a header, and a snapshot to show."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mailsim_desktop.ui.snapshot import Snapshot
from mailsim_desktop.ui.tokens import Space
from mailsim_desktop.ui.widgets.header import Header


class Page(QWidget):
    """A page of the rail; only the visible one is given snapshots."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.header = Header(title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.PAGE, 0, Space.PAGE, Space.PAGE_BOTTOM)
        outer.setSpacing(0)
        outer.addWidget(self.header)
        self.content = QVBoxLayout()
        self.content.setSpacing(Space.GAP)
        outer.addLayout(self.content, 1)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw a snapshot; called four times a second at most."""

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 # the one fact
        """Adapt to a window that has lost or regained its width."""
