"""Paints one attempt of the timeline: as high as its reply and its text need to stand whole."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from mailsim_desktop.domain.scenario import Outcome
from mailsim_desktop.domain.simulated_time import exact_clock
from mailsim_desktop.ui import glyphs, measures, painting
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.models.attempt_list import ATTEMPT, WAITED, Attempt, waited
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size, Space, Type

GLYPHS = {
    Outcome.DELIVERED: Glyph.DELIVERED,
    Outcome.DEFERRED: Glyph.DEFERRED,
    Outcome.BOUNCED: Glyph.BOUNCED,
    Outcome.EXPIRED: Glyph.EXPIRED,
}
_TEXT = 24
"""From the glyph's left edge to the text."""
_TOP = 4
_GAP = 6


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph: its text, how it is written, and the token of its colour."""

    text: str
    font: QFont
    colour: str

    def wrap(self, width: int) -> int:
        """How it is broken: between words, or anywhere if one word alone is wider."""
        metrics = QFontMetrics(self.font)
        widest = max(metrics.horizontalAdvance(word) for word in self.text.split(" "))
        anywhere = Qt.TextFlag.TextWrapAnywhere if widest > width else Qt.TextFlag.TextWordWrap
        return Qt.AlignmentFlag.AlignLeft.value | anywhere.value

    def height(self, width: int) -> int:
        """Height at this width."""
        room = QRect(0, 0, max(1, width), 10_000)
        return QFontMetrics(self.font).boundingRect(room, self.wrap(width), self.text).height() + 1


def _lines(attempt: Attempt) -> list[_Line]:
    """What stands below the title."""
    small = measures.font(Type.LABEL)
    found = (
        _Line(attempt.reply, measures.font(Type.LABEL, mono=True), "text"),
        _Line(attempt.text, small, "text"),
        _Line(attempt.facts(), small, "muted"),
    )
    return [line for line in found if line.text]


class AttemptDelegate(QStyledItemDelegate):
    """Draws attempts, joined by a line that is the wait between them."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As high as its lines at the width of the view."""
        width = self._view.viewport().width()
        room = width - 2 * Space.INSET - _TEXT
        height = 2 * _TOP + self._title_height()
        height += sum(line.height(room) for line in _lines(index.data(ATTEMPT)))
        if index.data(WAITED) is not None:
            height += _GAP + self._small_height() + _GAP
        return QSize(width, height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the background, the glyph and the wait's line, then the text."""
        box, attempt = QRect(option.rect), index.data(ATTEMPT)
        wait_us: int | None = index.data(WAITED)
        painter.save()
        painting.paint_state(painter, option, QRectF(box), self._theme.tokens)
        self._paint_glyph(painter, box, attempt, joined=wait_us is not None)
        text = box.adjusted(Space.INSET + _TEXT, _TOP, -Space.INSET, -_TOP)
        y = self._paint_title(painter, text, attempt)
        for line in _lines(attempt):
            height = line.height(text.width())
            self._write(painter, QRect(text.left(), y, text.width(), height), line)
            y += height
        if wait_us is not None:
            self._paint_wait(
                painter, QRect(text.left(), y + _GAP, text.width(), 0), attempt, wait_us
            )
        painter.restore()

    def _paint_glyph(
        self, painter: QPainter, box: QRect, attempt: Attempt, *, joined: bool
    ) -> None:
        half = Size.GLYPH / 2
        middle = QPointF(
            box.left() + Space.INSET + half, box.top() + _TOP + self._title_height() / 2
        )
        glyph = QRectF(middle.x() - half, middle.y() - half, Size.GLYPH, Size.GLYPH)
        glyphs.paint(painter, GLYPHS[attempt.outcome], glyph, self._theme.tokens)
        if joined:
            painter.setPen(QPen(QColor(self._theme.tokens.border_strong), 1))
            x = round(middle.x())
            painter.drawLine(x, round(middle.y() + half + _GAP), x, box.bottom())

    def _paint_title(self, painter: QPainter, text: QRect, attempt: Attempt) -> int:
        """Write number and outcome at the left, the instant at the right; return where it ends."""
        height = self._title_height()
        row = QRect(text.left(), text.top(), text.width(), height)
        title = _Line(attempt.title(), measures.bold(), "text")
        self._write(painter, row, title)
        left = QFontMetrics(title.font).horizontalAdvance(title.text) + Space.CONTROL
        self._write(
            painter, row.adjusted(left, 0, 0, 0), _Line(attempt.word(), measures.font(), "muted")
        )
        painter.setPen(QColor(self._theme.tokens.text))
        painter.drawText(row, Qt.AlignmentFlag.AlignRight, exact_clock(attempt.start_us))
        return text.top() + height

    def _paint_wait(self, painter: QPainter, text: QRect, attempt: Attempt, wait_us: int) -> None:
        tokens, height = self._theme.tokens, self._small_height()
        self._paint_clock(painter, QPointF(text.left() + 6, text.top() + height / 2))
        row = QRect(text.left() + 18, text.top(), text.width() - 18, height)
        line = _Line(waited(wait_us), measures.font(Type.LABEL), "text")
        self._write(painter, row, line)
        left = QFontMetrics(line.font).horizontalAdvance(line.text) + 5
        painter.setPen(QColor(tokens.muted))
        note = painter.fontMetrics().elidedText(
            attempt.wait_note, Qt.TextElideMode.ElideRight, max(0, row.width() - left)
        )
        painter.drawText(row.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignLeft, note)

    def _paint_clock(self, painter: QPainter, middle: QPointF) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.tokens.muted), 1.2))
        painter.drawEllipse(middle, 5, 5)
        painter.drawPolyline([middle - QPointF(0, 3), middle, middle + QPointF(2, 1)])
        painter.restore()

    def _write(self, painter: QPainter, box: QRect, line: _Line) -> None:
        painter.setFont(line.font)
        painter.setPen(QColor(getattr(self._theme.tokens, line.colour)))
        painter.drawText(box, line.wrap(box.width()), line.text)

    def _title_height(self) -> int:
        return QFontMetrics(measures.bold()).height() + 2

    def _small_height(self) -> int:
        return QFontMetrics(measures.font(Type.LABEL)).height() + 1
