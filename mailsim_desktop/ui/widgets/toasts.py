"""The notices at the bottom right, above the run bar: at most three, the latest lowest.

Beside an open panel they stand left of it, so that its buttons can be pressed.
"""

from __future__ import annotations

from functools import partial

import shiboken6
from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QPropertyAnimation
from PySide6.QtWidgets import QApplication, QWidget

from mailsim_desktop.ui import measures, speech
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size
from mailsim_desktop.ui.widgets.toast import WIDTH, Link, Toast

MOST = 3
SHOWN_MS = 6_000
UNDO_MS = 10_000
"""How long a notice stays that offers to undo what was done."""
SLIDE_MS = 120
_MOVES = {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide}
_MARGIN = 14
_GAP = 6


class Toasts(QObject):
    """Speaks for one window; its notices are children of `parent`, in its corner."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parent = parent
        self._shown: list[Toast] = []
        self._panels: list[QWidget] = []
        self._before: QWidget | None = None  # had the focus before a notice took it
        self._said = ""
        self.slide_ms = SLIDE_MS
        parent.installEventFilter(self)
        theme.changed.connect(self._place)

    def keep_clear_of(self, panel: QWidget) -> None:
        """Stand left of this panel while it is seen."""
        self._panels.append(panel)
        panel.installEventFilter(self)

    def say(
        self,
        title: str,
        line: str = "",
        glyph: Glyph = Glyph.TICK,
        action: Link | None = None,
        *,
        shown_ms: int = SHOWN_MS,
    ) -> Toast:
        """Show a notice for a while, and have it read out."""
        toast = Toast(glyph, title, line, self._theme, self._parent)
        if action is not None:
            toast.offer(action)
        toast.ended.connect(partial(self.dismiss, toast))
        self._make_room()
        self._shown.append(toast)
        self._said = toast.text()
        toast.raise_()
        toast.show()
        self._place()
        self._slide_in(toast)
        toast.stay_for(shown_ms)
        speech.announce(toast, toast.text())
        return toast

    def dismiss(self, toast: Toast) -> None:
        """Take a notice away; the focus goes back to where it was."""
        if toast not in self._shown:
            return
        had_focus = toast.isAncestorOf(QApplication.focusWidget() or self._parent)
        self._shown.remove(toast)
        toast.hide()
        toast.deleteLater()
        self._place()
        if had_focus and self._before is not None and shiboken6.isValid(self._before):
            self._before.setFocus()

    def focus_first(self) -> bool:
        """Give the focus to the latest notice; False without any."""
        if not self._shown:
            return False
        focused = QApplication.focusWidget()
        if focused is not None and not any(one.isAncestorOf(focused) for one in self._shown):
            self._before = focused
        latest = self._shown[-1]
        (latest.closing if latest.link.isHidden() else latest.link).setFocus()
        return True

    def shown(self) -> tuple[Toast, ...]:
        """The notices that stand, the latest last."""
        return tuple(self._shown)

    def text(self) -> str:
        """What was said last."""
        return self._said

    def _make_room(self) -> None:
        if len(self._shown) >= MOST:
            oldest_first = sorted(self._shown, key=Toast.is_held)  # stable; held ones last
            self.dismiss(oldest_first[0])

    def _place(self) -> None:
        x = max(0, self._right() - WIDTH - _MARGIN)
        bottom = self._parent.height() - measures.scaled(Size.RUN_BAR) - _MARGIN
        for toast in reversed(self._shown):
            toast.setFixedWidth(WIDTH)
            toast.move(x, bottom - toast.height())
            bottom -= toast.height() + _GAP

    def _right(self) -> int:
        """Where the room ends that notices may cover."""
        lefts = [
            panel.mapTo(self._parent, QPoint()).x() for panel in self._panels if panel.isVisible()
        ]
        return min(lefts, default=self._parent.width())

    def _slide_in(self, toast: Toast) -> None:
        if not self.slide_ms or self._theme.is_still:
            return
        slide = QPropertyAnimation(toast, b"pos", toast)
        slide.setDuration(self.slide_ms)
        slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        slide.setStartValue(QPoint(self._parent.width(), toast.y()))
        slide.setEndValue(toast.pos())
        slide.finished.connect(self._place)  # the window may have changed its size meanwhile
        slide.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if event.type() in _MOVES:
            self._place()
        return False
