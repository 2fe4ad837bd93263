"""The strip of figures: equal cells with a glyph and label, a value, and one qualifier."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from mailsim_desktop.ui import glyphs, theme
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size, Space, Type
from mailsim_desktop.ui.words import UNKNOWN


@dataclass(frozen=True, slots=True)
class Figure:
    """What a cell shows; the qualifier says of what the value is."""

    value: str = UNKNOWN
    unit: str = ""
    qualifier: str = ""


class MetricStrip(QFrame):
    """One surface with a cell for each figure."""

    def __init__(self, cells: dict[str, tuple[str, Glyph | None]], theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setFixedHeight(Size.STRIP)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        self._cells: dict[str, MetricCell] = {}
        for name, (label, glyph) in cells.items():
            cell = MetricCell(label, glyph, theme, divided=bool(self._cells))
            row.addWidget(cell, 1)
            self._cells[name] = cell

    def show_figures(self, figures: dict[str, Figure]) -> None:
        """Show these values."""
        for name, figure in figures.items():
            self._cells[name].show_figure(figure)

    def figure(self, name: str) -> Figure:
        """What a cell shows now."""
        return self._cells[name].figure

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 # the one fact
        """Drop the qualifiers and the first cell, for want of room."""
        self.setFixedHeight(Size.HEADER if narrow else Size.STRIP)
        for number, cell in enumerate(self._cells.values()):
            cell.set_narrow(narrow)
            cell.setVisible(not (narrow and number == 0))


class MetricCell(QWidget):
    """One figure."""

    def __init__(self, label: str, glyph: Glyph | None, theme: Theme, *, divided: bool) -> None:
        super().__init__()
        self._label = label
        self._glyph = glyph
        self._theme = theme
        self._divided = divided
        self._narrow = False
        self.figure = Figure()

    def show_figure(self, figure: Figure) -> None:
        """Show another value."""
        if figure == self.figure:
            return
        self.figure = figure
        self.setAccessibleName(
            f"{self._label}, {figure.value} {figure.unit}, {figure.qualifier}".strip(", ")
        )
        self.setToolTip(figure.qualifier)
        self.update()

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 # the one fact
        """Leave the qualifier out."""
        self._narrow = narrow
        self.update()

    def sizeHint(self) -> QSize:
        """Equal widths come from the layout."""
        return QSize(118, Size.STRIP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the cell."""
        painter = QPainter(self)
        if self._divided:
            painter.fillRect(QRectF(0, 0, 1, self.height()), QColor(self._theme.tokens.border))
        left = float(Space.INSET)
        top = 7.0 if self._narrow else 9.0
        self._paint_label(painter, left, top)
        self._paint_value(painter, left, top + 16)
        if not self._narrow:
            painter.setFont(theme.font(Type.LABEL))
            self._text(painter, QRectF(left, top + 46, self.width() - left - 6, 16), muted=True)
        painter.end()

    def _paint_label(self, painter: QPainter, left: float, top: float) -> None:
        if self._glyph is not None:
            box = QRectF(left, top + 2, Size.GLYPH, Size.GLYPH)
            glyphs.paint(painter, self._glyph, box, self._theme.tokens)
            left += Size.GLYPH + 6
        painter.setFont(theme.font(Type.LABEL))
        painter.setPen(QColor(self._theme.tokens.muted))
        painter.drawText(QRectF(left, top, self.width(), 16), self._label)

    def _paint_value(self, painter: QPainter, left: float, top: float) -> None:
        font = theme.bold(Type.METRIC)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.tokens.text))
        box = QRectF(left, top, self.width(), 28)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.figure.value)
        if self.figure.unit:
            width = QFontMetricsF(font).horizontalAdvance(self.figure.value)
            painter.setFont(theme.font(Type.LABEL))
            painter.setPen(QColor(self._theme.tokens.muted))
            unit = box.adjusted(width + 4, 3, 0, 3)
            painter.drawText(unit, Qt.AlignmentFlag.AlignVCenter, self.figure.unit)

    def _text(self, painter: QPainter, box: QRectF, *, muted: bool) -> None:
        painter.setPen(QColor(self._theme.tokens.muted if muted else self._theme.tokens.text))
        fitting = painter.fontMetrics().elidedText(
            self.figure.qualifier, Qt.TextElideMode.ElideRight, int(box.width())
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, fitting)
