"""One list of places in the rail, painted as fill, icon, label and count."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from mailsim_desktop.ui import icons, theme, words
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Type

_ICON_ROLE = Qt.ItemDataRole.UserRole
_COUNT_ROLE = Qt.ItemDataRole.UserRole + 1
_ITEM = 34
_GAP = 2
_INSET = 8
_ICON = 18
_ICON_X = 10
_LABEL_X = 38
_ROUND = 6
_BY_KEYS = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)
_Index = QModelIndex | QPersistentModelIndex


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
        self.setItemDelegate(_Delegate(theme, self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._model = QStandardItemModel(self)
        for item in items:
            row = QStandardItem(item.label)
            row.setData(item.icon, _ICON_ROLE)
            row.setToolTip(item.label)
            self._model.appendRow(row)
        self.setModel(self._model)
        self._marking = False
        self.shows_focus = False
        """Keys are in use here; whoever clicks knows where they are."""
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
        self.setCurrentIndex(self._model.index(0 if from_above else self.count() - 1, 0))

    def set_count(self, row: int, count: int | None) -> None:
        """Show a number at the right of a place."""
        shown = words.count(count) if count else ""
        item = self._model.item(row)
        item.setData(shown, _COUNT_ROLE)
        item.setData(f"{item.text()} {shown}".strip(), Qt.ItemDataRole.AccessibleTextRole)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring for who came by keyboard."""
        self.shows_focus = event.reason() in _BY_KEYS
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Do without the ring."""
        self.shows_focus = False
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead out at the ends."""
        self.shows_focus = True
        self.viewport().update()
        row = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Down and row == self.count() - 1:
            self.left.emit(1)
        elif event.key() == Qt.Key.Key_Up and row == 0:
            self.left.emit(-1)
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
        return QSize(0, self.count() * (theme.scaled(_ITEM) + _GAP))

    def minimumSizeHint(self) -> QSize:
        """In a low window the list scrolls."""
        return QSize(0, theme.scaled(_ITEM) + _GAP)

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self._marking:
            self.wanted.emit(index.row())


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: RailView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """All places are alike."""
        return QSize(0, theme.scaled(_ITEM) + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw fill, icon, label and count."""
        tokens = self._theme.tokens
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        box = QRectF(option.rect).adjusted(_INSET, 0, -_INSET, -_GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_fill(painter, option, box)
        ink = QColor(tokens.accent if selected else tokens.muted)
        whole = box.width() > 2 * _LABEL_X
        left = box.left() + (_ICON_X if whole else (box.width() - _ICON) / 2)
        icon_box = QRectF(left, box.center().y() - _ICON / 2, _ICON, _ICON)
        icons.paint(painter, index.data(_ICON_ROLE), icon_box, ink)
        if whole:
            self._paint_words(painter, box, index, ink, selected=selected)
        painter.restore()

    def _paint_fill(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF) -> None:
        tokens = self._theme.tokens
        selected = option.state & QStyle.StateFlag.State_Selected
        painter.setPen(Qt.PenStyle.NoPen)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(tokens.accent_soft if selected else tokens.hover))
            painter.drawRoundedRect(box, _ROUND, _ROUND)
        focused = option.state & QStyle.StateFlag.State_HasFocus
        if focused and self._view.shows_focus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), _ROUND, _ROUND)

    def _paint_words(
        self, painter: QPainter, box: QRectF, index: _Index, ink: QColor, *, selected: bool
    ) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        count = str(index.data(_COUNT_ROLE) or "")
        painter.setFont(theme.font(Type.LABEL))
        painter.setPen(QColor(self._theme.tokens.muted))
        number_box = box.adjusted(0, 0, -_ICON_X, 0)
        painter.drawText(number_box, middle | Qt.AlignmentFlag.AlignRight, count)
        taken = painter.fontMetrics().horizontalAdvance(count) + _ICON_X
        painter.setFont(theme.bold() if selected else theme.font())
        painter.setPen(ink)
        room = box.adjusted(_LABEL_X, 0, -taken, 0)
        elide = Qt.TextElideMode.ElideRight
        label = painter.fontMetrics().elidedText(str(index.data()), elide, int(room.width()))
        painter.drawText(room, middle, label)
