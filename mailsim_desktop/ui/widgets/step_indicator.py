"""Where a wizard is: a disc for each step, a tick for what is done, the current one filled."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mailsim_desktop.ui import icons, measures, words
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Type

_DISC = 20
_TICK = 12
_GAP = 7
_LINE = 22
_HEIGHT = 32


class StepIndicator(QWidget):
    """Stands at the right of the header; leads nowhere by itself."""

    def __init__(self, titles: tuple[str, ...], theme: Theme) -> None:
        super().__init__()
        self._titles, self._theme = titles, theme
        self._current = 0
        self._narrow = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        self.show_step(0)

    def show_step(self, current: int) -> None:
        """Mark this step as the current one, and those before as done."""
        self._current = current
        self.setAccessibleName(
            self.tr("Step {0} of {1}: {2}").format(
                current + 1, len(self._titles), self._titles[current]
            )
        )
        self.updateGeometry()
        self.update()

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 # the one fact
        """Say "2 of 4" instead of all the titles."""
        self._narrow = narrow
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """What stands beside the disc of the current step."""
        if self._narrow:
            return self.tr("{0} of {1}").format(self._current + 1, len(self._titles))
        return self._titles[self._current]

    def sizeHint(self) -> QSize:
        """Discs, titles and the lines between; every step as wide as when it is current."""
        texts = (self.text(),) if self._narrow else self._titles
        metrics = QFontMetricsF(measures.bold())
        disc = measures.scaled(_DISC)
        width = sum(disc + _GAP + metrics.horizontalAdvance(text) + 1 for text in texts)
        between = (len(texts) - 1) * (_LINE + 2 * _GAP)
        return QSize(round(width + between) + 1, max(_HEIGHT, measures.scaled(_HEIGHT)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the steps from the left."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._narrow:
            self._draw_step(painter, 0.0, self._current, self.text())
        else:
            x = 0.0
            for number, title in enumerate(self._titles):
                if number:
                    x = self._draw_line(painter, x)
                x = self._draw_step(painter, x, number, title)
        painter.end()

    def _draw_line(self, painter: QPainter, x: float) -> float:
        painter.setPen(QPen(QColor(self._theme.tokens.border_strong), 1))
        y = self.height() / 2
        painter.drawLine(QPointF(x + _GAP, y), QPointF(x + _GAP + _LINE, y))
        return x + _LINE + 2 * _GAP

    def _draw_step(self, painter: QPainter, x: float, number: int, title: str) -> float:
        """Draw disc and title; returns where the next begins."""
        tokens = self._theme.tokens
        ahead, current = number > self._current, number == self._current
        side = measures.scaled(_DISC)
        disc = QRectF(x + 0.5, (self.height() - side) / 2 + 0.5, side - 1, side - 1)
        painter.setPen(QColor(tokens.border_strong if ahead else tokens.accent))
        painter.setBrush(QColor(tokens.accent) if current else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc)
        if ahead or current:
            ink = tokens.on_accent if current else tokens.muted
            _write(painter, disc, words.count(number + 1), measures.bold(Type.TICK), ink)
        else:
            tick = QRectF(0, 0, _TICK, _TICK)
            tick.moveCenter(disc.center())
            icons.paint(painter, Icon.CHECK, tick, QColor(tokens.accent))
        width = QFontMetricsF(measures.bold()).horizontalAdvance(title) + 1
        box = QRectF(x + side + _GAP, 0, width, self.height())
        font = measures.bold() if current else measures.font()
        _write(painter, box, title, font, tokens.muted if ahead else tokens.text)
        return box.right()


def _write(painter: QPainter, box: QRectF, text: str, font: QFont, ink: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
