"""Why an action cannot be done now, told from what the window shows.

What may be done with a campaign or a run comes from `run_actions`, where the buttons of the
pages ask too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoStack

from mailsim_desktop.domain.transitions import TERMINAL_RUN_STATES
from mailsim_desktop.ui import act_words, focus
from mailsim_desktop.ui.deck import Deck
from mailsim_desktop.ui.focus import FocusMemory
from mailsim_desktop.ui.run_actions import RunAction, allowed, run_allowed

if TYPE_CHECKING:
    from mailsim_desktop.services.campaigns import CampaignRow
    from mailsim_desktop.services.runs import RunRow


class Rules(QObject):
    """The rules of one window."""

    def __init__(self, deck: Deck, undo: QUndoStack, at: FocusMemory, parent: QObject) -> None:
        super().__init__(parent)
        self._deck = deck
        self._undo = undo
        self._at = at

    def campaign(self) -> CampaignRow | None:
        """The campaign that is meant: what the page on top has chosen or shows."""
        return self._deck.top().campaign(self._deck.snapshot())

    def act(self, action: RunAction) -> str | None:
        """Why this cannot be done with the campaign that is meant."""
        row = self.campaign()
        if row is None:
            return self.tr("Choose a campaign first.")
        return None if action in allowed(row) else self._reason(action, row.run)

    def _reason(self, action: RunAction, run: RunRow | None) -> str:
        """Why a campaign with this run does not allow it."""
        if action is RunAction.DELETE:
            return self.tr("A campaign that was launched cannot be deleted.")
        if run is not None:
            return self.tr("Run {0} of this campaign has not ended.").format(run.id)
        if action is RunAction.LAUNCH:
            return self.tr("Choose a list for this campaign first.")
        return self.tr("This campaign has no run yet.")

    def turn(self) -> RunAction:
        """What the key that pauses and resumes would do."""
        reading = self._deck.snapshot().reading
        possible = frozenset() if reading is None else run_allowed(reading.run)
        return RunAction.RESUME if RunAction.RESUME in possible else RunAction.PAUSE

    def turn_text(self) -> str:
        """Names what that key would do."""
        if self.control(self.turn()) is not None:
            return self.tr("&Pause or resume")
        return act_words.menu_words(self.turn())

    def control(self, action: RunAction) -> str | None:
        """Why this cannot be done with the run that is shown."""
        reading = self._deck.snapshot().reading
        if reading is None:
            return self.tr("There is no run.")
        if action in run_allowed(reading.run):
            return None
        if reading.run.state in TERMINAL_RUN_STATES:
            return self.tr("Run {0} has ended.").format(reading.run.id)
        return self.tr("Run {0} is just being changed.").format(reading.run.id)

    def search(self) -> str | None:
        """Why the page on top cannot be searched."""
        field = self._deck.top().search_field()
        if field is None:
            return self.tr("This page has nothing to search.")
        return None if field.isEnabled() else self.tr("There is nothing to search yet.")

    def copy(self) -> str | None:
        """Why nothing can be copied."""
        found = focus.copier(self._at.widget())
        return self.tr("Choose rows or text to copy first.") if found is None else None

    def select_all(self) -> str | None:
        """Why nothing can be selected."""
        found = focus.selector(self._at.widget())
        return self.tr("Go to a table or a text first.") if found is None else None

    def back(self) -> str | None:
        """Why there is no way back."""
        return None if self._deck.can_go_back() else self.tr("No page was seen before this one.")

    def close_panel(self) -> str | None:
        """Why there is nothing to close."""
        return None if self._deck.can_close() else self.tr("Nothing is open that could be closed.")

    def undo(self) -> str | None:
        """Why nothing can be undone."""
        if self._undo.canUndo():
            return None
        return self.tr("There is nothing to undo.")

    def undo_text(self) -> str:
        """Names what would be undone."""
        act = self._undo.undoText()
        return self.tr("&Undo {0}").format(_no_mark(act)) if act else self.tr("&Undo")

    def redo_text(self) -> str:
        """Names what would be done again."""
        act = self._undo.redoText()
        return self.tr("&Redo {0}").format(_no_mark(act)) if act else self.tr("&Redo")

    def redo(self) -> str | None:
        """Why nothing can be done again."""
        if self._undo.canRedo():
            return None
        return self.tr("There is nothing to do again.")


def _no_mark(text: str) -> str:
    """Text from data, whose `&` is no mark of a menu letter."""
    return text.replace("&", "&&")
