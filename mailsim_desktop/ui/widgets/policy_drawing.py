"""A retry policy along a time axis: glyph = expected instant, box = range of the jitter.

The last attempt expires if it is deferred again: it has the glyph and the colour of that, and
the axis ends there. Everything drawn is told in words to those who do not see it.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.ui import glyphs, measures, words
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.policy_plan import PlannedAttempt, PolicyAxis, axis_of
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Radius, Size, Space, Type
from mailsim_desktop.ui.widgets.labels import PlainLabel

_BOX = 18
_SIDE = 24
"""Half of the widest label of a tick."""
_APART = 20
"""Pixels between attempts that can be told apart."""
_TICK_ROOM = 72
_TOLD = 20
"""Attempts that are told one by one."""


class PolicyDrawing(QWidget):
    """The drawing and the sentence that explains it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._caption = PlainLabel(pixels=Type.LABEL, muted=True, wrap=True)
        self._line = _PolicyLine(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CONTROL)
        column.addWidget(self._caption)
        column.addWidget(self._line)
        self.setAccessibleName(self.tr("Retry policy"))

    def show_attempts(self, attempts: tuple[PlannedAttempt, ...]) -> None:
        """Draw another policy; its last attempt is the one that expires."""
        self._line.show_attempts(attempts)
        self._caption.setText(self._sentence())
        self.setAccessibleDescription(self.spoken(attempts))

    def is_logarithmic(self) -> bool:
        """The attempts lie too far apart for a linear axis."""
        return self._line.axis().knee_s is not None

    def caption(self) -> str:
        """The sentence that explains the drawing."""
        return self._caption.text()

    def spoken(self, attempts: tuple[PlannedAttempt, ...]) -> str:
        """The policy in words."""
        told = [self._attempt(attempt) for attempt in attempts[:_TOLD]]
        if len(attempts) > _TOLD:
            told.append(self.tr("and %Ln more attempts", "", len(attempts) - _TOLD))
            told.append(self._attempt(attempts[-1]))
        told.append(self.tr("then it expires"))
        return ", ".join(told)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say anew what axis it is: a wider one may be linear."""
        super().resizeEvent(event)
        self._caption.setText(self._sentence())

    def _attempt(self, attempt: PlannedAttempt) -> str:
        if attempt.earliest_us == attempt.latest_us:
            return self.tr("Attempt {0} after {1}").format(
                words.count(attempt.number), words.clock(attempt.expected_us)
            )
        return self.tr("Attempt {0} after {1}, between {2} and {3}").format(
            words.count(attempt.number),
            words.clock(attempt.expected_us),
            words.clock(attempt.earliest_us),
            words.clock(attempt.latest_us),
        )

    def _sentence(self) -> str:
        said = self.tr(
            "When each attempt starts, counted from the first. A box is the range of the jitter;"
            " the last attempt expires if it is deferred again."
        )
        return f"{said} {self.tr('The axis is logarithmic.')}" if self.is_logarithmic() else said


class _PolicyLine(QWidget):
    """The axis with its attempts."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._attempts: tuple[PlannedAttempt, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def show_attempts(self, attempts: tuple[PlannedAttempt, ...]) -> None:
        """Draw other attempts."""
        self._attempts = attempts
        self.update()

    def axis(self) -> PolicyAxis:
        """The axis at this width."""
        return axis_of(self._attempts, self._span(), measures.scaled(_APART))

    def sizeHint(self) -> QSize:
        """Numbers, boxes, ticks."""
        return QSize(400, measures.scaled(16) + _BOX + measures.scaled(24))

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _span(self) -> float:
        return max(1.0, float(self.width() - 2 * measures.scaled(_SIDE)))

    def _x(self, axis: PolicyAxis, at_us: int) -> float:
        return measures.scaled(_SIDE) + axis.place(at_us / SECOND_US) * self._span()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ticks, line, boxes and glyphs."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        axis, middle = self.axis(), measures.scaled(18) + _BOX / 2
        self._paint_ticks(painter, axis, middle)
        painter.setPen(QPen(QColor(self._theme.tokens.border_strong), 1))
        end = self._x(axis, max((one.latest_us for one in self._attempts), default=0))
        painter.drawLine(QPointF(4, middle), QPointF(end, middle))
        for attempt in self._attempts:
            self._paint_range(painter, axis, attempt, middle)
        places = [self._x(axis, attempt.expected_us) for attempt in self._attempts]
        around = [float("-inf"), *places, float("inf")]
        numbered = float("-inf")
        for index, (attempt, x) in enumerate(zip(self._attempts, places, strict=True)):
            close = min(x - around[index], around[index + 2] - x) < Size.GLYPH
            if close and index + 1 < len(places):  # no room for a glyph of its own
                self._paint_stroke(painter, x, middle)
            else:
                self._paint_glyph(painter, x, attempt, middle)
            numbered = self._paint_number(painter, x, attempt, numbered)
        painter.end()

    def _paint_ticks(self, painter: QPainter, axis: PolicyAxis, middle: float) -> None:
        tokens = self._theme.tokens
        painter.setFont(measures.font(Type.TICK))
        room, high = measures.scaled(_TICK_ROOM), painter.fontMetrics().height()
        for place, label in axis.ticks(self._span(), room):
            x = measures.scaled(_SIDE) + place * self._span()
            painter.setPen(QPen(QColor(tokens.border_strong), 1))
            painter.drawLine(QPointF(x, middle), QPointF(x, middle + _BOX / 2 + 2))
            box = QRectF(x - room / 2, middle + _BOX / 2 + 3, room, high)
            painter.setPen(QColor(tokens.muted))
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, label)

    def _paint_range(
        self, painter: QPainter, axis: PolicyAxis, attempt: PlannedAttempt, middle: float
    ) -> None:
        """Draw the box of the jitter, where there is one."""
        tokens = self._theme.tokens
        last = attempt is self._attempts[-1]
        left, right = self._x(axis, attempt.earliest_us), self._x(axis, attempt.latest_us)
        if right - left < 1:
            return
        painter.setPen(QPen(QColor(tokens.expired if last else tokens.deferred), 1))
        painter.setBrush(QColor(tokens.expired_tint if last else tokens.deferred_tint))
        box = QRectF(left, middle - _BOX / 2, right - left, _BOX)
        painter.drawRoundedRect(box, Radius.BADGE, Radius.BADGE)

    def _paint_glyph(
        self, painter: QPainter, x: float, attempt: PlannedAttempt, middle: float
    ) -> None:
        tokens, last = self._theme.tokens, attempt is self._attempts[-1]
        if attempt.earliest_us == attempt.latest_us:  # the line gives way to the glyph
            painter.fillRect(QRectF(x - 8, middle - 8, 16, 16), QColor(tokens.surface))
        box = QRectF(x - Size.GLYPH / 2, middle - Size.GLYPH / 2, Size.GLYPH, Size.GLYPH)
        glyphs.paint(painter, Glyph.EXPIRED if last else Glyph.DEFERRED, box, tokens)

    def _paint_stroke(self, painter: QPainter, x: float, middle: float) -> None:
        painter.setPen(QPen(QColor(self._theme.tokens.deferred), 1))
        painter.drawLine(QPointF(x, middle - _BOX / 4), QPointF(x, middle + _BOX / 4))

    def _paint_number(
        self, painter: QPainter, x: float, attempt: PlannedAttempt, free: float
    ) -> float:
        """Write the number if there is room; return where the next one may begin."""
        font = measures.bold(Type.LABEL)
        text = words.count(attempt.number)
        width = QFontMetrics(font).horizontalAdvance(text)
        if x - width / 2 < free:
            return free
        painter.setFont(font)
        painter.setPen(QColor(self._theme.tokens.text))
        box = QRectF(x - width, 0, 2 * width, measures.scaled(16))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        return x + width / 2 + Space.CONTROL
