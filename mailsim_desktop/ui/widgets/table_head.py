"""The head of a table: titles aligned as their cells, the order, and sorting by keyboard.

Tab reaches it where something can be sorted; the arrow keys choose a column, Space or
Enter sorts by it: ascending, descending, then the order it had by itself.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from mailsim_desktop.ui import measures, painting
from mailsim_desktop.ui.models.column_table import ColumnTable
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size, Space, Type

_CELL = 8
_ARROW = 14
"""Room of the arrow behind a title."""
_LEAST = 48
_SORT_KEYS = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class TableHead(QHeaderView):
    """Paints its sections itself: a style sheet cannot tell the first shown from the first."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._rows = parent
        self._focused = 0  # section that has the ring while the head has the focus
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setSortIndicatorShown(True)
        self.setSortIndicatorClearable(True)
        self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setMinimumSectionSize(_LEAST)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Columns"))

    def sortable(self, section: int) -> bool:
        """The column can be ordered by."""
        model = self.model()
        return (
            isinstance(model, ColumnTable)
            and 0 <= section < len(model.columns)
            and model.columns[section].sortable
        )

    def can_sort(self) -> bool:
        """There is a column that can be ordered by."""
        return any(self.sortable(section) for section in range(self.count()))

    def sizeHint(self) -> QSize:
        """As high as its text wants it."""
        return QSize(super().sizeHint().width(), measures.scaled(Size.TABLE_HEAD))

    def cycle(self, section: int) -> None:
        """Sort by a column: ascending, then descending, then not."""
        if not self.sortable(section):
            return
        ascending, descending = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        if self.sortIndicatorSection() != section:
            self.setSortIndicator(section, ascending)
        elif self.sortIndicatorOrder() == ascending:
            self.setSortIndicator(section, descending)
        else:
            self.setSortIndicator(-1, ascending)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a column, sort by it, or go back to the rows."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._step(_STEPS[key])
        elif key in _SORT_KEYS:
            self.cycle(self._focused)
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Escape}:
            self._rows.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        if self.isSectionHidden(self._focused):
            self._step(1)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 # Qt's name
        """Draw title, order and line."""
        tokens, box = self._theme.tokens, QRectF(rect)
        sorted_by = self.sortIndicatorSection() == logicalIndex and self.sortable(logicalIndex)
        painter.save()
        painter.fillRect(box, QColor(tokens.surface))
        line = QRectF(box.left(), box.bottom() - 1, box.width(), 1)
        painter.fillRect(line, QColor(tokens.border))
        ink = QColor(tokens.text if sorted_by else tokens.muted)
        painter.setPen(ink)
        painter.setFont(measures.bold(Type.LABEL))
        self._title(painter, self._inner(box, logicalIndex), logicalIndex, sorted_by=sorted_by)
        if self.hasFocus() and logicalIndex == self._focused:
            painting.paint_focus(painter, box.adjusted(0, 0, 0, -1), tokens)
        painter.restore()

    def _title(self, painter: QPainter, box: QRectF, section: int, *, sorted_by: bool) -> None:
        model, across = self.model(), Qt.Orientation.Horizontal
        align = model.headerData(section, across, Qt.ItemDataRole.TextAlignmentRole)
        right = bool(align & Qt.AlignmentFlag.AlignRight)
        metrics = painter.fontMetrics()
        room = box.width() - (_ARROW if sorted_by else 0)
        title = str(model.headerData(section, across) or "")
        text = metrics.elidedText(title, Qt.TextElideMode.ElideRight, int(room))
        width = metrics.horizontalAdvance(text)
        left = box.left() + (room - width if right else 0)
        place = QRectF(left, box.top(), width + 1, box.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        if sorted_by:
            self._arrow(painter, QPointF(left + width + _ARROW / 2 + 1, box.center().y()))

    def _arrow(self, painter: QPainter, middle: QPointF) -> None:
        """Up for ascending, as the values grow downwards from the small tip."""
        tip = -2 if self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder else 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(painter.pen().color(), 1.6))
        x, y = middle.x(), middle.y()
        ends = [QPointF(x - 4, y - tip), QPointF(x, y + tip), QPointF(x + 4, y - tip)]
        painter.drawPolyline(ends)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _inner(self, box: QRectF, section: int) -> QRectF:
        shown = self._shown()
        left = Space.INSET if section == shown[0] else _CELL
        right = Space.INSET if section == shown[-1] else _CELL
        return box.adjusted(left, 0, -right, -1)

    def _shown(self) -> list[int]:
        order = (self.logicalIndex(place) for place in range(self.count()))
        return [section for section in order if not self.isSectionHidden(section)]

    def _step(self, by: int) -> None:
        shown = self._shown()
        if not shown:
            return
        at = shown.index(self._focused) + by if self._focused in shown else 0
        self._focused = shown[min(max(at, 0), len(shown) - 1)]
        self.viewport().update()
