"""Lines over simulated time: any series, drawn with pens of one pixel.

A value between two gaps has no neighbour to be joined to, so it is drawn as a point.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray

from mailsim_desktop.ui import binning, words
from mailsim_desktop.ui.plots import scale
from mailsim_desktop.ui.plots.legend import Key, Stroke
from mailsim_desktop.ui.plots.plot_frame import Heading, PlotFrame
from mailsim_desktop.ui.plots.scale import Scale
from mailsim_desktop.ui.theme import Theme


def _as_it_is(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return values


def exponents(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Place of values on a logarithmic axis; everything up to 1 lies on its floor."""
    return np.log10(np.maximum(values, 1.0))


def _count(value: float) -> str:
    return words.UNKNOWN if np.isnan(value) else words.count(round(value))


@dataclass(frozen=True, slots=True)
class Measure:
    """How values are placed on the axis, what the axis is, and how one is written."""

    scale: Callable[[float], Scale]
    write: Callable[[float], str]
    place: Callable[[NDArray[np.float64]], NDArray[np.float64]] = _as_it_is


COUNTS = Measure(scale.linear, _count)
LOGARITHMIC = Measure(scale.logarithmic, _count, exponents)
LATENCY = Measure(scale.latency, words.milliseconds)
_POINT = 4
"""Pixels across a point: as much as one needs to be seen beside a line of one."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its label, how it is drawn, its column in a table, room for its value."""

    label: str
    stroke: Stroke
    column: str
    widest: str


class LinePlot(PlotFrame):
    """Draws lines of one measure; an unknown value leaves a gap."""

    def __init__(
        self, heading: Heading, lines: tuple[Line, ...], measure: Measure, theme: Theme
    ) -> None:
        keys = tuple(Key(line.label, line.stroke, line.widest) for line in lines)
        header = tuple(line.column for line in lines)
        super().__init__(heading, keys, theme, header=header, write=measure.write)
        self._lines, self._measure = lines, measure
        self._curves = [pg.PlotCurveItem(antialias=True, connect="finite") for _line in lines]
        # without its cache of pictures, points stay sharp in every file and at every scale
        self._points = [
            pg.ScatterPlotItem(size=_POINT, pen=None, antialias=True, useCache=False)
            for _line in lines
        ]
        for item in (*reversed(self._curves), *reversed(self._points)):  # the first lies on top
            self.canvas.addItem(item)
        self._colour()
        theme.changed.connect(self._colour)
        self.due.connect(self._draw)
        self.refresh()

    def _draw(self) -> None:
        """Draw the lines, thinned to the width of the plot, and fit the axis."""
        at_s = np.asarray(self.start_s + self.bin_s / 2, dtype=np.float64)
        room = max(1, self.canvas.plot_pixels())
        places, drawn = binning.thin(at_s, self._measure.place(self.values), room)
        lone = binning.lone(drawn, 1 if len(places) == len(at_s) else 2)
        for number, row in enumerate(drawn):
            self._curves[number].setData(places, row)
            self._points[number].setData(places[lone[number]], row[lone[number]])
        finite = self.values[np.isfinite(self.values)]
        self.canvas.show_scale(self._measure.scale(float(finite.max()) if len(finite) else 0.0))

    def _colour(self) -> None:
        for curve, points, line in zip(self._curves, self._points, self._lines, strict=True):
            pen = line.stroke.pen(self._theme.tokens)
            curve.setPen(pen)
            points.setBrush(pen.color())
