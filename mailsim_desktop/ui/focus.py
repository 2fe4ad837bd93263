"""Where the focus is and where Tab leads: for copying, selecting, going from pane to pane."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)


class FocusMemory(QObject):
    """Remembers what has the focus while a menu is used, which takes it."""

    def __init__(self, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._last: QWidget | None = application.focusWidget()
        application.focusChanged.connect(self._moved)

    def widget(self) -> QWidget | None:
        """The widget that a person works in."""
        if self._last is None or not shiboken6.isValid(self._last):
            return None
        return self._last

    def _moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and not isinstance(now, QMenu | QMenuBar):
            self._last = now


def copier(widget: QWidget | None) -> Callable[[], object] | None:
    """What copies the selection in this widget, if there is one."""
    if isinstance(widget, QLineEdit):
        return widget.copy if widget.hasSelectedText() else None
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.copy if widget.textCursor().hasSelection() else None
    if isinstance(widget, QAbstractItemView) and widget.selectionModel() is not None:
        copy: Callable[[], object] | None = getattr(widget, "copy", None)
        return copy if widget.selectionModel().hasSelection() else None
    return None


def selector(widget: QWidget | None) -> Callable[[], object] | None:
    """What selects all in this widget, if it can."""
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        return widget.selectAll
    if isinstance(widget, QAbstractItemView):
        many = widget.selectionMode() is QAbstractItemView.SelectionMode.ExtendedSelection
        return widget.selectAll if many else None
    return None


def step(panes: Sequence[QWidget], by: int) -> QWidget | None:
    """Give the focus to the next pane (`by` is 1) or the one before (-1); answers its control.

    A pane gets it back where it had it last. Panes without a control are passed over.
    """
    found = [(pane, control) for pane in panes if (control := entry(pane)) is not None]
    if not found:
        return None
    focused = QApplication.focusWidget()
    here = next((at for at, (pane, _) in enumerate(found) if _holds(pane, focused)), -1)
    at = (here + by) % len(found) if here >= 0 or by > 0 else len(found) - 1
    control = found[at][1]
    control.setFocus(Qt.FocusReason.TabFocusReason)
    return control


def entry(pane: QWidget) -> QWidget | None:
    """The control of a pane that takes the focus: the one that had it last, else the first."""
    last = pane.focusWidget()
    if last is not None and _takes_focus(last):
        return last
    widget: QWidget | None = pane
    while not (widget is not None and _holds(pane, widget) and _takes_focus(widget)):
        widget = None if widget is None else widget.nextInFocusChain()
        if widget is None or widget is pane:
            return None
    return widget


def in_order(first: QWidget, *parts: QWidget) -> None:
    """Let Tab go from the first part to the others, one after the other; inside nothing changes.

    Qt takes the order in which widgets were put into the window, not that of the eye.
    """
    *_, last = [first, *_stops(first)]
    for stop in [stop for part in parts for stop in _stops(part)]:
        QWidget.setTabOrder(last, stop)
        last = stop


def _stops(part: QWidget) -> list[QWidget]:
    """What can have the focus in a part, seen or not, in the order of Tab."""
    window = part.window()
    found, widget = [], window.nextInFocusChain()
    while widget is not None and widget is not window:
        if _holds(part, widget) and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def _holds(pane: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (pane is widget or pane.isAncestorOf(widget))


def _takes_focus(widget: QWidget) -> bool:
    takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(takes) and widget.isVisible() and widget.isEnabled()
