"""A number field with an icon before its number and two steps behind it, applied as it changes.

What it tells was asked for by a person. What comes from outside is shown, but not while a
person types, nor while the answer to what was asked is still on its way.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette

from mailsim_desktop.ui import icons, measures
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.tokens import Size
from mailsim_desktop.ui.widgets.number_field import NumberField

_INSET = 10
_STEPS = 26
"""Width of the two steps."""
_PATIENCE = 6
"""Values from outside that may still be those before the last change."""


class StepField(NumberField):
    """Asks for another number; whoever hears it acts."""

    wanted = Signal(int)

    def __init__(self, name: str, lead: Icon, *, least: int, most: int) -> None:
        super().__init__(name, least, least=least, most=most)
        self._lead = lead
        self._known = least
        self._patience = 0
        self.setTextMargins(_INSET + Size.ICON, 0, _STEPS, 0)
        self.returnPressed.connect(self._ask)
        self.editingFinished.connect(self._ask)

    def show_known(self, value: int) -> None:
        """Show the number that is in force."""
        if value == self.value():
            self._known, self._patience = value, 0
        elif self._patience:
            self._patience -= 1  # what was read just before the change was stored
        elif not self.isModified():
            self._known = value
            self.set_value(value)

    def step(self, by: int) -> None:
        """Ask for the number that lies `by` further."""
        if self.isEnabled():
            self.set_value(self.value() + by)
            self._ask()

    def sizeHint(self) -> QSize:
        """Room for the greatest number between icon and steps."""
        digits = QFontMetrics(measures.font()).horizontalAdvance("000")
        width = 2 * _INSET + Size.ICON + digits + _STEPS
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """It never gives way."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plus and minus step, as the arrows do."""
        by = {"+": 1, "-": -1}.get(event.text(), 0)
        if by:
            self.step(by)
            return
        before = self.value()
        super().keyPressEvent(event)
        if not event.text() and self.value() != before:
            self._ask()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Step where the arrows are."""
        if event.button() is Qt.MouseButton.LeftButton and self._on_steps(event.position()):
            self.step(1 if event.position().y() < self.height() / 2 else -1)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that the arrows are pressed, not written in."""
        on_steps = self._on_steps(event.position())
        self.setCursor(Qt.CursorShape.ArrowCursor if on_steps else Qt.CursorShape.IBeamCursor)
        super().mouseMoveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then icon and arrows."""
        super().paintEvent(event)
        painter = QPainter(self)
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        ink = self.palette().color(group, QPalette.ColorRole.Text)
        muted = self.palette().color(group, QPalette.ColorRole.PlaceholderText)
        top, size = (self.height() - Size.ICON) / 2, Size.ICON
        icons.paint(painter, self._lead, QRectF(_INSET, top, size, size), ink)
        steps = QRectF(self.width() - _INSET - size, top, size, size)
        icons.paint(painter, Icon.UP_DOWN, steps, muted)
        painter.end()

    def _on_steps(self, at: QPointF) -> bool:
        return at.x() >= self.width() - _STEPS

    def _ask(self) -> None:
        self.set_value(self.value())
        self.setModified(False)
        if self.value() != self._known:
            self._known, self._patience = self.value(), _PATIENCE
            self.wanted.emit(self._known)
