"""Grades of provenance: how well a number is known, as the line style of a small frame.

Measured is solid and filled, derived solid, reported dotted, assumed dashed: what is weakly
known is the most conspicuous. The same painting for tables and widgets; a style sheet would
clip the dashes. Refuses to judge which grade a number has: the data say it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from mailsim_desktop.ui import icons, measures
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.tokens import Radius, Size, Tokens, Type

_HEIGHT = 18
_PADDING = 6
_BETWEEN = 4


class Grade(StrEnum):
    """How well a number is known; the values are those of scenario files."""

    MEASURED = "measured"
    DERIVED = "derived"
    REPORTED = "reported"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class _Look:
    icon: Icon
    dashes: tuple[float, ...] = ()
    filled: bool = False


_LOOKS = {
    Grade.MEASURED: _Look(Icon.MEASURED, filled=True),
    Grade.DERIVED: _Look(Icon.DERIVED),
    Grade.REPORTED: _Look(Icon.REPORTED, (1, 2)),
    Grade.ASSUMED: _Look(Icon.HELP, (4, 2)),
}


def word(grade: Grade) -> str:
    """The grade as it is written."""
    translate = QCoreApplication.translate
    return {
        Grade.MEASURED: translate("Grade", "Measured"),
        Grade.DERIVED: translate("Grade", "Derived"),
        Grade.REPORTED: translate("Grade", "Reported"),
        Grade.ASSUMED: translate("Grade", "Assumed"),
    }[grade]


def meaning(grade: Grade) -> str:
    """What the grade promises, in one sentence."""
    translate = QCoreApplication.translate
    return {
        Grade.MEASURED: translate("Grade", "Measured: counted by MailSim on this computer"),
        Grade.DERIVED: translate("Grade", "Derived: computed from other numbers"),
        Grade.REPORTED: translate("Grade", "Reported: published by others"),
        Grade.ASSUMED: translate("Grade", "Assumed: our choice, no source"),
    }[grade]


def font() -> QFont:
    """Font of the word."""
    return measures.font(Type.TICK)


def size(grade: Grade) -> QSize:
    """Room that a grade takes."""
    width = QFontMetrics(font()).horizontalAdvance(word(grade))
    whole = _PADDING + Size.GLYPH + _BETWEEN + width + _PADDING + 1
    return QSize(whole, measures.scaled(_HEIGHT))


def paint(
    painter: QPainter, left_middle: tuple[float, float], grade: Grade, tokens: Tokens
) -> None:
    """Draw a grade whose left edge and middle are given."""
    look, room = _LOOKS[grade], size(grade)
    x, middle = left_middle
    box = QRectF(round(x), round(middle - room.height() / 2), room.width(), room.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(look, tokens))
    painter.setBrush(QColor(tokens.hover if look.filled else tokens.surface))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), Radius.BADGE, Radius.BADGE)
    ink = QColor(tokens.text)
    icon_box = QRectF(
        box.left() + _PADDING, box.center().y() - Size.GLYPH / 2, Size.GLYPH, Size.GLYPH
    )
    icons.paint(painter, look.icon, icon_box, ink)
    painter.setPen(ink)
    painter.setFont(font())
    text_box = box.adjusted(_PADDING + Size.GLYPH + _BETWEEN, 0, 0, 0)
    painter.drawText(text_box, Qt.AlignmentFlag.AlignVCenter, word(grade))
    painter.restore()


def _pen(look: _Look, tokens: Tokens) -> QPen:
    pen = QPen(QColor(tokens.border_strong if not look.dashes else tokens.muted), 1)
    if look.dashes:
        pen.setDashPattern(look.dashes)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
