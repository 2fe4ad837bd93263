"""Says something to a screen reader that no focus leads to."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Have `text` read out once what is being read has ended; silent without a reader."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
