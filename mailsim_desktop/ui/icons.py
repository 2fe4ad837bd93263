"""Icons of pages and actions: a subset of Lucide, in the colour of their text.

`icon` makes a QIcon for buttons and menus, `paint` draws in a widget's own painting. Both take
their colour when they draw, so that a change of the theme needs nothing here. Refuses outcomes
and states: those are glyphs. A drawing is read when it is first shown; one that is missing is
logged, and its place stays empty.
"""

from __future__ import annotations

import ctypes
import logging
from enum import StrEnum

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
    QPixmapCache,
)
from PySide6.QtSvg import QSvgRenderer

from mailsim_desktop import paths

_log = logging.getLogger(__name__)


class Icon(StrEnum):
    """What an icon stands for; the value is the name of Lucide's drawing."""

    DASHBOARD = "layout-dashboard"
    CAMPAIGNS = "send"
    CONTACTS = "users-round"
    MESSAGES = "mail"
    QUEUE = "layers"
    SETTINGS = "settings"

    NEW = "plus"
    IMPORT = "upload"
    EXPORT = "download"
    DROP = "file-up"
    REFUSED = "circle-x"
    FOLDER = "folder-open"
    PLAY = "play"
    PAUSE = "pause"
    CANCEL = "square"
    SPEED = "gauge"
    MORE = "ellipsis"
    SEARCH = "search"
    FILTER = "list-filter"
    FREEZE = "snowflake"
    COMPARE = "git-compare"
    UNDO = "undo-2"
    COPY = "copy"
    DELETE = "trash-2"
    CLOSE = "x"
    SAVE = "save"
    SAMPLE = "package-open"
    SHIELD = "shield-check"
    HELP = "circle-help"
    INFO = "info"
    CAMERA = "camera"
    KEYBOARD = "keyboard"
    PALETTE = "command"
    CHECK = "check"
    DOWN = "chevron-down"
    RIGHT = "chevron-right"
    UP_DOWN = "chevrons-up-down"
    WORKER = "cpu"
    DRILL = "zap"
    LIMITS = "sliders-horizontal"
    AGAIN = "rotate-ccw"

    MEASURED = "ruler"
    DERIVED = "sigma"
    REPORTED = "quote"


def icon(which: Icon, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> QIcon:
    """Make an icon for a button or a menu, in the colour of the text that has `role`.

    Beside the text of a primary button that is `BrightText`, of a link `Link`.
    """
    return QIcon(_Engine(which, role))


def paint(painter: QPainter, which: Icon, box: QRectF, ink: QColor) -> None:
    """Draw an icon into `box`, whose corner is moved to a whole pixel to keep it crisp."""
    ratio = painter.device().devicePixelRatio()
    pixmap = _pixmap(which, ink, box.size().toSize(), ratio)
    painter.drawPixmap(box.topLeft().toPoint(), pixmap)


class _Engine(QIconEngine):
    """Draws one icon in whatever colour the palette has at that moment."""

    def __init__(self, which: Icon, role: QPalette.ColorRole) -> None:
        super().__init__()
        self._which, self._role = which, role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        """Draw the largest square in the middle of `rect`."""
        side = min(rect.width(), rect.height())
        box = QRect(QPoint(0, 0), QSize(side, side))
        box.moveCenter(rect.center())
        paint(painter, self._which, QRectF(box), self._ink(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Draw at one dot a pixel."""
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, _state: QIcon.State, scale: float
    ) -> QPixmap:
        """Draw at `scale` dots a pixel; `size` is in pixels (Qt 6.11)."""
        return _pixmap(self._which, self._ink(mode), size, scale)

    def key(self) -> str:
        """Name of this engine, for Qt."""
        return "mailsim"

    def clone(self) -> QIconEngine:
        """Make a copy, which Qt asks for before it changes an icon.

        PySide keeps it for Python's, though Qt owns it and deletes it. The reference too many
        keeps Python from deleting it first; the few bytes of its wrapper stay.
        """
        copy = _Engine(self._which, self._role)
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(copy))
        return copy

    def _ink(self, mode: QIcon.Mode) -> QColor:
        palette = QGuiApplication.palette()
        if mode is QIcon.Mode.Disabled:
            return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
        if mode is QIcon.Mode.Selected:
            return palette.color(QPalette.ColorRole.HighlightedText)
        return palette.color(QPalette.ColorGroup.Active, self._role)


def _pixmap(which: Icon, ink: QColor, size: QSize, ratio: float) -> QPixmap:
    """The icon as dots; Qt keeps those that were drawn lately."""
    name = f"icon {which} {ink.rgba():08x} {size.width()}x{size.height()} {ratio}"
    kept = QPixmap()
    if QPixmapCache.find(name, kept):
        return kept
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setOpacity(ink.alphaF())
    drawing = _drawing(which).replace(b"currentColor", ink.name().encode())
    QSvgRenderer(drawing).render(painter, QRectF(QPoint(0, 0), size))
    painter.end()
    QPixmapCache.insert(name, pixmap)
    return pixmap


def _drawing(which: Icon) -> bytes:
    try:
        return paths.resource("icons", "lucide", f"{which}.svg").read_bytes()
    except OSError as error:
        _log.warning("The icon %s cannot be read: %s", which, error.strerror)
        return b'<svg xmlns="http://www.w3.org/2000/svg"/>'
