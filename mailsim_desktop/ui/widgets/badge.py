"""A badge: the state of something, as a glyph and a word on a tint.

While a file is processed its glyph turns, once a second: the one thing in the window that
does. The timer runs only while the badge is seen.
"""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QSize, QTimerEvent
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mailsim_desktop.ui import painting
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Theme

_TURN_MS = 1000
_STEP_MS = 40


class Badge(QWidget):
    """Shows one state."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._glyph = Glyph.DASH
        self._text = ""
        self._clock = QElapsedTimer()
        self._timer = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._fit_timer)

    def show_state(self, glyph: Glyph, text: str) -> None:
        """Show another state."""
        if (glyph, text) == (self._glyph, self._text):
            return
        self._glyph, self._text = glyph, text
        self.setAccessibleName(text)
        self._fit_timer()
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The word that is shown."""
        return self._text

    def is_turning(self) -> bool:
        """The glyph moves now."""
        return bool(self._timer)

    def sizeHint(self) -> QSize:
        """Exactly what the word needs."""
        return painting.badge_size(self._text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def showEvent(self, event: QShowEvent) -> None:
        """Turn while seen."""
        super().showEvent(event)
        self._fit_timer()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while not seen."""
        super().hideEvent(event)
        self._fit_timer()

    def _fit_timer(self) -> None:
        is_busy = self._glyph is Glyph.PROCESSING and self.isVisible()
        turns = is_busy and not self._theme.is_still
        if turns and not self._timer:
            self._clock.start()
            self._timer = self.startTimer(_STEP_MS)
        elif not turns and self._timer:
            self.killTimer(self._timer)
            self._timer = 0

    def timerEvent(self, event: QTimerEvent) -> None:
        """Draw the glyph a little further."""
        if event.timerId() == self._timer:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the badge."""
        painter = QPainter(self)
        turn = self._clock.elapsed() % _TURN_MS / _TURN_MS if self._timer else 0.0
        painting.paint_badge(
            painter,
            (0, self.height() / 2),
            self._glyph,
            self._text,
            background=painting.tint(self._glyph, self._theme.tokens),
            tokens=self._theme.tokens,
            turn=turn,
        )
        painter.end()
