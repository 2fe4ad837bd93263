"""The strip of figures: cells on one surface, divided by lines, equal as far as their texts fit."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from mailsim_desktop.ui import measures, words
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size
from mailsim_desktop.ui.widgets.metric_cell import Face, Figure, MetricButton, MetricCell

__all__ = ["Figure", "MetricStrip"]


class MetricStrip(QFrame):
    """One surface with a cell for each figure; the first gives way in a narrow window."""

    pressed = Signal(str)
    """Name of a cell whose rows are wanted."""

    def __init__(
        self,
        cells: Mapping[str, tuple[str, Glyph | None]],
        theme: Theme,
        leading: Collection[str] = (),
    ) -> None:
        super().__init__()
        self.setObjectName("card")
        self._narrow = False
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        self.cells: dict[str, MetricCell | MetricButton] = {}
        for name, (label, glyph) in cells.items():
            face = Face(label, glyph, theme, divided=bool(self.cells))
            cell = self._cell(name, face, leads=name in leading)
            row.addWidget(cell, 1)
            self.cells[name] = cell
        self._fit_height()

    def _cell(self, name: str, face: Face, *, leads: bool) -> MetricCell | MetricButton:
        if not leads:
            return MetricCell(face)
        cell = MetricButton(face)
        cell.clicked.connect(lambda _checked=False: self.pressed.emit(name))
        return cell

    def show_figures(self, figures: Mapping[str, Figure]) -> None:
        """Show these values."""
        for name, figure in figures.items():
            cell = self.cells[name]
            if figure == cell.face.figure:
                continue
            cell.face.figure = figure
            cell.setAccessibleName(cell.face.spoken())
            cell.setToolTip(words.tip(figure.qualifier))
            cell.updateGeometry()
            cell.update()

    def figure(self, name: str) -> Figure:
        """What a cell shows now."""
        return self.cells[name].face.figure

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 # the one fact
        """Drop the qualifiers and the first cell, for want of room."""
        self._narrow = narrow
        self._fit_height()
        for number, cell in enumerate(self.cells.values()):
            cell.face.narrow = narrow
            cell.face.divided = number > int(narrow)
            cell.setVisible(not (narrow and number == 0))
            cell.updateGeometry()
            cell.update()

    def minimumSizeHint(self) -> QSize:
        """Never what keeps the window from being narrower: then qualifiers are cut first."""
        return QSize(0, self.height())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_height()
            for cell in self.cells.values():
                cell.updateGeometry()

    def _fit_height(self) -> None:
        self.setFixedHeight(measures.scaled(Size.HEADER if self._narrow else Size.STRIP))
