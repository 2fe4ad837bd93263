"""The recipient lists as rows: name at the left, number of contacts at the right."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from mailsim_desktop.services.contacts import ListRow
from mailsim_desktop.ui import measures, painting, words
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size, Space, Type

_COUNT_ROLE = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex


class ListRows(QListWidget):
    """All contacts first, then each list."""

    chosen = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(_Delegate(theme, self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._add(self.tr("All contacts"), None, "")
        self.setCurrentRow(0)
        self.currentRowChanged.connect(self._on_row)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()

    def _on_row(self, _row: int) -> None:
        self.chosen.emit()

    def show_lists(self, lists: list[ListRow], wanted: int | None) -> None:
        """Show these lists; `wanted` becomes the chosen one, else the choice stays."""
        chosen = self.list_id() if wanted is None else wanted
        self.blockSignals(True)
        while self.count() > 1:
            self.takeItem(1)
        for row in lists:
            self._add(row.name, row.id, words.count(row.contacts))
        ids = [None, *(row.id for row in lists)]
        self.setCurrentRow(ids.index(chosen) if chosen in ids else 0)
        self.blockSignals(False)

    def _add(self, name: str, list_id: int | None, count: str) -> None:
        item = QListWidgetItem(name)
        item.setData(Qt.ItemDataRole.UserRole, list_id)
        item.setData(_COUNT_ROLE, count)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name} {count}")
        item.setToolTip(words.tip(name))
        self.addItem(item)

    def list_id(self) -> int | None:
        """Id of the chosen list; None for all contacts."""
        item = self.currentItem()
        found: int | None = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        return found

    def title(self) -> str:
        """Name of the chosen list."""
        item = self.currentItem()
        return "" if item is None else item.text()


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """All rows are alike."""
        return QSize(0, measures.scaled(Size.ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw fill, name and count."""
        painter.save()
        self._paint_fill(painter, option)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_words(painter, QRectF(option.rect), index, selected=selected)
        painter.restore()

    def _paint_fill(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        tokens, box = self._theme.tokens, QRectF(option.rect)
        selected = option.state & QStyle.StateFlag.State_Selected
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(tokens.accent_soft if selected else tokens.hover))
        line = QRectF(box.left(), box.bottom() - 1, box.width(), 1)
        painter.fillRect(line, QColor(tokens.border))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painting.paint_focus(painter, box.adjusted(0, 0, 0, -1), tokens)

    def _paint_words(
        self, painter: QPainter, row: QRectF, index: _Index, *, selected: bool
    ) -> None:
        tokens = self._theme.tokens
        box = row.adjusted(Space.INSET, 0, -Space.INSET, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        count = str(index.data(_COUNT_ROLE))
        painter.setFont(measures.font(Type.LABEL))
        painter.setPen(QColor(tokens.muted))
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, count)
        room = box.width() - painter.fontMetrics().horizontalAdvance(count) - 8
        painter.setFont(measures.bold() if selected else measures.font())
        painter.setPen(QColor(tokens.text))
        name = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, int(room)
        )
        painter.drawText(box, middle, name)
