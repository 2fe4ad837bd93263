"""The rail: pages at the top, the safety note at the bottom.

One tab stop; the arrow keys move within it. In a narrow window only icons remain.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from mailsim_desktop.ui import icons, theme
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size, Type
from mailsim_desktop.ui.widgets.labels import PlainLabel

NARROW = 52
_ICON_ROLE = Qt.ItemDataRole.UserRole
_ITEM = 34
_GAP = 2


@dataclass(frozen=True, slots=True)
class RailItem:
    """One page in the rail."""

    icon: Icon
    label: str


class Rail(QFrame):
    """Says which page is wanted."""

    chosen = Signal(int)

    def __init__(self, items: tuple[RailItem, ...], theme: Theme) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._view = QListView()
        self._view.setAccessibleName(self.tr("Pages"))
        self._view.setStyleSheet("background: transparent;")
        self._view.setItemDelegate(_RailDelegate(theme, self._view))
        self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._view.setMouseTracking(True)
        self._view.setModel(_model(items, self._view))
        self._view.selectionModel().currentChanged.connect(self._on_current)
        self._note = SafetyNote(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 1, 0)
        layout.setSpacing(0)
        layout.addWidget(self._view, 1)
        layout.addWidget(self._note)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 # the one fact
        """Show icons alone, or labels as well."""
        self.setFixedWidth(NARROW if narrow else Size.RAIL)
        self._note.set_narrow(narrow)

    def select(self, number: int) -> None:
        """Mark a page as the current one."""
        index = self._view.model().index(number, 0)
        self._view.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(index.row())


def _model(items: tuple[RailItem, ...], parent: QWidget) -> QStandardItemModel:
    model = QStandardItemModel(parent)
    for item in items:
        row = QStandardItem(item.label)
        row.setData(item.icon, _ICON_ROLE)
        row.setToolTip(item.label)
        row.setSizeHint(QSize(0, _ITEM + _GAP))
        model.appendRow(row)
    return model


class _RailDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw fill, icon and label."""
        tokens = self._theme.tokens
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        box = QRectF(option.rect).adjusted(8, 0, -8, -_GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(tokens.accent_soft if selected else tokens.hover))
            painter.drawRoundedRect(box, 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        ink = QColor(tokens.accent if selected else tokens.muted)
        icon_box = QRectF(box.left() + 9, box.center().y() - 9, 18, 18)
        icons.paint(painter, index.data(_ICON_ROLE), icon_box, ink)
        if box.width() > NARROW:
            painter.setPen(ink)
            painter.setFont(theme.bold() if selected else theme.font())
            painter.drawText(
                box.adjusted(38, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, str(index.data())
            )
        painter.restore()


class SafetyNote(QWidget):
    """Says for ever that nothing is sent."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(PlainLabel(self.tr("Simulation only"), pixels=Type.TICK, strong=True))
        note = self.tr("No e-mail leaves this computer")
        words.addWidget(PlainLabel(note, pixels=Type.TICK, muted=True, wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12, 14)
        row.setSpacing(8)
        row.addWidget(_Shield(theme), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.setToolTip(f"{self.tr('Simulation only')}. {note}.")

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 # the one fact
        """Keep the shield alone."""
        self._words.setVisible(not narrow)


class _Shield(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(20, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        icons.paint(painter, Icon.SHIELD, QRectF(1, 1, 18, 18), QColor(self._theme.tokens.muted))
        painter.end()
