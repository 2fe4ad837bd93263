"""Paints one line of the command palette: icon, words, where it is found, and its keys."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from mailsim_desktop.ui import icons, measures, painting
from mailsim_desktop.ui.models.offers import OFFER_ROLE, Offer
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size, Space, Type
from mailsim_desktop.ui.widgets.list_delegate import Index, ListDelegate


class OfferDelegate(ListDelegate):
    """What cannot be done now is muted, with the reason where its menu would stand."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(theme, view, Size.ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        offer: Offer = index.data(OFFER_ROLE)
        tokens = self._theme.tokens
        painter.save()
        painting.paint_state(painter, option, QRectF(option.rect), tokens)
        box = QRectF(option.rect).adjusted(Space.INSET, 0, -Space.INSET, 0)
        if offer.icon is not None:
            side = Size.ICON
            at = QRectF(box.left(), box.center().y() - side / 2, side, side)
            icons.paint(painter, offer.icon, at, QColor(tokens.muted))
        box.setLeft(box.left() + Size.ICON + Space.CONTROL)
        self._words(painter, box, offer)
        painter.restore()

    def _words(self, painter: QPainter, box: QRectF, offer: Offer) -> None:
        """Keys at the right, then the words, then what is muted in the room that is left."""
        tokens, small = self._theme.tokens, measures.font(Type.LABEL)
        if offer.keys:
            keys = painting.paint_text(
                painter, box, offer.keys, font=small, ink=tokens.muted, right=True
            )
            box.setRight(box.right() - keys - Space.GAP)
        ink = tokens.muted if offer.reason else tokens.text
        text = painting.paint_text(painter, box, offer.text, font=measures.font(), ink=ink)
        box.setLeft(box.left() + text + Space.GAP)
        beside = offer.reason or offer.path
        painting.paint_text(painter, box, beside, font=small, ink=tokens.muted)
