"""A combo box with an arrow of our own, because a style sheet takes away Fusion's."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget

from mailsim_desktop.ui import icons
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.tokens import Size

_INSET = 10
_ARROW = 14


class Combo(QComboBox):
    """A choice from a list; an icon before it may say of what."""

    def __init__(
        self,
        name: str,
        parent: QWidget | None = None,
        *,
        lead: Icon | None = None,
        small: bool = False,
    ) -> None:
        super().__init__(parent)
        self._lead = lead
        self.setAccessibleName(name)
        self.setProperty("lead", "false" if lead is None else "true")
        self.setProperty("small", "true" if small else "false")
        self.setItemDelegate(QStyledItemDelegate(self))  # Qt's own ignores the sheet's heights

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page instead: a choice must not change under a passing pointer."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, then the icons."""
        super().paintEvent(event)
        painter = QPainter(self)
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        role = QPalette.ColorRole
        middle = self.height() / 2
        arrow = QRectF(self.width() - _INSET - _ARROW, middle - _ARROW / 2, _ARROW, _ARROW)
        icons.paint(painter, Icon.DOWN, arrow, self.palette().color(group, role.PlaceholderText))
        if self._lead is not None:
            box = QRectF(_INSET, middle - Size.ICON / 2, Size.ICON, Size.ICON)
            icons.paint(painter, self._lead, box, self.palette().color(group, role.ButtonText))
        painter.end()
