"""A box with all lists of contacts, to choose the one that a campaign is for."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal

from mailsim_desktop.services import contacts
from mailsim_desktop.services.contacts import ListRow
from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.latest import Latest
from mailsim_desktop.ui.widgets.combo import Combo


class ListBox(Combo):
    """Reads the lists when it is told to; each with its size."""

    loaded = Signal()
    """The lists are there, one of them chosen, unless there is none."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(self.tr("List"))
        self._lists = Latest(bridge, self)

    def list_id(self) -> int | None:
        """The list that is chosen."""
        found = self.currentData()
        return None if found is None else int(found)

    def load(self, wanted: int | None) -> None:
        """Read the lists anew and choose this one, or the newest where it is not there."""
        self._lists.read(contacts.list_lists, done=partial(self._fill, wanted))

    def _fill(self, wanted: int | None, found: list[ListRow]) -> None:
        ids = [row.id for row in found]
        chosen = wanted if wanted in ids else max(ids, default=None)
        with QSignalBlocker(self):
            self.clear()
            for row in found:
                size = self.tr("%Ln contacts", "", row.contacts)
                self.addItem(f"{row.name} · {size}", row.id)
            self.setCurrentIndex(-1 if chosen is None else ids.index(chosen))
        self.loaded.emit()
