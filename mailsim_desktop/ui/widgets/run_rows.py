"""The runs of a campaign as rows of two lines: name and state, policy and duration."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from mailsim_desktop.ui import measures, painting
from mailsim_desktop.ui.models.run_list import RunList, RunRole
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Space, Type

_ROW = 56
_Index = QModelIndex | QPersistentModelIndex


class RunRows(QListView):
    """Shows the runs; the chosen one is the current row."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Runs"))
        self.runs = RunList(self)
        self.setModel(self.runs)
        self.setItemDelegate(_Delegate(theme, self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def run_id(self) -> int | None:
        """Id of the chosen run; the newest where none is chosen."""
        index = self.currentIndex() if self.currentIndex().isValid() else self.runs.index(0)
        found: int | None = index.data(RunRole.ID) if index.isValid() else None
        return found


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """All rows are equal."""
        return QSize(100, measures.scaled(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw fill, line above, name, badge and facts."""
        tokens = self._theme.tokens
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(option.rect, QColor(tokens.accent_soft))
        line = QRectF(option.rect.left(), option.rect.top(), option.rect.width(), 1)
        painter.fillRect(line, QColor(tokens.border))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painting.paint_focus(painter, QRectF(option.rect).adjusted(0, 1, 0, 0), tokens)
        box = QRectF(option.rect).adjusted(Space.INSET, 6, -Space.INSET, -6)
        upper = QRectF(box.left(), box.top(), box.width(), box.height() / 2)
        self._badge(painter, upper, index, selected=selected)
        painter.setFont(measures.bold())
        painter.setPen(QColor(tokens.text))
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        lower = upper.translated(0, box.height() / 2)
        painter.setFont(measures.font(Type.LABEL))
        painter.setPen(QColor(tokens.muted))
        fitting = painter.fontMetrics().elidedText(
            str(index.data(RunRole.FACTS)), Qt.TextElideMode.ElideRight, int(lower.width())
        )
        painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter, fitting)
        painter.restore()

    def _badge(self, painter: QPainter, box: QRectF, index: _Index, *, selected: bool) -> None:
        tokens = self._theme.tokens
        glyph, word = index.data(RunRole.BADGE)
        left = box.right() - painting.badge_size(word).width()
        painting.paint_badge(
            painter,
            (left, box.center().y()),
            glyph,
            word,
            background=tokens.surface if selected else painting.tint(glyph, tokens),
            tokens=tokens,
        )
