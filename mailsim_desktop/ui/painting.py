"""Paints what is the same in tables, lists and widgets: badges, bars, states of a row, a line."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from mailsim_desktop.ui import glyphs, measures
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.tokens import Radius, Ring, Size, Tokens, Type

BAR = 6
_BEFORE = 6
_AFTER = 8
_BETWEEN = 6
_LEAST = 2.0
"""Anything that is not zero is at least this wide."""
_GAP = 1.0
"""Between two stretches that are wide enough."""


def paint_focus(painter: QPainter, box: QRectF, tokens: Tokens, radius: float = 0) -> None:
    """Draw the ring of the focus, along the inside of `box`; of a row or a cell it is square."""
    half = Ring.PEN / 2
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens.accent), Ring.PEN))
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), radius, radius)


def paint_state(
    painter: QPainter, option: QStyleOptionViewItem, box: QRectF, tokens: Tokens
) -> None:
    """Draw the ground of a selected row of a list, and the ring of the one with the focus."""
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(box, QColor(tokens.accent_soft))
    if option.state & QStyle.StateFlag.State_HasFocus:
        paint_focus(painter, box, tokens)


def paint_text(
    painter: QPainter, box: QRectF, text: str, *, font: QFont, ink: str, right: bool = False
) -> int:
    """Write as much of `text` as fits, at half the height of `box`; returns its width."""
    painter.setFont(font)
    painter.setPen(QColor(ink))
    metrics = painter.fontMetrics()
    fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(box.width())))
    across = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, across | Qt.AlignmentFlag.AlignVCenter, fitting)
    return metrics.horizontalAdvance(fitting)


def badge_font() -> QFont:
    """Font of the word in a badge."""
    return measures.font(Type.LABEL, QFont.Weight.Medium)


def badge_size(text: str) -> QSize:
    """Room that a badge takes."""
    width = QFontMetrics(badge_font()).horizontalAdvance(text)
    return QSize(_BEFORE + Size.GLYPH + _BETWEEN + width + _AFTER, measures.scaled(Size.BADGE))


def tint(glyph: Glyph, tokens: Tokens) -> str:
    """Background of a badge."""
    return {
        Glyph.RUNNING: tokens.accent_soft,
        Glyph.READY: tokens.accent_soft,
        Glyph.PROCESSING: tokens.accent_soft,
        Glyph.INFO: tokens.accent_soft,
        Glyph.TICK: tokens.delivered_tint,
        Glyph.DELIVERED: tokens.delivered_tint,
        Glyph.DEFERRED: tokens.deferred_tint,
        Glyph.WARNING: tokens.deferred_tint,
        Glyph.FAILED: tokens.bounced_tint,
        Glyph.BOUNCED: tokens.bounced_tint,
        Glyph.POISONED: tokens.bounced_tint,
        Glyph.EXPIRED: tokens.expired_tint,
    }.get(glyph, tokens.suspended_tint)


def paint_badge(
    painter: QPainter,
    left_middle: tuple[float, float],
    glyph: Glyph,
    text: str,
    *,
    background: str,
    tokens: Tokens,
    turn: float = 0.0,
) -> None:
    """Draw a badge whose left edge and middle are given; `turn` turns its glyph."""
    x, middle = left_middle
    size = badge_size(text)
    box = QRectF(x, middle - size.height() / 2, size.width(), size.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(background))
    painter.drawRoundedRect(box, Radius.BADGE, Radius.BADGE)
    at = QRectF(x + _BEFORE, middle - Size.GLYPH / 2, Size.GLYPH, Size.GLYPH)
    glyphs.paint(painter, glyph, at, tokens, turn=turn)
    painter.setPen(QColor(tokens.text))
    painter.setFont(badge_font())
    text_box = box.adjusted(_BEFORE + Size.GLYPH + _BETWEEN, 0, 0, 0)
    painter.drawText(text_box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    painter.restore()


@dataclass(frozen=True, slots=True)
class Part:
    """One coloured stretch of a bar; `colour` is the name of a token."""

    colour: str
    share: float  # of the whole, in [0, 1]


def _widths(parts: tuple[Part, ...], room: float) -> list[tuple[Part, float]]:
    """Width of each part that is not nothing; what small ones gain, the largest gives."""
    found = [(part, max(_LEAST, part.share * room)) for part in parts if part.share > 0]
    found = [(part, max(_LEAST, float(round(width)))) for part, width in found]  # crisp edges
    excess = sum(width for _, width in found) - room
    if excess <= 0:
        return found
    largest = max(width for _, width in found)
    return [(part, width - excess if width == largest else width) for part, width in found]


def paint_bar(painter: QPainter, box: QRectF, parts: tuple[Part, ...], tokens: Tokens) -> None:
    """Draw a bar whose parts stand side by side from the left; the rest is open."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rounded = QPainterPath()
    rounded.addRoundedRect(box, Radius.BAR, Radius.BAR)
    painter.fillPath(rounded, QColor(tokens.border))
    x = box.left()
    for part, width in _widths(parts, box.width()):
        stretch = QPainterPath()
        gap = _GAP if x > box.left() and width > _LEAST else 0.0
        stretch.addRect(QRectF(x + gap, box.top(), width - gap, box.height()))
        painter.fillPath(stretch & rounded, QColor(getattr(tokens, part.colour)))
        if gap:
            painter.fillRect(QRectF(x, box.top(), gap, box.height()), QColor(tokens.surface))
        x += width
    painter.restore()
