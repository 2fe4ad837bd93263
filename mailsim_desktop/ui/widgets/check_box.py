"""A check box whose tick is drawn: the style sheet fills the box, but has no tick to tint."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton

from mailsim_desktop.ui import icons
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Radius
from mailsim_desktop.ui.widgets.focus_ring import RADIUS

_TICK = 14


class CheckBox(QCheckBox):
    """Something that is so or not so, applied at once."""

    def __init__(self, text: str, theme: Theme) -> None:
        super().__init__(text)
        self._theme = theme
        self.setProperty(RADIUS, Radius.BADGE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box and the text, then the tick."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_CheckBoxIndicator
        box = QRectF(self.style().subElementRect(part, option, self))
        tick = QRectF(0, 0, _TICK, _TICK)
        tick.moveCenter(box.center())
        tokens = self._theme.tokens
        ink = QColor(tokens.on_accent if self.isEnabled() else tokens.muted)
        painter = QPainter(self)
        icons.paint(painter, Icon.CHECK, tick, ink)
        painter.end()
