"""Saves the gallery as pictures, light and dark, into a folder that a person chooses.

What is painted is painted here, one theme a turn of the event loop; encoding and writing are
done in the background.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QObject, QPoint, QSize, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from PySide6.QtWidgets import QFileDialog, QWidget

from mailsim_desktop.contacts.writer import writing
from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.theme import Choice, Theme
from mailsim_desktop.ui.tokens import Space

_THEMES = (Choice.LIGHT, Choice.DARK)


class Pictures(QObject):
    """Paints `parts` one below the other."""

    saved = Signal(object)
    """The folder that now holds them."""

    def __init__(
        self, parts: Sequence[QWidget], theme: Theme, bridge: Bridge, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._parts, self._theme, self._bridge = parts, theme, bridge
        self._owner = parent

    def ask(self) -> None:
        """Ask where, and save."""
        name = QFileDialog.getExistingDirectory(
            self._owner, self.tr("Save pictures of the gallery")
        )
        if name:
            self.save(Path(name))

    def save(self, folder: Path) -> None:
        """Save them into `folder`; what stood there under their names is replaced."""
        self._take(folder, self._theme.choice, {}, list(_THEMES))

    def _take(
        self, folder: Path, before: Choice, made: dict[Path, QImage], left: list[Choice]
    ) -> None:
        if not left:
            self._theme.choose(before)
            self._bridge.write(lambda _store: write(made), done=partial(self._written, folder))
            return
        self._theme.choose(left[0])
        made[folder / f"gallery-{left[0]}.png"] = self._picture()
        QTimer.singleShot(0, self, partial(self._take, folder, before, made, left[1:]))

    def _written(self, folder: Path, _nothing: None) -> None:
        self.saved.emit(folder)

    def _picture(self) -> QImage:
        """The parts as they are seen, also what is scrolled out of sight."""
        width = max(part.width() for part in self._parts) + 2 * Space.PAGE
        height = sum(part.height() for part in self._parts) + Space.PAGE
        ratio = self._owner.devicePixelRatio()
        image = QImage(QSize(width, height) * ratio, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(QColor(self._theme.tokens.window))
        painter, at = QPainter(image), QPoint(Space.PAGE, 0)
        for part in self._parts:
            part.render(painter, at, QRegion(), QWidget.RenderFlag.DrawChildren)
            at += QPoint(0, part.height())
        painter.end()
        return image


def write(pictures: dict[Path, QImage]) -> None:
    """Write pictures as PNG, each whole or not at all; in the background.

    Raises
    ------
    ExportError : a file cannot be written.
    DiskFullError : there is no room.
    """
    for path, image in pictures.items():
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload] # PySide6 types it as bytes
        with writing(path) as file:
            file.buffer.write(buffer.data().data())
