"""Heights and fonts at the text size in force.

Read from the application's font, which `Theme` sets: whoever paints or lays out asks here
and keeps no measure over a change of the text size. Holds no colour and changes nothing
but the widget it is given.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

from mailsim_desktop.ui.tokens import Type

FAMILIES = ("Inter", "Segoe UI", "DejaVu Sans")
MONO_FAMILIES = ("JetBrains Mono", "Consolas", "DejaVu Sans Mono")


def factor() -> float:
    """The text size in force, as a factor of that of the tokens."""
    body = QApplication.font().pixelSize()
    return body / Type.BODY if body > 0 else 1.0


def scaled(pixels: float) -> int:
    """A measure at the text size in force: whatever holds text grows with it."""
    return round(pixels * factor())


def unscaled(pixels: float) -> int:
    """What a measure of now would be at 100 %; what is remembered is kept so."""
    return round(pixels / factor())


class _HeightHolder(QObject):
    """Sets a widget's height anew when the text size changes."""

    def __init__(self, widget: QWidget, pixels: int) -> None:
        super().__init__(widget)
        self._widget, self._pixels = widget, pixels
        widget.installEventFilter(self)
        widget.setFixedHeight(scaled(pixels))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Never takes the event."""
        # The sheet is set after the font; what was not shown meanwhile is polished later.
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.Polish}:
            self._widget.setFixedHeight(scaled(self._pixels))
        return False


def hold_height(widget: QWidget, pixels: int) -> None:
    """Give `widget` the fixed height `pixels` at 100 %, and keep it in step with the text."""
    _HeightHolder(widget, pixels)


def font_size(pixels: int) -> int:
    """Size of text that has so many pixels at 100 %; never too small to read."""
    return max(scaled(pixels), Type.TICK)


def font(
    pixels: int = Type.BODY, weight: QFont.Weight = QFont.Weight.Normal, *, mono: bool = False
) -> QFont:
    """A font of the window at the text size in force, with figures of equal width."""
    made = QFont()
    made.setFamilies(list(MONO_FAMILIES if mono else FAMILIES))
    made.setPixelSize(font_size(pixels))
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    # full hinting, the rule where nothing is set up, makes each figure a whole pixel wide
    made.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    if mono:
        made.setFeature(QFont.Tag("calt"), 0)  # a reply is shown as it is: != stays two signs
    return made


def bold(pixels: int = Type.BODY) -> QFont:
    """The weight of titles and emphasis."""
    return font(pixels, QFont.Weight.DemiBold)
