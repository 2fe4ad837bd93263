"""The menu bar: every action with its words and keys, in one table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu; None for `act` is a separator."""

    text: str = ""
    keys: str = ""
    act: Callable[[], object] | None = None


def fill(window: QMainWindow, menus: tuple[tuple[str, tuple[Entry, ...]], ...]) -> list[QAction]:
    """Build the menu bar of `window`; returns the actions in order."""
    made = []
    for title, entries in menus:
        menu = window.menuBar().addMenu(title)
        for entry in entries:
            if entry.act is None:
                menu.addSeparator()
                continue
            action = QAction(entry.text, window)
            if entry.keys:
                action.setShortcut(QKeySequence(entry.keys))
            action.triggered.connect(lambda _checked=False, act=entry.act: act())
            menu.addAction(action)
            made.append(action)
    return made
