"""A field for a whole number within limits; arrow and page keys change it.

A plain line edit with a validator: a spin box loses its text under a style sheet that
rounds its corners.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit

_STEPS = {
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_PageUp: 10,
    Qt.Key.Key_PageDown: -10,
}


class NumberField(QLineEdit):
    """Its value always lies within the limits."""

    def __init__(self, name: str, value: int, *, least: int, most: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setValidator(QIntValidator(least, most, self))
        self._least, self._most = least, most
        self.set_value(value)

    def value(self) -> int:
        """The number; the least one while the field is empty."""
        text = self.text()
        return min(max(int(text), self._least), self._most) if text.isdecimal() else self._least

    def set_value(self, value: int) -> None:
        """Show the number nearest to `value` that is allowed."""
        self.setText(str(min(max(value, self._least), self._most)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up or down, by one or by ten."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.set_value(self.value() + step)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the number that counts, whatever was typed."""
        self.set_value(self.value())
        super().focusOutEvent(event)
