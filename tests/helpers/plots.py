"""Where a value of a plot stands in its widget."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from mailsim_desktop.ui.plots.canvas import Canvas


def place_of(canvas: Canvas, at_s: float, value: float = 0) -> QPointF:
    """Place of a value at a simulated second, in pixels of the canvas."""
    scene = canvas.getPlotItem().getViewBox().mapViewToScene(QPointF(at_s, value))
    return QPointF(canvas.mapFromScene(scene))
