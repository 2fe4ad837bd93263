"""The theme: turns tokens into a QPalette, a font and the style sheet, live.

One `Theme` dresses the application, follows the system's light or dark unless told
otherwise, and tells by `changed` what must be drawn anew. Delegates and plots read its
tokens when they paint, never the style sheet.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from mailsim_desktop.ui import measures
from mailsim_desktop.ui.palette import palette
from mailsim_desktop.ui.sheet import style_sheet
from mailsim_desktop.ui.tokens import DARK, LIGHT, Tokens, Type

TEXT_SIZES = (90, 100, 110, 125, 150)
"""Text sizes offered, in per cent."""


class Choice(StrEnum):
    """What a person wants: one theme, or that of the system."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_SCHEMES = {
    Choice.SYSTEM: Qt.ColorScheme.Unknown,
    Choice.LIGHT: Qt.ColorScheme.Light,
    Choice.DARK: Qt.ColorScheme.Dark,
}


class Theme(QObject):
    """Dresses the application; lives as long as it does."""

    changed = Signal()
    """The tokens or the text size are others now, or whether things move."""

    def __init__(self, application: QApplication, choice: Choice = Choice.SYSTEM) -> None:
        super().__init__(application)
        self._application = application
        self._choice = choice
        self._text_size = 100
        self._is_still = False
        self._tokens = self._wanted()
        application.setStyle("Fusion")
        self._dress()
        application.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        return self._tokens

    @property
    def choice(self) -> Choice:
        """What was chosen."""
        return self._choice

    @property
    def text_size(self) -> int:
        """Text size in per cent."""
        return self._text_size

    def choose(self, choice: Choice) -> None:
        """Change to a theme, or follow the system from now on."""
        self._choice = choice
        self._application.styleHints().setColorScheme(_SCHEMES[choice])
        self._follow()

    def set_text_size(self, percent: int) -> None:
        """Change the size of all text; within the sizes offered."""
        percent = min(max(percent, TEXT_SIZES[0]), TEXT_SIZES[-1])
        if percent != self._text_size:
            self._text_size = percent
            self._dress()
            self.changed.emit()

    @property
    def is_still(self) -> bool:
        """Nothing slides or turns."""
        return self._is_still

    def set_still(self, still: bool) -> None:  # noqa: FBT001 # the one fact
        """Let things slide and turn, or not."""
        if still != self._is_still:
            self._is_still = still
            self.changed.emit()

    def _wanted(self) -> Tokens:
        if self._choice is Choice.SYSTEM:
            dark = self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        else:
            dark = self._choice is Choice.DARK
        return DARK if dark else LIGHT

    def _follow(self) -> None:
        wanted = self._wanted()
        if wanted != self._tokens:
            self._tokens = wanted
            self._dress()
            self.changed.emit()

    def _dress(self) -> None:
        scale = self._text_size / 100
        body = measures.font()
        body.setPixelSize(round(Type.BODY * scale))
        # Qt dresses naked widgets three times as fast as it changes the dress of others
        self._application.setStyleSheet("")
        self._application.setFont(body)
        self._application.setPalette(palette(self._tokens))
        self._application.setStyleSheet(style_sheet(self._tokens, scale))
