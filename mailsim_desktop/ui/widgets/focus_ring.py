"""The ring around the control that has the focus, in the accent and a little off it.

A style sheet cannot draw outside its widget, so one ring for each window lies above the
control and follows it. Whoever clicks knows where they are: a press of the mouse shows none.
Fields and combos show the focus by their own border; lists and tables mark the current row.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from mailsim_desktop.ui import painting
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Radius, Ring

_REACH = Ring.PEN + Ring.OFF
RADIUS = "ring_radius"
"""Property of a control whose corners are not those of a button."""
_MOVES = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.ParentChange,
        QEvent.Type.ZOrderChange,
    }
)


class FocusRings(QObject):
    """Keeps a ring around the button that has the focus, in whatever window.

    One control has the focus, so there is one ring; it moves to the window of that control,
    and one that went with its window is replaced. The window that loses the focus is not
    touched: it may be on its way out.
    """

    def __init__(self, application: QApplication, theme: Theme) -> None:
        super().__init__(application)
        self._theme = theme
        self._ring: FocusRing | None = None
        application.focusChanged.connect(self._on_focus)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        ring = self._ring if self._ring is not None and isValid(self._ring) else None
        by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if not isinstance(new, QAbstractButton) or by_mouse:
            if ring is not None:
                ring.follow(None)
            return
        if ring is None:
            ring = self._ring = FocusRing(new.window(), self._theme)
        elif ring.parentWidget() is not new.window():
            ring.setParent(new.window())
        ring.follow(new)


class FocusRing(QWidget):
    """Follows one control of its window, and takes no part in anything else."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._theme = theme
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def follow(self, control: QWidget | None) -> None:
        """Lie around `control` from now on; around nothing for None."""
        for widget in filter(isValid, self._watched):  # a deleted one had the focus until now
            widget.removeEventFilter(self)
        self._watched = [] if control is None else _up_to(control, control.window())
        for widget in self._watched:
            widget.installEventFilter(self)
        self._fit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Move with the control and whatever it lies in."""
        if event.type() in _MOVES:
            self._fit()
        return False

    def _control(self) -> QWidget | None:
        return self._watched[0] if self._watched and isValid(self._watched[0]) else None

    def _fit(self) -> None:
        control = self._control()
        if control is None or not control.isVisible():
            self.hide()
            return
        window = control.window()
        corner = control.mapTo(window, QPoint(0, 0))
        around = QRect(corner, control.size()).adjusted(-_REACH, -_REACH, _REACH, _REACH)
        seen = _seen(self._watched, around, window)
        self.setGeometry(around)
        self.setMask(QRegion(seen.translated(-around.topLeft())))
        self.setVisible(not seen.isEmpty())
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring."""
        control = self._control()
        if control is None:
            return
        radius = control.property(RADIUS)
        radius = Radius.CONTROL if radius is None else radius
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        around = radius + Ring.OFF + Ring.PEN / 2
        painting.paint_focus(painter, QRectF(self.rect()), self._theme.tokens, around)
        painter.end()


def _up_to(control: QWidget, window: QWidget) -> list[QWidget]:
    """The control and all that it lies in, below the window."""
    found = [control]
    while (parent := found[-1].parentWidget()) is not None and parent is not window:
        found.append(parent)
    return found


def _seen(chain: list[QWidget], around: QRect, window: QWidget) -> QRect:
    """The part that no scroll area hides."""
    seen = around & window.rect()
    for inner, outer in pairwise(chain):
        if isinstance(outer, QAbstractScrollArea) and inner is outer.viewport():
            corner = inner.mapTo(window, QPoint(0, 0))
            seen &= QRect(corner, inner.size())
    return seen
