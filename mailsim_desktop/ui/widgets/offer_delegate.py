"""Paints one line of the command palette: icon, words, where it is found, and its keys."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from mailsim_desktop.ui import icons, measures
from mailsim_desktop.ui.models.offers import OFFER_ROLE, Offer
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size, Space, Type

_Index = QModelIndex | QPersistentModelIndex


class OfferDelegate(QStyledItemDelegate):
    """What cannot be done now is muted, with the reason where its menu would stand."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """All rows have one height, which grows with the text."""
        return QSize(0, measures.scaled(Size.ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a row."""
        offer: Offer = index.data(OFFER_ROLE)
        tokens = self._theme.tokens
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(tokens.accent_soft))
        ink = QColor(tokens.muted if offer.reason else tokens.text)
        box = QRectF(option.rect).adjusted(Space.INSET, 0, -Space.INSET, 0)
        if offer.icon is not None:
            side = Size.ICON
            at = QRectF(box.left(), box.center().y() - side / 2, side, side)
            icons.paint(painter, offer.icon, at, QColor(tokens.muted))
        box.setLeft(box.left() + Size.ICON + Space.CONTROL)
        self._words(painter, box, offer, ink)
        painter.restore()

    def _words(self, painter: QPainter, box: QRectF, offer: Offer, ink: QColor) -> None:
        """Keys at the right, then the words, then what is muted in the room that is left."""
        muted = QColor(self._theme.tokens.muted)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        elide = Qt.TextElideMode.ElideRight
        painter.setFont(measures.font(Type.LABEL))
        painter.setPen(muted)
        painter.drawText(box, right, offer.keys)
        if offer.keys:
            keys = painter.fontMetrics().horizontalAdvance(offer.keys)
            box.setRight(box.right() - keys - Space.GAP)
        painter.setFont(measures.font())
        painter.setPen(ink)
        text = painter.fontMetrics().elidedText(offer.text, elide, int(box.width()))
        painter.drawText(box, left, text)
        box.setLeft(box.left() + painter.fontMetrics().horizontalAdvance(text) + Space.GAP)
        painter.setFont(measures.font(Type.LABEL))
        painter.setPen(muted)
        beside = offer.reason or offer.path
        shown = painter.fontMetrics().elidedText(beside, elide, max(0, int(box.width())))
        painter.drawText(box, left, shown)
