"""The activity feed as a model: events of the run shown, newest first, by what is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from mailsim_desktop.services.metrics import Event
from mailsim_desktop.ui import event_words, words
from mailsim_desktop.ui.event_words import Told

Index = QModelIndex | QPersistentModelIndex


class FeedRole(IntEnum):
    """What the delegate asks for."""

    TOLD = Qt.ItemDataRole.UserRole
    """The event as `Told`."""
    TIME = Qt.ItemDataRole.UserRole + 1
    """Its simulated instant in words."""


class ActivityFeed(QAbstractListModel):
    """Events of one run."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._events: tuple[Event, ...] = ()  # all of them, newest first
        self._kind: str | None = None
        self._rows: list[tuple[Event, Told]] = []
        self._providers: Mapping[str, str] = {}

    def show_events(self, events: tuple[Event, ...], providers: Mapping[str, str]) -> None:
        """Show these events; they come oldest first.

        Parameters
        ----------
        providers : display name of each provider group, by id.
        """
        newest_first = events[::-1]
        if newest_first == self._events and providers == self._providers:
            return
        self._events, self._providers = newest_first, providers
        self._fill()

    def show_kind(self, kind: str | None) -> None:
        """Show events of one kind alone; None for all."""
        if kind != self._kind:
            self._kind = kind
            self._fill()

    def newer_in(self, events: tuple[Event, ...]) -> int:
        """How many of `events`, oldest first, are not among those shown."""
        known = set(self._keys(self._events))
        return sum(key not in known for key in self._keys(events))

    @staticmethod
    def _keys(events: tuple[Event, ...]) -> list[tuple[object, ...]]:
        return [(event.kind, event.at_us, event.id, str(event.data)) for event in events]

    def _fill(self) -> None:
        self.beginResetModel()
        self._rows = [
            (event, event_words.tell(event, self._providers))
            for event in self._events
            if self._kind is None or event.kind == self._kind
        ]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's signature
        """Count the events that are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Answer for one event."""
        if not index.isValid():
            return None
        event, told = self._rows[index.row()]
        time, sentence = words.clock(event.at_us), told.sentence()
        answers: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: sentence,
            Qt.ItemDataRole.ToolTipRole: words.tip(sentence),
            Qt.ItemDataRole.AccessibleTextRole: f"{time} {sentence}",
            FeedRole.TOLD: told,
            FeedRole.TIME: time,
        }
        return answers.get(role)
