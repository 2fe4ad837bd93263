"""Which campaigns are seen: those whose name and state fit."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from mailsim_desktop.domain.transitions import CampaignState, RunState
from mailsim_desktop.services.campaigns import CampaignRow
from mailsim_desktop.ui import measures, words
from mailsim_desktop.ui.run_actions import is_interrupted
from mailsim_desktop.ui.widgets.combo import Combo
from mailsim_desktop.ui.widgets.field import SearchField

_WIDTH, _WIDTH_NARROW = 200, 184
_STATES = (
    CampaignState.DRAFT,
    RunState.PLANNING,
    RunState.RUNNING,
    RunState.PAUSED,
    RunState.COMPLETED,
    RunState.CANCELLED,
    RunState.FAILED,
)


class CampaignFilter(QObject):
    """The two controls in the header of the page, and what they let through."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = SearchField(self.tr("Search campaigns"))
        self.states = Combo(self.tr("State"))
        self.states.addItem(self.tr("All states"), None)
        for state in _STATES:
            self.states.addItem(words.state(state)[1], state)
        self.set_narrow(False)
        self.search.textChanged.connect(self._on_change)
        self.states.currentIndexChanged.connect(self._on_change)

    def _on_change(self) -> None:
        self.changed.emit()

    def fitting(self, rows: Iterable[CampaignRow]) -> tuple[CampaignRow, ...]:
        """The campaigns that fit, in the same order."""
        text = self.text().casefold()
        state: str | None = self.states.currentData()
        return tuple(
            row
            for row in rows
            if text in row.campaign.name.casefold() and state in {None, _state(row)}
        )

    def text(self) -> str:
        """What is looked for."""
        return self.search.text().strip()

    def clear(self) -> None:
        """Let all through."""
        self.search.clear()
        self.states.setCurrentIndex(0)

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 # the one fact
        """Leave room for the title."""
        self.search.setFixedWidth(measures.scaled(_WIDTH_NARROW if narrow else _WIDTH))

    def set_enabled(self, enabled: bool) -> None:  # noqa: FBT001 # the one fact
        """Without a campaign there is nothing to search."""
        self.search.setEnabled(enabled)
        self.states.setEnabled(enabled)


def _state(row: CampaignRow) -> str:
    """That of the latest run, else its own; a run that nobody drives is in none of those named."""
    if row.run is None:
        return row.campaign.state
    return "" if is_interrupted(row.run) else row.run.state
