"""Keys that a part of the window claims from the shortcuts of the whole, while it can use them.

Qt asks whoever has the focus, and then its parents, before it takes a key for a shortcut.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent

ESCAPE = QKeyCombination(Qt.Key.Key_Escape)
BACK = QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Left)


def claim(event: QEvent, key: QKeyCombination) -> bool:
    """Claim `key` if it is what Qt asks about; call it first in `event`, and answer True then."""
    asked = event.type() == QEvent.Type.ShortcutOverride
    if asked and isinstance(event, QKeyEvent) and event.keyCombination() == key:
        event.accept()
        return True
    return False
