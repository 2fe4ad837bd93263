"""One list of places in the rail, and how the keys move in it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy

from mailsim_desktop.ui import words
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.rail_delegate import (
    COUNT_ROLE,
    ICON_ROLE,
    RailDelegate,
    item_height,
)

_PRESSES = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
_BY_KEYS = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)


@dataclass(frozen=True, slots=True)
class RailItem:
    """One place in the rail."""

    icon: Icon
    label: str


class RailView(QListView):
    """Asks for a place when a person goes to it; what is marked is told from outside."""

    wanted = Signal(int)
    left = Signal(int)
    """The arrow keys lead out of it: downwards 1, upwards -1."""

    def __init__(self, name: str, items: tuple[RailItem, ...], theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setStyleSheet("background: transparent;")
        self._painted = RailDelegate(theme, self)
        self.setItemDelegate(self._painted)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._model = QStandardItemModel(self)
        for item in items:
            row = QStandardItem(item.label)
            row.setData(item.icon, ICON_ROLE)
            row.setToolTip(item.label)
            self._model.appendRow(row)
        self.setModel(self._model)
        self._marking = False
        self.selectionModel().currentChanged.connect(self._on_current)

    def count(self) -> int:
        """Number of places."""
        return self._model.rowCount()

    def mark(self, row: int | None) -> None:
        """Mark a place without asking for it; none for None, which takes the tab stop with it."""
        self._marking = True
        index = QModelIndex() if row is None else self._model.index(row, 0)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self._marking = False
        if row is None:
            self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def enter(self, *, from_above: bool) -> None:
        """Go to the first place, or to the last."""
        row = 0 if from_above else self.count() - 1
        if row == self.currentIndex().row():  # Qt took it when the focus came
            self.wanted.emit(row)
        else:
            self.setCurrentIndex(self._model.index(row, 0))

    def set_count(self, row: int, count: int | None) -> None:
        """Show a number at the right of a place."""
        shown = words.count(count) if count else ""
        item = self._model.item(row)
        item.setData(shown, COUNT_ROLE)
        item.setData(f"{item.text()} {shown}".strip(), Qt.ItemDataRole.AccessibleTextRole)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring for who came by keyboard."""
        self._painted.shows_focus = event.reason() in _BY_KEYS
        self._marking = True  # without a current place Qt takes the first; nobody asked for it
        super().focusInEvent(event)
        self._marking = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Do without the ring."""
        self._painted.shows_focus = False
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead out at the ends; Enter asks for the current place again."""
        self._painted.shows_focus = True
        self.viewport().update()
        row = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Down and row == self.count() - 1:
            self.left.emit(1)
        elif event.key() == Qt.Key.Key_Up and row == 0:
            self.left.emit(-1)
        elif event.key() in _PRESSES and row >= 0:
            self.wanted.emit(row)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for all places."""
        return QSize(0, self.count() * item_height())

    def minimumSizeHint(self) -> QSize:
        """In a low window the list scrolls."""
        return QSize(0, item_height())

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self._marking:
            self.wanted.emit(index.row())
