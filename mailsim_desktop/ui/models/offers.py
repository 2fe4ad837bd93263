"""What the command palette offers, as a list: actions of the table, and campaigns by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from mailsim_desktop.ui.icons import Icon

_Index = QModelIndex | QPersistentModelIndex
OFFER_ROLE = Qt.ItemDataRole.UserRole
"""The whole `Offer`."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the palette.

    Attributes
    ----------
    path : where else it is found, such as the menu.
    keys : as this system writes them.
    reason : why it cannot be done now; empty when it can.
    """

    text: str
    act: Callable[[], object]
    path: str = ""
    keys: str = ""
    icon: Icon | None = None
    reason: str = ""

    def spoken(self) -> str:
        """All of it in one line, for a screen reader."""
        return ", ".join(part for part in (self.text, self.path, self.keys, self.reason) if part)


class Offers(QAbstractListModel):
    """The offers that fit what was typed, the best first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._offers: list[Offer] = []

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Show these."""
        self.beginResetModel()
        self._offers = list(offers)
        self.endResetModel()

    def offer(self, index: _Index) -> Offer:
        """The offer of a row."""
        return self._offers[index.row()]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 # as Qt declares it
        """Rows of the list."""
        return 0 if parent.isValid() else len(self._offers)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words of a row."""
        if not index.isValid():
            return None
        offer = self.offer(index)
        known: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: offer.text,
            Qt.ItemDataRole.AccessibleTextRole: offer.spoken(),
            OFFER_ROLE: offer,
        }
        return known.get(role)
