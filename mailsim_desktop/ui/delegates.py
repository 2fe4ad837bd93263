"""Delegates of the tables: row lines, badges and progress, painted from tokens."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from mailsim_desktop.ui import glyphs, painting, theme, words
from mailsim_desktop.ui.painting import Part
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size, Space

BADGE_ROLE = Qt.ItemDataRole.UserRole
"""A (glyph, word) pair."""
BAR_ROLE = Qt.ItemDataRole.UserRole + 1
"""A (delivered share, failed share, progress) triple, or None."""
_Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Text cells with a line below each row, and a bold name on the selected one."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw background, cell and line."""
        self._background(painter, option)
        self._cell(painter, option, index)

    def _background(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(self._theme.tokens.accent_soft))
        line = QRectF(option.rect.left(), option.rect.bottom(), option.rect.width(), 1)
        painter.fillRect(line, QColor(self._theme.tokens.border))

    def _cell(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        selected = option.state & QStyle.StateFlag.State_Selected and index.column() == 0
        font = index.data(Qt.ItemDataRole.FontRole) or theme.font()
        painter.setFont(theme.bold() if selected else font)
        ink = index.data(Qt.ItemDataRole.ForegroundRole)
        painter.setPen(QColor(ink or self._theme.tokens.text))
        align = index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignLeft
        box = self.inner(option, index)
        text = painter.fontMetrics().elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, int(box.width())
        )
        painter.drawText(box, int(align) | int(Qt.AlignmentFlag.AlignVCenter), text)
        painter.restore()
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setPen(QPen(QColor(self._theme.tokens.accent), 2))
            painter.drawRect(QRectF(option.rect).adjusted(1, 1, -1, -2))
            painter.restore()

    @staticmethod
    def inner(option: QStyleOptionViewItem, index: _Index) -> QRectF:
        """Room of the text; the first and last cell keep the inset of the card."""
        last = index.column() == index.model().columnCount() - 1
        left = Space.INSET if index.column() == 0 else 8
        return QRectF(option.rect).adjusted(left, 0, -(Space.INSET if last else 8), -1)


class BadgeDelegate(RowDelegate):
    """A state as a badge."""

    def _cell(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        glyph, text = index.data(BADGE_ROLE)
        selected = option.state & QStyle.StateFlag.State_Selected
        tokens = self._theme.tokens
        background = tokens.surface if selected else painting.tint(glyph, tokens)
        box = self.inner(option, index)
        painting.paint_badge(
            painter,
            (box.left(), box.center().y()),
            glyph,
            text,
            background=background,
            tokens=self._theme.tokens,
        )


class ProgressDelegate(RowDelegate):
    """A bar in the colours of outcomes, and the per cent beside it."""

    _PERCENT = 56

    def _cell(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        shares = index.data(BAR_ROLE)
        box = self.inner(option, index)
        if shares is not None:
            delivered, failed, _progress = shares
            bar = QRectF(
                box.left(), box.center().y() - 3, box.width() - self._PERCENT, painting.BAR
            )
            parts = (
                Part("delivered", delivered),
                Part("bounced", failed),
            )
            painting.paint_bar(painter, bar, parts, self._theme.tokens)
        text = words.UNKNOWN if shares is None else words.percent(shares[2], 1)
        painter.save()
        painter.setFont(theme.font())
        painter.setPen(QColor(self._theme.tokens.text))
        side = Qt.AlignmentFlag.AlignLeft if shares is None else Qt.AlignmentFlag.AlignRight
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


class GlyphTextDelegate(RowDelegate):
    """A glyph before the text."""

    _ROOM = 20

    def _cell(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        box = self.inner(option, index)
        top = box.center().y() - Size.GLYPH / 2
        glyph_box = QRectF(box.left(), top, Size.GLYPH, Size.GLYPH)
        glyphs.paint(painter, index.data(BADGE_ROLE), glyph_box, self._theme.tokens)
        option.rect.adjust(self._ROOM, 0, 0, 0)
        super()._cell(painter, option, index)
