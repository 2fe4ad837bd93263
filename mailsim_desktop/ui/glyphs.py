"""Glyphs of outcomes and states: one path each in a box of 12 pixels.

A glyph stands beside every colour that means something, so that nothing is told by
colour alone. Painted by delegates, badges, legends, strips and plots alike. Knows the shapes
and their colours; what state has which glyph is for `words`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from math import pi

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from mailsim_desktop.ui.tokens import Tokens

BOX = 12.0
_RING = 3.9
"""Radius of all rings."""
_DOTS = 8
"""Dots of the dotted ring."""


class Glyph(StrEnum):
    """What a glyph says."""

    DELIVERED = "delivered"
    DEFERRED = "deferred"
    BOUNCED = "bounced"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    POISONED = "poisoned"
    PENDING = "pending"
    DASH = "dash"  # cancelled, unsubscribed, archived
    RUNNING = "running"
    PAUSED = "paused"
    READY = "ready"
    PROCESSING = "processing"
    TICK = "tick"  # completed, valid
    FAILED = "failed"
    WARNING = "warning"  # risky too
    DRAFT = "draft"
    INFO = "info"


_Line = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class _Shape:
    """Lines, and a ring around the middle; without a pen the shape is filled."""

    lines: tuple[_Line, ...] = ()
    radius: float = 0.0
    span: float = 360.0  # degrees of the ring that are there
    pen: float = 0.0
    closed: bool = False
    sharp: bool = False  # ends and corners
    dotted: bool = False


_CROSS = _Shape((((2.3, 2.3), (9.7, 9.7)), ((9.7, 2.3), (2.3, 9.7))), pen=2.1)
_BARS = _Shape((((3.9, 1.6), (3.9, 10.4)), ((8.1, 1.6), (8.1, 10.4))), pen=2.3, sharp=True)
_PENCIL = ((1.6, 10.4), (2.4, 7.4), (8.2, 1.6), (10.4, 3.8), (4.6, 9.6))
_SHAPES = {
    Glyph.DELIVERED: _Shape(radius=4.5),
    Glyph.DEFERRED: _Shape((((6, 3.8), (6, 6), (7.6, 6.8)),), radius=_RING, pen=1.8),
    Glyph.BOUNCED: _CROSS,
    Glyph.EXPIRED: _Shape((((6, 0.9), (11.1, 6), (6, 11.1), (0.9, 6)),)),
    Glyph.SUSPENDED: _BARS,
    Glyph.POISONED: _Shape((((6, 1), (11.2, 10.6), (0.8, 10.6)),)),
    Glyph.PENDING: _Shape(radius=_RING, pen=1.8, dotted=True),
    Glyph.DASH: _Shape((((1.8, 6), (10.2, 6)),), pen=2.0, sharp=True),
    Glyph.RUNNING: _Shape((((2.8, 1.2), (10.6, 6), (2.8, 10.8)),)),
    Glyph.PAUSED: _BARS,
    Glyph.READY: _Shape(radius=_RING, pen=1.8),
    Glyph.PROCESSING: _Shape(radius=_RING, span=270, pen=1.8),
    Glyph.TICK: _Shape((((2, 6.4), (4.9, 9.2), (10.2, 3.2)),), pen=1.9),
    Glyph.FAILED: _CROSS,
    Glyph.WARNING: _Shape(
        (((6, 1.9), (10.6, 10.4), (1.4, 10.4)),), pen=1.5, closed=True, sharp=True
    ),
    Glyph.DRAFT: _Shape((_PENCIL,), pen=1.2, closed=True),
    Glyph.INFO: _Shape((((6, 5.7), (6, 8.7)), ((6, 3.5), (6, 3.6))), radius=5.2, pen=1.1),
}
_TOKEN = {
    Glyph.DELIVERED: "delivered",
    Glyph.DEFERRED: "deferred",
    Glyph.BOUNCED: "bounced",
    Glyph.EXPIRED: "expired",
    Glyph.POISONED: "bounced",
    Glyph.RUNNING: "accent",
    Glyph.READY: "accent",
    Glyph.PROCESSING: "accent",
    Glyph.TICK: "delivered",
    Glyph.FAILED: "bounced",
    Glyph.WARNING: "deferred",
    Glyph.INFO: "text",
}
"""Token of each glyph's colour; the others are as grey as what is suspended."""


def colour(glyph: Glyph, tokens: Tokens) -> str:
    """Colour in which a glyph is painted."""
    return str(getattr(tokens, _TOKEN.get(glyph, "suspended")))


def paint(
    painter: QPainter, glyph: Glyph, box: QRectF, tokens: Tokens, *, turn: float = 0.0
) -> None:
    """Draw `glyph` scaled into `box`, turned to the right by `turn`, a share of a whole turn."""
    shape, ink = _SHAPES[glyph], QColor(colour(glyph, tokens))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.center())
    painter.scale(box.width() / BOX, box.height() / BOX)
    painter.rotate(360 * turn)
    painter.translate(-BOX / 2, -BOX / 2)
    if shape.pen:
        painter.strokePath(_path(glyph), _pen(shape, ink))
    else:
        painter.fillPath(_path(glyph), ink)
    painter.restore()


def _pen(shape: _Shape, ink: QColor) -> QPen:
    cap = Qt.PenCapStyle.FlatCap if shape.sharp else Qt.PenCapStyle.RoundCap
    join = Qt.PenJoinStyle.MiterJoin if shape.sharp else Qt.PenJoinStyle.RoundJoin
    pen = QPen(ink, shape.pen, Qt.PenStyle.SolidLine, cap, join)
    if shape.dotted:
        dot = 0.01  # nothing but its round caps
        period = 2 * pi * shape.radius / _DOTS / shape.pen
        pen.setDashPattern([dot, period - dot])
    return pen


@cache
def _path(glyph: Glyph) -> QPainterPath:
    """Made once for each glyph."""
    shape, path = _SHAPES[glyph], QPainterPath()
    for start, *others in shape.lines:
        path.moveTo(*start)
        for point in others:
            path.lineTo(*point)
        if shape.closed:
            path.closeSubpath()
    if shape.radius:
        ring = QRectF(0, 0, 2 * shape.radius, 2 * shape.radius)
        ring.moveCenter(QPointF(BOX / 2, BOX / 2))
        path.arcMoveTo(ring, 90)
        path.arcTo(ring, 90, -shape.span)
    return path
