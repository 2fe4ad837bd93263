"""One notice: what was done, and at most one act that follows from it.

Never for what needs a decision. It goes by itself, but not while the pointer or the focus is
on it. Where it stands is for `toasts`.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mailsim_desktop.ui import glyphs, measures
from mailsim_desktop.ui.claimed_keys import ESCAPE, claim
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Space, Type
from mailsim_desktop.ui.widgets.buttons import Kind, button, ghost
from mailsim_desktop.ui.widgets.labels import ElidedLabel

WIDTH = 388
_HEIGHT = 48
_GLYPH = 14

Link = tuple[str, Callable[[], object]]
"""Text of a button, and what it does."""


class Toast(QFrame):
    """Shown from the start; `ended` says that it may go."""

    ended = Signal()

    def __init__(self, glyph: Glyph, title: str, line: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._glyph, self._theme = glyph, theme
        self._title = ElidedLabel(title, strong=True)
        self._line = ElidedLabel(line, pixels=Type.LABEL, muted=True)
        if not line:  # shown before it has a parent it would be a window
            self._line.hide()
        self.link = button(self.tr("Details"), kind=Kind.LINK)
        self.link.hide()
        self.closing = ghost(Icon.CLOSE, self.tr("Close this notice"), self.ended.emit)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.ended)
        self.setAccessibleName(self.text())
        self._lay_out()
        for control in (self.link, self.closing):
            control.installEventFilter(self)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch()
        words.addWidget(self._title)
        words.addWidget(self._line)
        words.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.NOTICE + _GLYPH + 10, 0, 8, 0)
        row.setSpacing(2)
        row.addLayout(words, 1)
        row.addWidget(self.link)
        row.addWidget(self.closing)
        measures.hold_height(self, _HEIGHT)

    def offer(self, link: Link) -> None:
        """Offer an act; pressed, it is done once and the notice goes."""
        text, act = link
        self.link.setText(text)
        self.link.clicked.connect(lambda _checked=False: self._carry_out(act))
        self.link.show()

    def stay_for(self, milliseconds: int) -> None:
        """Go after this time, counted anew whenever pointer or focus leaves."""
        self._timer.setInterval(milliseconds)
        self._hold()

    def is_held(self) -> bool:
        """Pointer or focus is on it."""
        focused = QApplication.focusWidget()
        return self.underMouse() or (focused is not None and self.isAncestorOf(focused))

    def text(self) -> str:
        """All that is said."""
        return f"{self._title.whole()}. {self._line.whole()}".removesuffix(". ")

    def _carry_out(self, act: Callable[[], object]) -> None:
        self.ended.emit()
        act()

    def _hold(self) -> None:
        if self.is_held():
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Stay while a control of the notice has the focus."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self._hold()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer is here."""
        super().enterEvent(event)
        self._hold()

    def leaveEvent(self, event: QEvent) -> None:
        """Count anew."""
        super().leaveEvent(event)
        self._hold()

    def event(self, event: QEvent) -> bool:
        """Keep Esc for this notice, from whoever has it as a shortcut."""
        if claim(event, ESCAPE):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go at Esc."""
        if event.keyCombination() == ESCAPE:
            self.ended.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the glyph on the frame."""
        super().paintEvent(event)
        painter = QPainter(self)
        box = QRectF(Space.NOTICE, (self.height() - _GLYPH) / 2, _GLYPH, _GLYPH)
        glyphs.paint(painter, self._glyph, box, self._theme.tokens)
        painter.end()
