"""Icons of pages, drawn in a box of 24 with a pen of 2, in the colour of their text.

A handful for the rail. Refuses outcomes: those are glyphs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen


class Icon(StrEnum):
    """What an icon stands for."""

    DASHBOARD = "dashboard"
    CAMPAIGNS = "campaigns"
    CONTACTS = "contacts"
    SHIELD = "shield"
    FILE_UP = "file-up"
    REFUSED = "refused"


def _dashboard() -> QPainterPath:
    path = QPainterPath()
    for box in ((3, 3, 7, 9), (14, 3, 7, 5), (14, 12, 7, 9), (3, 16, 7, 5)):
        path.addRoundedRect(QRectF(*box), 1, 1)
    return path


def _campaigns() -> QPainterPath:
    path = _lines((21.5, 2.5), (14.5, 21.5), (10.8, 13.2), (2.5, 9.5), (21.5, 2.5))
    path.addPath(_lines((21.5, 2.5), (10.8, 13.2)))
    return path


def _contacts() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(9.5, 8), 5, 5)
    path.moveTo(2, 21)
    path.arcTo(QRectF(2, 13, 15, 15), 180, -180)
    path.moveTo(17, 3.6)
    path.arcTo(QRectF(11.5, 3.2, 9.6, 9.6), 60, -120)
    path.moveTo(22, 20)
    path.arcTo(QRectF(10.5, 13.2, 11.5, 13), 0, 62)
    return path


def _shield() -> QPainterPath:
    path = _lines((12, 2.5), (20, 5.5), (20, 12))
    path.cubicTo(20, 17, 16, 20, 12, 21.5)
    path.cubicTo(8, 20, 4, 17, 4, 12)
    path.lineTo(4, 5.5)
    path.closeSubpath()
    path.addPath(_lines((8.6, 12), (11, 14.4), (15.4, 9.6)))
    return path


def _file_up() -> QPainterPath:
    path = _lines((15, 2), (5, 2), (5, 22), (19, 22), (19, 7), (14, 2), (14, 7.5), (19, 7.5))
    path.addPath(_lines((12, 18), (12, 12)))
    path.addPath(_lines((9, 15), (12, 12), (15, 15)))
    return path


def _refused() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(12, 12), 10, 10)
    path.addPath(_lines((8.5, 8.5), (15.5, 15.5)))
    path.addPath(_lines((15.5, 8.5), (8.5, 15.5)))
    return path


def _lines(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(QPointF(*point))
    return path


_PATHS: Mapping[Icon, Callable[[], QPainterPath]] = {
    Icon.DASHBOARD: _dashboard,
    Icon.CAMPAIGNS: _campaigns,
    Icon.CONTACTS: _contacts,
    Icon.SHIELD: _shield,
    Icon.FILE_UP: _file_up,
    Icon.REFUSED: _refused,
}


def paint(painter: QPainter, icon: Icon, box: QRectF, ink: QColor) -> None:
    """Draw `icon` scaled into `box`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / 24, box.height() / 24)
    pen = QPen(ink, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPath(_PATHS[icon]())
    painter.restore()
