"""Columns as data: what kind of value stands in them, how it is written and on which side.

A column reads its value from a record; its kind decides the rest, so that a number looks
the same in every table. Unknown is a dash, never zero. Refuses to paint: see `delegates`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt

from mailsim_desktop.ui import wall_dates, words

R = TypeVar("R")
ELLIPSIS = "…"
"""Stands in a row that is not in memory yet."""
GLYPH_ROLE = Qt.ItemDataRole.UserRole
"""A (glyph, word) pair; of an answer its (codes, text)."""
BAR_ROLE = Qt.ItemDataRole.UserRole + 1
"""A (delivered share, failed share, progress) triple, or None."""


class Kind(StrEnum):
    """What stands in a column, with the type of its value; None is unknown in each."""

    TEXT = "text"  # str
    ADDRESS = "address"  # str, elided in the middle
    REPLY = "reply"  # str, in the font of replies
    ANSWER = "answer"  # (codes, text) of a reply, one below the other
    MEASURE = "measure"  # str, a value as it was written with its unit
    NUMBER = "number"  # int
    SHARE = "share"  # float in [0, 1]
    SIMULATED = "simulated"  # int, microseconds since the start of the run
    DATE = "date"  # int, UTC milliseconds
    BADGE = "badge"  # (glyph, word)
    FINDING = "finding"  # (glyph, text), without the background of a badge
    PROGRESS = "progress"  # (delivered share, failed share, progress)


_RIGHT = frozenset({Kind.NUMBER, Kind.MEASURE, Kind.SHARE, Kind.SIMULATED, Kind.DATE})
_PAIRS = frozenset({Kind.BADGE, Kind.FINDING, Kind.ANSWER})
_WRITTEN: Mapping[Kind, Callable[[Any], str]] = {
    Kind.NUMBER: words.count,
    Kind.SHARE: words.percent,
    Kind.SIMULATED: words.clock,
    Kind.DATE: wall_dates.recent,
    Kind.BADGE: lambda pair: str(pair[1]),
    Kind.FINDING: lambda pair: str(pair[1]),
    Kind.ANSWER: lambda pair: " ".join(filter(None, pair)),
    Kind.PROGRESS: lambda shares: words.percent(shares[2]),
}
"""How a value is written; the other kinds are text as it is."""


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column of records of type `R`."""

    key: str  # names the column in a person's settings; never shown
    title: str
    kind: Kind
    value: Callable[[R], Any]
    sortable: bool = False

    def text(self, record: R) -> str:
        """The value as it is shown, read aloud and copied."""
        value = self.value(record)
        return words.UNKNOWN if value is None else _WRITTEN.get(self.kind, str)(value)

    def tip(self, record: R) -> str:
        """The whole value, for a tooltip."""
        value = self.value(record)
        if self.kind is Kind.DATE and value is not None:
            return wall_dates.whole(value)
        return words.tip(self.text(record))

    def answer(self, record: R, role: int) -> object:
        """What a model says of a cell."""
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self.text(record)
            case Qt.ItemDataRole.ToolTipRole:
                return self.tip(record)
            case _ if role == GLYPH_ROLE and self.kind in _PAIRS:
                return self.value(record)
            case _ if role == BAR_ROLE and self.kind is Kind.PROGRESS:
                return self.value(record)
        return None


def side(kind: Kind) -> Qt.AlignmentFlag:
    """Where cells and title of a column stand."""
    horizontal = Qt.AlignmentFlag.AlignRight if kind in _RIGHT else Qt.AlignmentFlag.AlignLeft
    return horizontal | Qt.AlignmentFlag.AlignVCenter
