"""What the window remembers of itself: place, size, page, columns, width of panels.

Kept in an INI file of its own, never in the registry, apart from the settings: it is nobody's
choice, and losing it loses nothing. A file that cannot be used is ignored.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QPoint, QRect, QSettings, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from mailsim_desktop import paths
from mailsim_desktop.errors import MailSimError

if TYPE_CHECKING:  # a state is restored before pages are loaded
    from mailsim_desktop.ui.pages.page import Page

FILE = "window.ini"
GRIP = (120, 40)
"""So much of the upper edge must lie on a screen, or the window could not be moved."""
TITLE = 32
"""What the system draws above a window; no place remembered counts it."""
_PARTS = "parts"
_log = logging.getLogger(__name__)
_PIXELS = 100_000
_DIGITS = 4
"""Of the number of a page; a longer one is none."""


@runtime_checkable
class HasColumns(Protocol):
    """A table whose columns can be moved, sized and sorted."""

    def column_state(self) -> str:
        """The columns, in a form that `restore_columns` understands."""

    def restore_columns(self, state: str) -> None:
        """Have these columns again, as far as they still fit."""


class HasWidth(Protocol):
    """A panel whose width can be changed."""

    def state(self) -> str:
        """The width, in a form that `restore` understands."""

    def restore(self, state: str) -> None:
        """Have this width again."""


Parts = Mapping[str, HasColumns | HasWidth]
"""What is remembered, each by a name that never goes to another."""


@dataclass(frozen=True, slots=True)
class WindowState:
    """One window at one instant.

    Attributes
    ----------
    place : the window when it is not maximised; None where it is not known.
    page : place in the rail.
    parts : states of tables and panels, by their names; see `Page.parts`.
    """

    place: QRect | None = None
    is_maximised: bool = False
    page: int = 0
    parts: Mapping[str, str] = field(default_factory=dict)


def file() -> Path:
    """Path of what this person's window remembers."""
    return paths.state_folder() / FILE


def read(path: Path) -> WindowState:
    """Read what was remembered; whatever makes no sense is left out."""
    try:
        if not paths.is_plain(path):
            return WindowState()
    except OSError:
        return WindowState()
    stored = QSettings(str(path), QSettings.Format.IniFormat)
    stored.beginGroup(_PARTS)
    parts = {name: str(stored.value(name, "")) for name in stored.allKeys()}
    stored.endGroup()
    return WindowState(
        _rectangle(str(stored.value("place", ""))),
        str(stored.value("maximised", "")) == "yes",
        _whole(str(stored.value("page", ""))),
        parts,
    )


def keep(state: WindowState) -> None:
    """Store what this person's window remembers; that it cannot be is for the log alone."""
    try:
        write(file(), state)
    except MailSimError as error:
        _log.warning("The window is not remembered: %s", error)


def write(path: Path, state: WindowState) -> None:
    """Store a state.

    Raises
    ------
    StoreUnavailableError : the folder cannot be created.
    """
    paths.make_folder(path.parent)
    stored = QSettings(str(path), QSettings.Format.IniFormat)
    stored.clear()
    if state.place is not None:
        at = state.place
        stored.setValue("place", f"{at.x()} {at.y()} {at.width()} {at.height()}")
    stored.setValue("maximised", "yes" if state.is_maximised else "no")
    stored.setValue("page", str(state.page))
    for name, value in state.parts.items():
        stored.setValue(f"{_PARTS}/{name}", value)
    stored.sync()
    if stored.status() is not QSettings.Status.NoError:
        _log.warning("The window is not remembered: %s cannot be written", path)


def state_of(window: QMainWindow, page: int, pages: Iterable[Page]) -> WindowState:
    """The state of a window that is shown."""
    parts = {name: _state(part) for name, part in _parts(pages).items()}
    return WindowState(window.normalGeometry(), window.isMaximized(), page, parts)


def restore_place(window: QMainWindow, state: WindowState) -> None:
    """Put a window that is not yet shown where it was, as far as a screen has room for it."""
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    place = None if state.place is None else within(state.place, screens, window.minimumSize())
    if place is not None:
        window.setGeometry(place)
    if state.is_maximised:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def restore_parts(state: WindowState, pages: Iterable[Page]) -> None:
    """Give tables and panels the state they had."""
    for name, part in _parts(pages).items():
        value = state.parts.get(name, "")
        if not value:
            continue
        if isinstance(part, HasColumns):
            part.restore_columns(value)
        else:
            part.restore(value)


def within(place: QRect, screens: Iterable[QRect], least: QSize) -> QRect | None:
    """`place` on the screen that holds most of its upper edge, no larger than that has room for.

    None where no screen holds so much of the edge that the window could be moved by it.
    """
    edge = QRect(place.x(), place.y(), place.width(), GRIP[1])
    seen = [(screen, screen.intersected(edge)) for screen in screens]
    held = [(screen, part) for screen, part in seen if _can_be_gripped(part)]
    if not held:
        return None
    screen, _part = max(held, key=lambda pair: pair[1].width())
    size = place.size().boundedTo(screen.size() - QSize(0, TITLE)).expandedTo(least)
    right, bottom = screen.right() + 1 - size.width(), screen.bottom() + 1 - size.height()
    x, y = max(screen.x(), min(place.x(), right)), max(screen.y(), min(place.y(), bottom))
    return QRect(QPoint(x, y), size)


def _can_be_gripped(edge: QRect) -> bool:
    return edge.width() >= GRIP[0] and edge.height() >= GRIP[1]


def _parts(pages: Iterable[Page]) -> Parts:
    """Parts of the pages that have a state, by the name of the page and their own."""
    return {
        f"{type(page).__name__}-{name}": part
        for page in pages
        for name, part in page.parts().items()
    }


def _state(part: HasColumns | HasWidth) -> str:
    return part.column_state() if isinstance(part, HasColumns) else part.state()


def _rectangle(text: str) -> QRect | None:
    numbers = text.split()
    try:
        x, y, width, height = (int(number) for number in numbers)
    except ValueError:
        return None
    fits_any_screen = max(abs(x), abs(y), width, height) <= _PIXELS and min(width, height) > 0
    return QRect(x, y, width, height) if fits_any_screen else None


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0
