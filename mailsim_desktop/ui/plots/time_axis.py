"""The axis of simulated time, with a chip that tells where the cross-hair stands."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from mailsim_desktop.ui import measures
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.time_steps import instant, round_step_s
from mailsim_desktop.ui.tokens import Radius, Type

HEIGHT = 26
_TICK_WIDTH = 90
_CHIP = (56, 17)
_CHIP_TOP = 2
_CHIP_ROOM = 48
"""Ticks nearer than this to the middle of the chip are left out."""


class TimeAxis(pg.AxisItem):  # type: ignore[misc] # pyqtgraph has no types
    """Puts its ticks on round instants and writes them as ``hh:mm``, or ``hh:mm:ss``."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(orientation="bottom")
        self._theme = theme
        self._chip_s: float | None = None
        self._chip_text = ""

    def show_chip(self, at_s: float | None, text: str = "") -> None:
        """Show a chip at an instant, or none."""
        self._chip_s, self._chip_text = at_s, text
        self.picture = None  # other ticks are left out
        self.update()

    def tickSpacing(self, low: float, high: float, size: float) -> list[tuple[float, float]]:
        """One level of ticks, as close as the labels allow."""
        most = max(1.0, size / measures.scaled(_TICK_WIDTH))
        return [(float(round_step_s((high - low) / most)), 0.0)]

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """Ticks in sight, but for those that the chip covers."""
        found = super().tickValues(low, high, size)
        if self._chip_s is None or high <= low:
            return [(step, [float(value) for value in values]) for step, values in found]
        room = measures.scaled(_CHIP_ROOM) * (high - low) / max(size, 1.0)
        chip = self._chip_s
        return [
            (step, [float(value) for value in values if abs(value - chip) > room])
            for step, values in found
        ]

    def tickStrings(self, values: list[float], _scale: float, spacing: float) -> list[str]:
        """Write the ticks; before the start of the run there is nothing to write."""
        return [instant(int(value), spacing) if value >= 0 else "" for value in values]

    def paint(self, painter: QPainter, option: Any, widget: Any) -> None:
        """Draw the ticks, and the chip above them."""
        super().paint(painter, option, widget)
        if self._chip_s is not None and self.linkedView() is not None:
            self._paint_chip(painter, self._chip_s)

    def _paint_chip(self, painter: QPainter, at_s: float) -> None:
        tokens, font = self._theme.tokens, measures.bold(Type.TICK)
        width = max(
            measures.scaled(_CHIP[0]), QFontMetrics(font).horizontalAdvance(self._chip_text) + 8
        )
        middle = self.linkedView().mapFromViewToItem(self, QPointF(at_s, 0)).x()
        left = min(max(middle - width / 2, 0.0), self.boundingRect().right() - width)
        box = QRectF(round(left), _CHIP_TOP, width, measures.scaled(_CHIP[1]))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.text))
        painter.drawRoundedRect(box, Radius.BAR, Radius.BAR)
        painter.setPen(QColor(tokens.surface))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._chip_text)
        painter.restore()
