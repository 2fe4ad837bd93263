"""Buttons of the window: primary, ordinary, destructive, link and chip."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton


class Kind(StrEnum):
    """How loud a button is; a page has one primary at most."""

    PRIMARY = "primary"
    DEFAULT = "default"
    DESTRUCTIVE = "destructive"
    LINK = "link"
    CHIP = "chip"


def set_kind(made: QPushButton, kind: Kind) -> None:
    """Make a button louder or quieter."""
    if made.property("kind") != str(kind):
        made.setProperty("kind", str(kind))
        made.style().unpolish(made)
        made.style().polish(made)


def button(
    text: str, pressed: Callable[[], object] | None = None, kind: Kind = Kind.DEFAULT
) -> QPushButton:
    """Make a button that calls `pressed`."""
    made = QPushButton(text)
    made.setProperty("kind", str(kind))
    made.setCursor(Qt.CursorShape.ArrowCursor)
    made.setAutoDefault(kind is Kind.PRIMARY)
    if pressed is not None:
        made.clicked.connect(lambda _checked=False: pressed())
    return made
