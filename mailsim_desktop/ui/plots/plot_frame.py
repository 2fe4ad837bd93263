"""One plot with its head: title, unit, the legend that is the read-out, and the export.

Those that build on it draw the values; the frame says which stand at one bin, live or under
the cross-hair. It asks for a drawing only while it can be seen: what came meanwhile is drawn
when it shows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.ui import measures, words
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.plots.canvas import Canvas
from mailsim_desktop.ui.plots.file_format import FileFormat
from mailsim_desktop.ui.plots.legend import Key, Legend
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Space, Type
from mailsim_desktop.ui.widgets.buttons import ghost
from mailsim_desktop.ui.widgets.labels import ElidedLabel, PlainLabel

HEAD = 32
_BETWEEN = 6
"""Between what stands in the head."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Title and unit of a plot; `file_name` is offered for an export, without its ending.

    Without room for the unit, `short_unit` stands in its place.
    """

    title: str
    unit: str
    file_name: str
    short_unit: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The values of a plot: a header, and columns of equal length."""

    header: tuple[str, ...]
    columns: tuple[NDArray[np.float64], ...]


class PlotFrame(QWidget):
    """A plot whose canvas is still empty.

    Parameters
    ----------
    header : names of the values in a table, in the order of the keys.
    write : how a value is read out.
    """

    export_wanted = Signal(object)
    """A `FileFormat` was chosen."""
    due = Signal()
    """Bring the canvas up to date, now."""

    def __init__(
        self,
        heading: Heading,
        keys: tuple[Key, ...],
        theme: Theme,
        *,
        header: tuple[str, ...],
        write: Callable[[float], str],
    ) -> None:
        super().__init__()
        self.heading = heading
        self._theme, self._header, self._write = theme, header, write
        self._stale = False
        self._index: int | None = None
        self._added: list[QWidget] = []
        self.start_s: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self.bin_s = 1
        self.values: NDArray[np.float64] = np.empty((len(keys), 0))
        self.title = PlainLabel(heading.title, strong=True)
        self.unit = ElidedLabel(heading.unit, pixels=Type.LABEL, muted=True)
        self.legend = Legend(keys, theme)
        self.export_button = self._make_export_button()
        self.canvas = Canvas(theme)
        self.canvas.setAccessibleName(f"{heading.title}, {heading.unit}")
        self._lay_out()

    def show_values(
        self, start_s: NDArray[np.int64], bin_s: int, values: NDArray[np.float64]
    ) -> None:
        """Show other values.

        Parameters
        ----------
        start_s : (n,) int64, first simulated second of each bin.
        values : (k, n) float64, a row for each key; NaN is unknown.
        """
        self.start_s, self.bin_s, self.values = start_s, bin_s, values
        self.refresh()

    def read_out(self, index: int) -> tuple[str, ...]:
        """Values of one bin, in the order of the legend's keys."""
        return tuple(self._write(value) for value in self.values[:, index].tolist())

    def table(self) -> Table:
        """Everything that is drawn, as values."""
        return Table(self._header, tuple(self.values))

    def empty_note(self) -> str:
        """What stands in the plot while there is nothing to draw."""
        return self.tr("The plot begins with the first attempt")

    def point_at(self, index: int | None) -> None:
        """Read out one bin, with the cross-hair on it; None hides it and reads the latest."""
        self._index = index
        if index is None:
            self.canvas.show_hair(None)
        else:
            start_s = int(self.start_s[index])
            self.canvas.show_hair(start_s + self.bin_s / 2, words.clock(start_s * SECOND_US))
        self._tell()

    def refresh(self) -> None:
        """Draw what came, now or when the plot is next seen."""
        self._stale = not self.isVisible()
        if not self._stale:
            self.due.emit()
        self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what came while the plot was hidden."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.due.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the head again."""
        super().resizeEvent(event)
        self._fit_head()

    def _fit_head(self) -> None:
        """Give the legend what title and button leave, and the unit the rest if it is enough."""
        taken = self.title.sizeHint().width() + self.export_button.width() + self._taken()
        room = self.width() - taken - Space.INSET - Space.CONTROL - 3 * _BETWEEN
        self.legend.set_room(room)
        left = room - self.legend.sizeHint().width()
        self.unit.set_whole(self.heading.unit)
        if self.unit.sizeHint().width() > left:
            self.unit.set_whole(self.heading.short_unit)
        self.unit.setMaximumWidth(max(0, left))  # else it takes from the legend
        self.unit.setVisible(self.unit.sizeHint().width() <= left)

    def add(self, control: QWidget) -> None:
        """Put a control before the export button."""
        self._added.append(control)
        self.head.insertWidget(self.head.count() - 1, control)

    def _taken(self) -> int:
        """Width of what was added."""
        return sum(control.sizeHint().width() + _BETWEEN for control in self._added)

    def _tell(self) -> None:
        """Bring read-out and value text up to date."""
        number = len(self.start_s)
        self.canvas.set_note("" if number else self.empty_note())
        if not number:
            self.legend.show_values(*[words.UNKNOWN] * len(self.legend.keys))
            self.canvas.setAccessibleDescription("")
            return
        index = number - 1 if self._index is None else min(self._index, number - 1)
        self.legend.show_values(*self.read_out(index))
        self._fit_head()  # the legend takes more room once a value needs it
        at = words.clock(int(self.start_s[index]) * SECOND_US)
        self.canvas.setAccessibleDescription(f"{at}: {self.legend.spoken()}")

    def _lay_out(self) -> None:
        head = QWidget()
        measures.hold_height(head, HEAD)
        row = QHBoxLayout(head)
        row.setContentsMargins(Space.INSET, 0, Space.CONTROL, 0)
        row.setSpacing(_BETWEEN)
        row.addWidget(self.title)
        row.addWidget(self.unit, 1)
        row.addWidget(self.legend)
        row.addWidget(self.export_button)
        self.head = row
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.canvas, 1)

    def _make_export_button(self) -> QToolButton:
        made = ghost(Icon.EXPORT, self.tr("Export the plot: {0}").format(self.heading.title))
        menu = QMenu(made)
        for file_format in FileFormat:
            menu.addAction(file_format.label(), partial(self.export_wanted.emit, file_format))
        made.clicked.connect(lambda: menu.popup(made.mapToGlobal(made.rect().bottomLeft())))
        return made
