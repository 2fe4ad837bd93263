"""How a place in the rail is painted: fill, icon, label and count."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from mailsim_desktop.ui import icons, measures, painting
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Radius, Type

ICON_ROLE = Qt.ItemDataRole.UserRole
COUNT_ROLE = Qt.ItemDataRole.UserRole + 1
_ITEM = 34
_GAP = 2
_INSET = 8
_ICON = 18
_ICON_X = 10
_LABEL_X = 38
_Index = QModelIndex | QPersistentModelIndex


def item_height() -> int:
    """Height of a place with the gap below it."""
    return measures.scaled(_ITEM) + _GAP


class RailDelegate(QStyledItemDelegate):
    """Paints the places of one list of the rail."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.shows_focus = False
        """Keys are in use here; whoever clicks knows where they are."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """All places are alike."""
        return QSize(0, item_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw fill, icon, label and count."""
        tokens = self._theme.tokens
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        box = QRectF(option.rect).adjusted(_INSET, 0, -_INSET, -_GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_fill(painter, option, box)
        ink = tokens.accent if selected else tokens.muted
        whole = box.width() > 2 * _LABEL_X
        left = box.left() + (_ICON_X if whole else (box.width() - _ICON) / 2)
        icon_box = QRectF(left, box.center().y() - _ICON / 2, _ICON, _ICON)
        icons.paint(painter, index.data(ICON_ROLE), icon_box, QColor(ink))
        if whole:
            self._paint_words(painter, box, index, ink, selected=selected)
        painter.restore()

    def _paint_fill(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF) -> None:
        tokens = self._theme.tokens
        selected = option.state & QStyle.StateFlag.State_Selected
        painter.setPen(Qt.PenStyle.NoPen)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(tokens.accent_soft if selected else tokens.hover))
            painter.drawRoundedRect(box, Radius.CONTROL, Radius.CONTROL)
        focused = option.state & QStyle.StateFlag.State_HasFocus
        if focused and self.shows_focus:
            painting.paint_focus(painter, box, tokens, Radius.CONTROL)

    def _paint_words(
        self, painter: QPainter, box: QRectF, index: _Index, ink: str, *, selected: bool
    ) -> None:
        count, small = str(index.data(COUNT_ROLE) or ""), measures.font(Type.LABEL)
        room = box.adjusted(_LABEL_X, 0, -_ICON_X, 0)
        muted = self._theme.tokens.muted
        taken = painting.paint_text(painter, room, count, font=small, ink=muted, right=True)
        font = measures.bold() if selected else measures.font()
        label = room.adjusted(0, 0, -taken, 0)
        painting.paint_text(painter, label, str(index.data()), font=font, ink=ink)
