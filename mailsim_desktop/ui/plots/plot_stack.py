"""Plots one above the other on one time axis, with one cross-hair and the same marks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.ui import words
from mailsim_desktop.ui.plots.cross_hair import CrossHair
from mailsim_desktop.ui.plots.plot_frame import PlotFrame
from mailsim_desktop.ui.plots.rulers import Mark

Share = tuple[PlotFrame, int]
"""A plot and its share of the height."""


class PlotStack(QWidget):
    """Holds plots that show the same bins; one alone is a stack as well."""

    resized = Signal(int)
    """Width of the data in pixels changed."""

    def __init__(self, shares: Sequence[Share]) -> None:
        super().__init__()
        self.frames = [frame for frame, _share in shares]
        self.cross_hair = CrossHair(self.frames, self)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for frame, share in shares:
            frame.canvas.setXLink(self.frames[0].canvas if frame is not self.frames[0] else None)
            column.addWidget(frame, share)
        self.show_frames(self.frames)

    def show_frames(self, shown: Sequence[PlotFrame]) -> None:
        """Show these plots alone; the lowest one has the time axis, the first the labels."""
        visible = [frame for frame in self.frames if frame in shown]
        for frame in self.frames:
            frame.canvas.show_time(shown=frame is visible[-1])
            frame.canvas.marks.set_labelled(labelled=frame is visible[0])
            frame.setVisible(frame in visible)

    def insert_below_first(self, widget: QWidget) -> None:
        """Put a widget between the uppermost plot and the next."""
        self._column.insertWidget(1, widget)

    def show_bins(self, start_s: NDArray[np.int64], bin_s: int) -> None:
        """Show this stretch of simulated time; call it after the plots have their values."""
        if len(start_s):
            end_s = int(start_s[-1]) + bin_s
            self.frames[0].canvas.setXRange(int(start_s[0]), end_s, padding=0)
        self.cross_hair.show_bins(start_s, bin_s)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Mark instants through all plots; their labels stand in the uppermost."""
        timed = [(at_s, f"{words.clock(int(at_s * SECOND_US))} {label}") for at_s, label in marks]
        for frame in self.frames:
            frame.canvas.show_marks(timed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell how many bins are worth having."""
        super().resizeEvent(event)
        self.resized.emit(self.frames[0].canvas.plot_pixels())
