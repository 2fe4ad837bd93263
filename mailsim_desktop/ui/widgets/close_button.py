"""The cross that closes a notice or a panel: an icon without a border."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QToolButton

from mailsim_desktop.ui.icons import Icon, icon

_SIDE = 28
_ICON = 16


def ghost(which: Icon, name: str, pressed: Callable[[], object]) -> QToolButton:
    """Make a button of an icon alone; `name` is its tooltip and its accessible name."""
    made = QToolButton()
    made.setProperty("kind", "ghost")
    made.setIcon(icon(which, QPalette.ColorRole.PlaceholderText))
    made.setIconSize(QSize(_ICON, _ICON))
    made.setFixedSize(_SIDE, _SIDE)
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.clicked.connect(lambda _checked=False: pressed())
    return made
