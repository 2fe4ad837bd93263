"""A plot as a control: focus with its ring, the keys of the cross-hair, the pointer.

Tells what is asked for and moves nothing by itself. What is seen in it is for `canvas`.
"""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsView

from mailsim_desktop.ui import painting
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Radius


class PlotControl(pg.PlotWidget):  # type: ignore[misc] # pyqtgraph has no types
    """Owns the line of the cross-hair, which a subclass shows and hides."""

    pointed = Signal(object)
    """The simulated second under the pointer, or None when it left."""
    pressed = Signal(int)
    """A key (`Qt.Key`) that moves the cross-hair."""

    _KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Escape)

    def __init__(self, theme: Theme, time_axis: pg.AxisItem) -> None:
        self._theme = theme
        self._ring = False
        super().__init__(background=theme.tokens.surface, axisItems={"bottom": time_axis})
        self.setFrameShape(pg.PlotWidget.Shape.NoFrame)
        self.setMouseEnabled(x=False, y=False)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setMouseTracking(True)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)  # else it is a second tab stop
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # last: the viewport's goes to its proxy
        self._hair = pg.InfiniteLine(angle=90, movable=False)

    def hair_s(self) -> float | None:
        """Where the cross-hair stands."""
        return float(self._hair.value()) if self._hair.isVisible() else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what second is under the pointer."""
        super().mouseMoveEvent(event)
        box = self.getPlotItem().getViewBox()
        found = box.mapSceneToView(self.mapToScene(event.position().toPoint())).x()
        low, high = box.viewRange()[0]
        self.pointed.emit(found if low <= found <= high else None)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the pointer left."""
        super().leaveEvent(event)
        self.pointed.emit(None)

    def close(self) -> bool:
        """Close like any widget: pyqtgraph's own way empties the plot for good."""
        return QGraphicsView.close(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of the cross-hair, and leave the others to the page."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        nothing_to_hide = event.key() == Qt.Key.Key_Escape and self.hair_s() is None
        if event.key() in self._KEYS and plain and not nothing_to_hide:
            self.pressed.emit(event.key())
            event.accept()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self._ring = event.reason() != Qt.FocusReason.MouseFocusReason  # whoever clicks knows
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring."""
        super().focusOutEvent(event)
        self._ring = False
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the plot, and a ring around it while it has the focus."""
        super().paintEvent(event)
        if not self._ring:
            return
        painter = QPainter(self.viewport())
        box = QRectF(self.viewport().rect())
        painting.paint_focus(painter, box, self._theme.tokens, Radius.BADGE)
        painter.end()
