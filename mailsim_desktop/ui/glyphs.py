"""Glyphs of outcomes and states: one path each in a box of 12 pixels.

A glyph stands beside every colour that means something, so that nothing is told by
colour alone. Painted by delegates, badges, legends and strips alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from mailsim_desktop.ui.tokens import Tokens

BOX = 12.0


class Glyph(StrEnum):
    """What a glyph says."""

    DELIVERED = "delivered"
    DEFERRED = "deferred"
    BOUNCED = "bounced"
    EXPIRED = "expired"
    POISONED = "poisoned"
    PAUSED = "paused"
    PENDING = "pending"
    DASH = "dash"
    RUNNING = "running"
    READY = "ready"
    TICK = "tick"
    FAILED = "failed"
    WARNING = "warning"
    DRAFT = "draft"


def _disc() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(6, 6), 4.5, 4.5)
    return path


def _ring() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(6, 6), 3.9, 3.9)
    return path


def _clock() -> QPainterPath:
    path = _ring()
    path.addPath(_line((6, 3.8), (6, 6), (7.6, 6.8)))
    return path


def _line(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(QPointF(*point))
    return path


def _closed(*points: tuple[float, float]) -> QPainterPath:
    path = _line(*points)
    path.closeSubpath()
    return path


def _cross() -> QPainterPath:
    path = _line((2.6, 2.6), (9.4, 9.4))
    path.addPath(_line((9.4, 2.6), (2.6, 9.4)))
    return path


def _bars() -> QPainterPath:
    path = _line((4, 2.6), (4, 9.4))
    path.addPath(_line((8, 2.6), (8, 9.4)))
    return path


def _diamond() -> QPainterPath:
    return _closed((6, 0.9), (11.1, 6), (6, 11.1), (0.9, 6))


def _triangle_up() -> QPainterPath:
    return _closed((6, 1.6), (11, 10.4), (1, 10.4))


def _play() -> QPainterPath:
    return _closed((3, 1.6), (10.4, 6), (3, 10.4))


def _tick() -> QPainterPath:
    return _line((2, 6.4), (4.9, 9.2), (10.2, 3.2))


def _dash() -> QPainterPath:
    return _line((2.4, 6), (9.6, 6))


def _pencil() -> QPainterPath:
    return _closed((2, 10), (2.6, 7.4), (8.4, 1.6), (10.4, 3.6), (4.6, 9.4))


_FILLED: Mapping[Glyph, Callable[[], QPainterPath]] = {
    Glyph.DELIVERED: _disc,
    Glyph.EXPIRED: _diamond,
    Glyph.POISONED: _triangle_up,
    Glyph.RUNNING: _play,
}
_DRAWN: Mapping[Glyph, tuple[Callable[[], QPainterPath], float]] = {
    Glyph.DEFERRED: (_clock, 1.8),
    Glyph.BOUNCED: (_cross, 2.1),
    Glyph.FAILED: (_cross, 2.1),
    Glyph.PAUSED: (_bars, 2.3),
    Glyph.PENDING: (_ring, 1.8),
    Glyph.DASH: (_dash, 2.0),
    Glyph.READY: (_ring, 1.8),
    Glyph.TICK: (_tick, 1.9),
    Glyph.WARNING: (_triangle_up, 1.5),
    Glyph.DRAFT: (_pencil, 1.2),
}


def colour(glyph: Glyph, tokens: Tokens) -> str:
    """Colour in which a glyph is painted."""
    return {
        Glyph.DELIVERED: tokens.delivered,
        Glyph.DEFERRED: tokens.deferred,
        Glyph.BOUNCED: tokens.bounced,
        Glyph.EXPIRED: tokens.expired,
        Glyph.POISONED: tokens.bounced,
        Glyph.RUNNING: tokens.accent,
        Glyph.READY: tokens.accent,
        Glyph.TICK: tokens.delivered,
        Glyph.FAILED: tokens.bounced,
        Glyph.WARNING: tokens.deferred,
    }.get(glyph, tokens.suspended)


def paint(painter: QPainter, glyph: Glyph, box: QRectF, tokens: Tokens) -> None:
    """Draw `glyph` scaled into `box`."""
    ink = QColor(colour(glyph, tokens))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / BOX, box.height() / BOX)
    if glyph in _FILLED:
        painter.fillPath(_FILLED[glyph](), ink)
    else:
        path, width = _DRAWN[glyph]
        pen = QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if glyph is Glyph.PENDING:
            pen.setDashPattern([0.1, 2.0])
        painter.setPen(pen)
        painter.drawPath(path())
    painter.restore()
