"""Delegates of the tables: one for each way a cell is painted, all from tokens.

They paint text themselves, so that nothing in data is ever taken for markup.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from mailsim_desktop.ui import glyphs, measures, painting
from mailsim_desktop.ui.models.columns import BAR_ROLE, GLYPH_ROLE, Kind, side
from mailsim_desktop.ui.painting import Part
from mailsim_desktop.ui.row_view import RowView
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Ring, Size, Space, Tokens, Type

_Index = QModelIndex | QPersistentModelIndex
_CELL = 8
"""Distance of text from the edge of its cell."""


class Look:
    """Fonts and colours in force; making them for every cell takes longer than painting it."""

    def __init__(self, theme_: Theme, *, mono: bool) -> None:
        self.tokens: Tokens = theme_.tokens
        self.text_size = theme_.text_size
        self.plain: QFont = measures.font(Type.LABEL, mono=True) if mono else measures.font()
        self.bold: QFont = self.plain if mono else measures.bold()
        self.plain_metrics = QFontMetrics(self.plain)
        self.bold_metrics = QFontMetrics(self.bold)
        self.text = QColor(self.tokens.text)
        self.border = QColor(self.tokens.border)
        self.hover = QColor(self.tokens.hover)
        self.selected = QColor(self.tokens.accent_soft)
        self.accent = QColor(self.tokens.accent)


class RowDelegate(QStyledItemDelegate):
    """Text cells with a line below each row, and a bold name on the selected one."""

    def __init__(self, theme: Theme, parent: QWidget, kind: Kind | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind = kind
        middle = kind is Kind.ADDRESS
        self._elide = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        self._align = None if kind is None else side(kind)
        self._look: Look | None = None

    def look(self) -> Look:
        """Fonts and colours at this moment."""
        look, theme = self._look, self._theme
        if look is None or look.tokens is not theme.tokens or look.text_size != theme.text_size:
            look = self._look = Look(theme, mono=self._kind is Kind.REPLY)
        return look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw background, line, cell, and this cell's part of the ring."""
        look, box = self.look(), QRectF(option.rect)
        view = option.widget
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        row = index.row()
        if selected:
            painter.fillRect(box, look.selected)
        elif isinstance(view, RowView) and view.hovered_row == row:
            painter.fillRect(box, look.hover)
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), look.border)
        self._cell(painter, self._inner(box, view, index), index, selected=selected)
        if isinstance(view, RowView) and view.ringed_row == row:
            _ring(painter, box, view, index.column(), look.accent)

    def _cell(self, painter: QPainter, box: QRectF, index: _Index, *, selected: bool) -> None:
        self._text(painter, box, index, bold=selected and index.column() == 0)

    def _text(self, painter: QPainter, box: QRectF, index: _Index, *, bold: bool = False) -> None:
        look = self.look()
        metrics = look.bold_metrics if bold else look.plain_metrics
        painter.setFont(look.bold if bold else look.plain)
        painter.setPen(look.text)
        text = metrics.elidedText(str(index.data() or ""), self._elide, int(box.width()))
        painter.drawText(box, self._side(index), text)

    def _side(self, index: _Index) -> Qt.AlignmentFlag:
        if self._align is not None:
            return self._align
        found = index.data(Qt.ItemDataRole.TextAlignmentRole)
        return Qt.AlignmentFlag(int(found or Qt.AlignmentFlag.AlignLeft)) | (
            Qt.AlignmentFlag.AlignVCenter
        )

    @staticmethod
    def _inner(box: QRectF, view: QWidget, index: _Index) -> QRectF:
        """Room of the text; the first and last cell keep the inset of the card."""
        first, last = 0, index.model().columnCount() - 1
        if isinstance(view, RowView):
            first, last = view.first_column, view.last_column
        column = index.column()
        left = Space.INSET if column == first else _CELL
        right = Space.INSET if column == last else _CELL
        return box.adjusted(left, 0, -right, -1)


class BadgeDelegate(RowDelegate):
    """A state as a badge; on a selected row it has the background of the card."""

    def _cell(self, painter: QPainter, box: QRectF, index: _Index, *, selected: bool) -> None:
        pair = index.data(GLYPH_ROLE)
        if pair is None:
            self._text(painter, box, index)
            return
        glyph, text = pair
        tokens = self._theme.tokens
        background = tokens.surface if selected else painting.tint(glyph, tokens)
        painting.paint_badge(
            painter,
            (box.left(), box.center().y()),
            glyph,
            text,
            background=background,
            tokens=tokens,
        )


class ProgressDelegate(RowDelegate):
    """A bar in the colours of outcomes, and the per cent beside it."""

    _PERCENT = 56

    def _cell(self, painter: QPainter, box: QRectF, index: _Index, *, selected: bool) -> None:  # noqa: ARG002 # the bar says enough
        shares = index.data(BAR_ROLE)
        if shares is not None:
            room = measures.scaled(self._PERCENT)
            top = box.center().y() - painting.BAR / 2
            bar = QRectF(box.left(), top, box.width() - room, painting.BAR)
            parts = (Part("delivered", shares[0]), Part("bounced", shares[1]))
            painting.paint_bar(painter, bar, parts, self._theme.tokens)
            box = box.adjusted(box.width() - room, 0, 0, 0)
        look = self.look()
        painter.setFont(look.plain)
        painter.setPen(look.text)
        horizontal = Qt.AlignmentFlag.AlignLeft if shares is None else Qt.AlignmentFlag.AlignRight
        painter.drawText(box, horizontal | Qt.AlignmentFlag.AlignVCenter, str(index.data() or ""))


class GlyphTextDelegate(RowDelegate):
    """A glyph before the text."""

    _ROOM = 20

    def _cell(self, painter: QPainter, box: QRectF, index: _Index, *, selected: bool) -> None:
        pair = index.data(GLYPH_ROLE)
        if pair is not None:
            top = box.center().y() - Size.GLYPH / 2
            place = QRectF(box.left(), top, Size.GLYPH, Size.GLYPH)
            glyphs.paint(painter, pair[0], place, self._theme.tokens)
            box = box.adjusted(self._ROOM, 0, 0, 0)
        super()._cell(painter, box, index, selected=selected)


class AnswerDelegate(RowDelegate):
    """The codes of a reply, in the font of replies, above its text."""

    def _cell(self, painter: QPainter, box: QRectF, index: _Index, *, selected: bool) -> None:
        pair = index.data(GLYPH_ROLE)
        if pair is None or not all(pair):
            super()._cell(painter, box, index, selected=selected)
            return
        half, tokens = box.height() / 2, self._theme.tokens
        upper, lower = box.adjusted(0, 2, 0, -half), box.adjusted(0, half, 0, -2)
        mono, plain = measures.font(Type.LABEL, mono=True), measures.font(Type.LABEL)
        painting.paint_text(painter, upper, pair[0], font=mono, ink=tokens.text)
        painting.paint_text(painter, lower, pair[1], font=plain, ink=tokens.muted)


def delegate_for(kind: Kind, theme: Theme, parent: QWidget) -> RowDelegate:
    """The delegate that paints columns of this kind."""
    special = {
        Kind.ANSWER: AnswerDelegate,
        Kind.BADGE: BadgeDelegate,
        Kind.FINDING: GlyphTextDelegate,
        Kind.PROGRESS: ProgressDelegate,
    }
    return special.get(kind, RowDelegate)(theme, parent, kind)


def _ring(painter: QPainter, box: QRectF, view: RowView, column: int, colour: QColor) -> None:
    """Draw what this cell has of the ring around its row."""
    line = QRectF(box.left(), box.top(), box.width(), Ring.PEN)
    painter.fillRect(line, colour)
    painter.fillRect(line.translated(0, box.height() - 1 - Ring.PEN), colour)
    post = QRectF(box.left(), box.top(), Ring.PEN, box.height() - 1)
    if column == view.first_column:
        painter.fillRect(post, colour)
    if column == view.last_column:
        painter.fillRect(post.translated(box.width() - Ring.PEN, 0), colour)
