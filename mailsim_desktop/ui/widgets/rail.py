"""The rail: pages at the top, settings below them, the safety note at the bottom.

One tab stop; the arrow keys move within it. In a narrow window only icons remain, with
their names as tooltips.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mailsim_desktop.ui import measures
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size, Type
from mailsim_desktop.ui.widgets.card import divider
from mailsim_desktop.ui.widgets.icon_mark import IconMark
from mailsim_desktop.ui.widgets.labels import PlainLabel
from mailsim_desktop.ui.widgets.rail_view import RailItem, RailView

__all__ = ["NARROW", "Rail", "RailItem", "SafetyNote"]

NARROW = 52
_SHIELD = 18


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a place stands: in which list, and in which row."""

    view: RailView
    row: int


class Rail(QFrame):
    """Says which page is wanted; the places of the foot are numbered after the others."""

    chosen = Signal(int)

    def __init__(
        self, items: tuple[RailItem, ...], theme: Theme, foot: tuple[RailItem, ...] = ()
    ) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._pages = RailView(self.tr("Pages"), items, theme)
        self._foot = RailView(self.tr("Settings"), foot, theme)
        self._views = (self._pages, self._foot) if foot else (self._pages,)
        if not foot:  # shown before it has a parent it would be a window
            self._foot.hide()
        self._spots = [_Spot(view, row) for view in self._views for row in range(view.count())]
        for view in self._views:
            view.wanted.connect(partial(self._on_wanted, view))
            view.left.connect(partial(self._on_left, view))
        self._note = SafetyNote()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 1, 0)
        layout.setSpacing(0)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._foot)
        layout.addWidget(self._note)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 # the one fact
        """Show icons alone, or labels as well."""
        self.setFixedWidth(NARROW if narrow else measures.scaled(Size.RAIL))
        self._note.set_narrow(narrow)

    def select(self, number: int) -> None:
        """Mark a place as the current one; a number that no place has marks none."""
        spot = self._spots[number] if 0 <= number < len(self._spots) else None
        for view in self._views:
            view.mark(spot.row if spot is not None and view is spot.view else None)
        stop = self._pages if spot is None else spot.view
        stop.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(stop)

    def set_count(self, number: int, count: int | None) -> None:
        """Show how many things wait at a place; nothing for None or zero."""
        spot = self._spots[number]
        spot.view.set_count(spot.row, count)

    def _on_wanted(self, view: RailView, row: int) -> None:
        number = self._spots.index(_Spot(view, row))
        self.select(number)
        self.chosen.emit(number)

    def _on_left(self, view: RailView, step: int) -> None:
        """Go on in the other list, from its nearest end."""
        other = self._views[(self._views.index(view) + step) % len(self._views)]
        other.setFocus(Qt.FocusReason.TabFocusReason)
        other.enter(from_above=step > 0)


class SafetyNote(QWidget):
    """Says for ever that nothing is sent."""

    def __init__(self) -> None:
        super().__init__()
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(PlainLabel(self.tr("Simulation only"), pixels=Type.TICK, strong=True))
        note = self.tr("No e-mail leaves this computer")
        words.addWidget(PlainLabel(note, pixels=Type.TICK, muted=True, wrap=True))
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        corner = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        self._row.addWidget(IconMark(Icon.SHIELD, _SHIELD), 0, corner)
        self._row.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 0)
        column.setSpacing(0)
        column.addWidget(divider())
        column.addLayout(self._row)
        self.set_narrow(False)
        self.setToolTip(f"{self.tr('Simulation only')}. {note}.")
        self.setAccessibleName(f"{self.tr('Simulation only')}. {note}.")

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 # the one fact
        """Keep the shield alone."""
        self._words.setVisible(not narrow)
        self._row.setContentsMargins(8 if narrow else 10, 10, 4, 12)  # below the icons
