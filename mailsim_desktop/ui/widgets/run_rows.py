"""The runs of a campaign as rows of two lines: name and state, policy and duration."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem

from mailsim_desktop.ui import measures, painting
from mailsim_desktop.ui.models.run_list import RunList, RunRole
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Space, Type
from mailsim_desktop.ui.widgets.list_delegate import Index, ListDelegate, dress

_ROW = 56


class RunRows(QListView):
    """Shows the runs; the chosen one is the current row."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Runs"))
        self.runs = RunList(self)
        self.setModel(self.runs)
        dress(self, _Delegate(theme, self, _ROW))

    def run_id(self) -> int | None:
        """Id of the chosen run; the newest where none is chosen."""
        index = self.currentIndex() if self.currentIndex().isValid() else self.runs.index(0)
        found: int | None = index.data(RunRole.ID) if index.isValid() else None
        return found


class _Delegate(ListDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw state, line above, name, badge and facts."""
        tokens, row = self._theme.tokens, QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painting.paint_state(painter, option, row.adjusted(0, 1, 0, 0), tokens)
        painter.fillRect(QRectF(row.left(), row.top(), row.width(), 1), QColor(tokens.border))
        box = row.adjusted(Space.INSET, 6, -Space.INSET, -6)
        upper = QRectF(box.left(), box.top(), box.width(), box.height() / 2)
        self._badge(painter, upper, index, selected=selected)
        painting.paint_text(
            painter, upper, str(index.data()), font=measures.bold(), ink=tokens.text
        )
        self._facts(painter, upper.translated(0, box.height() / 2), index)
        painter.restore()

    def _facts(self, painter: QPainter, box: QRectF, index: Index) -> None:
        """Write the duration at the right; it is the policy that gives way."""
        ink, font = self._theme.tokens.muted, measures.font(Type.LABEL)
        policy, took = str(index.data(RunRole.POLICY)), str(index.data(RunRole.TOOK))
        width = painting.paint_text(painter, box, took, font=font, ink=ink, right=True)
        left = box.adjusted(0, 0, -width - Space.CONTROL if took else 0, 0)
        painting.paint_text(painter, left, policy, font=font, ink=ink)

    def _badge(self, painter: QPainter, box: QRectF, index: Index, *, selected: bool) -> None:
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
