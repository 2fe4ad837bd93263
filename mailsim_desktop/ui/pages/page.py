"""What all pages share: margins, a header, and a snapshot to show."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mailsim_desktop.ui.snapshot import Snapshot
from mailsim_desktop.ui.tokens import Space
from mailsim_desktop.ui.widgets.header import Header
from mailsim_desktop.ui.window_state import Parts

if TYPE_CHECKING:  # the frame shows before the services are loaded
    from mailsim_desktop.services.campaigns import CampaignRow


class Page(QWidget):
    """A page of the rail; only the visible one is given snapshots."""

    waits: ClassVar[bool] = True
    """Its place shows it again after it was left; else the way there leads to the place's home."""
    told = Signal(str)
    """What was done here, for a notice."""

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

    def campaign(self, snapshot: Snapshot) -> CampaignRow | None:  # noqa: ARG002 # as overridden
        """The campaign that is chosen here or shown: the one that the menus mean."""
        return None

    def parts(self) -> Parts:
        """Tables and panels that the window remembers."""
        return {}

    def start(self) -> QWidget | None:
        """The control to begin with, for who comes here by a key."""
        return None

    def search_field(self) -> QWidget | None:
        """The field that searches this page, if it has one."""
        return None

    def has_panel(self) -> bool:
        """A panel is open that Esc closes."""
        return False

    def close_panel(self) -> None:
        """Close it."""

    def has_step_back(self) -> bool:
        """There is a step within this page that Alt+Left goes back to."""
        return False

    def step_back(self) -> None:
        """Go there."""

    def own_keys(self) -> tuple[tuple[str, str], ...]:
        """Keys that act here and are in no menu, each with what it does; for the cheat sheet."""
        return ()
