"""The recipient lists as rows: name at the left, number of contacts at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyleOptionViewItem

from mailsim_desktop.services.contacts import ListRow
from mailsim_desktop.ui import measures, painting, words
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size, Space, Type
from mailsim_desktop.ui.widgets.list_delegate import Index, ListDelegate, dress

_COUNT_ROLE = Qt.ItemDataRole.UserRole + 1


class ListRows(QListWidget):
    """All contacts first, then each list."""

    chosen = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        dress(self, _Delegate(theme, self, Size.ROW))
        self.setMouseTracking(True)
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


class _Delegate(ListDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw state, line below, name and count."""
        tokens, row = self._theme.tokens, QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if option.state & QStyle.StateFlag.State_MouseOver and not selected:
            painter.fillRect(row, QColor(tokens.hover))
        painting.paint_state(painter, option, row.adjusted(0, 0, 0, -1), tokens)
        line = QRectF(row.left(), row.bottom() - 1, row.width(), 1)
        painter.fillRect(line, QColor(tokens.border))
        self._write(painter, row.adjusted(Space.INSET, 0, -Space.INSET, 0), index, bold=selected)
        painter.restore()

    def _write(self, painter: QPainter, box: QRectF, index: Index, *, bold: bool) -> None:
        tokens, small = self._theme.tokens, measures.font(Type.LABEL)
        count = str(index.data(_COUNT_ROLE))
        taken = painting.paint_text(painter, box, count, font=small, ink=tokens.muted, right=True)
        font = measures.bold() if bold else measures.font()
        room = box.adjusted(0, 0, -taken - 8, 0)
        painting.paint_text(painter, room, str(index.data()), font=font, ink=tokens.text)
