"""The activity feed as a model: events of the run shown, newest first, by what is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.services.metrics import Event
from mailsim_desktop.ui import event_words, words
from mailsim_desktop.ui.event_words import Told

Index = QModelIndex | QPersistentModelIndex
_Row = tuple[Event, Told]
_MINUTE_US = 60 * SECOND_US


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
        self._rows: list[_Row] = []
        self._providers: Mapping[str, str] = {}

    def show_events(self, events: tuple[Event, ...], providers: Mapping[str, str]) -> None:
        """Show these events; they come oldest first.

        What was shown already keeps its row, and with it the choice and the place of a view.

        Parameters
        ----------
        providers : display name of each provider group, by id.
        """
        newest_first = events[::-1]
        if newest_first == self._events and providers == self._providers:
            return
        known = providers == self._providers
        self._events, self._providers = newest_first, providers
        if known:
            self._move_on()
        else:
            self._fill()

    def show_kind(self, kind: str | None) -> None:
        """Show events of one kind alone; None for all."""
        if kind != self._kind:
            self._kind = kind
            self._fill()

    def run_id(self) -> int | None:
        """The run whose events are shown."""
        return self._events[0].run_id if self._events else None

    def newer_in(self, events: tuple[Event, ...]) -> int:
        """How many of `events`, oldest first, are not among those shown."""
        known = {_key(event) for event in self._events}
        return sum(_key(event) not in known for event in events)

    def _fill(self) -> None:
        self.beginResetModel()
        self._rows = self._wanted()
        self.endResetModel()

    def _wanted(self) -> list[_Row]:
        return [
            (event, event_words.tell(event, self._providers))
            for event in self._events
            if self._kind is None or event.kind == self._kind
        ]

    def _move_on(self) -> None:
        """Go on from the rows shown to those wanted, row by row."""
        wanted = self._wanted()
        staying = {_key(event) for event, _ in wanted}
        for row in reversed(range(len(self._rows))):
            if _key(self._rows[row][0]) not in staying:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._rows[row]
                self.endRemoveRows()
        for row, one in enumerate(wanted):
            self._put(row, one)

    def _put(self, row: int, wanted: _Row) -> None:
        """Have this one stand at `row`, where all above it stand already."""
        key = _key(wanted[0])
        below = range(row, len(self._rows))
        place = next((at for at in below if _key(self._rows[at][0]) == key), None)
        if place is None:
            self.beginInsertRows(QModelIndex(), row, row)
            self._rows.insert(row, wanted)
            self.endInsertRows()
            return
        if place != row:
            self.beginMoveRows(QModelIndex(), place, place, QModelIndex(), row)
            self._rows.insert(row, self._rows.pop(place))
            self.endMoveRows()
        if self._rows[row] != wanted:
            self._rows[row] = wanted
            self.dataChanged.emit(self.index(row), self.index(row))

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


def _key(event: Event) -> tuple[object, ...]:
    """What an event is known by while its count grows; equal replies of a minute are one."""
    if event.id:
        return (event.run_id, event.kind, event.id)
    minute = (event.at_us - 1) // _MINUTE_US
    return (event.run_id, event.kind, event.data.get("provider_group"), minute)
