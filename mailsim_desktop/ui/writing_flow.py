"""Leads to the editor of campaigns, and lets nothing half written be lost on the way.

The editor holds one campaign. Before another takes its place, or the window is closed, a
person says what becomes of what was written and not stored.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from mailsim_desktop.services.campaigns import Campaign
from mailsim_desktop.ui.deck import Deck
from mailsim_desktop.ui.dialogs.unsaved import DISCARDED, UnsavedDialog
from mailsim_desktop.ui.pages.campaign_editor import CampaignEditor
from mailsim_desktop.ui.theme import Theme

Do = Callable[[], object]


class WritingFlow(QObject):
    """Begins a campaign in the editor, or changes one."""

    def __init__(self, editor: CampaignEditor, deck: Deck, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._editor, self._deck = editor, deck
        self._theme, self._window = theme, window

    def write_new(self, list_id: int | None = None) -> None:
        """Begin a campaign, for a list where one is given."""
        self.leave(partial(self._show, partial(self._editor.write_new, list_id)))

    def edit(self, campaign: Campaign) -> None:
        """Change a stored campaign."""
        self.leave(partial(self._show, partial(self._editor.edit, campaign)))

    def leave(self, then: Do, stay: Do = lambda: None) -> None:
        """Do `then` once nothing half written would be lost by it, or `stay`.

        Where it is discarded, the editor is left as it is: `then` may still be called off.
        """
        name = self._editor.unsaved()
        if name is None:
            then()
            return
        self._deck.show_page(self._editor)
        dialog = UnsavedDialog(name, self._theme, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(partial(self._editor.save_draft, then, stay))
        dialog.rejected.connect(stay)
        dialog.finished.connect(lambda result: then() if result == DISCARDED else None)
        dialog.open()

    def _show(self, fill: Do) -> None:
        fill()
        self._deck.show_page(self._editor)
