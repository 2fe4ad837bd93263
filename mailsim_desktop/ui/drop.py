"""Files dragged over the window: says what a release would do, and takes the files.

A list is told by its ending alone, because nothing here may touch the disk; what is really
in the file is for the import to say. Text fields would swallow a dropped file, so they
are taught to refuse files and to let the window have them.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from mailsim_desktop.ui import icons, theme, words
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Type

ENDINGS = frozenset({".csv", ".txt"})
_CARD = (480.0, 210.0)
_DRAGS = frozenset({QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop})


def dropped_files(mime: QMimeData) -> list[Path]:
    """Local files in what is dragged."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def are_lists(files: list[Path]) -> bool:
    """All of them look like lists, by their endings."""
    return bool(files) and all(file.suffix.lower() in ENDINGS for file in files)


class FileRefuser(QObject):
    """Event filter for text fields: files go to the window."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Ignore a drag of files, so that it goes on to the parent."""
        if event.type() not in _DRAGS:
            return False
        if not isinstance(event, QDropEvent) or not event.mimeData().hasUrls():
            return False
        event.ignore()
        return True

    def guard(self, window: QWidget) -> None:
        """Filter every widget inside `window` that would accept a drop."""
        for widget in window.findChildren(QWidget):
            if widget.acceptDrops():
                widget.installEventFilter(self)


class DropOverlay(QWidget):
    """Covers the window while files are dragged over it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._files: list[Path] = []
        self._bytes: int | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_files(self, files: list[Path]) -> None:
        """Say what would happen to these files."""
        self._files, self._bytes = files, None
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.setAccessibleName(f"{self.title()}. {self.lines()[0]}")
        self.raise_()
        self.show()
        self.update()

    def show_size(self, size: int) -> None:
        """Say how large the files are, once that is known."""
        self._bytes = size
        self.update()

    def title(self) -> str:
        """What a release does."""
        if not are_lists(self._files):
            return self.tr("This is not a list MailSim can read")
        if len(self._files) > 1:
            return self.tr("Drop %Ln files to import", "", len(self._files))
        return self.tr("Drop to import")

    def lines(self) -> tuple[str, str]:
        """The file, and what to know."""
        name = self._files[0].name if self._files else ""
        if not are_lists(self._files):
            return name, self.tr("Lists are CSV files with a header: .csv or .txt")
        if self._bytes is not None:
            name = self.tr("{0} · {1} MB").format(name, words.decimal(self._bytes / 1e6, 2))
        return name, self.tr("Rows that cannot be used are listed with line and reason")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw veil, dashed frame and card."""
        tokens = self._theme.tokens
        fine = are_lists(self._files)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(tokens.window)
        veil.setAlphaF(0.95)
        painter.fillRect(self.rect(), veil)
        ink = QColor(tokens.accent if fine else tokens.danger)
        painter.setPen(QPen(ink, 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(10, 10, -10, -10), 8, 8)
        width, height = min(_CARD[0], self.width() - 60.0), _CARD[1]
        card = QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)
        painter.setPen(QColor(tokens.border))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(card, 8, 8)
        icon = Icon.DROP if fine else Icon.REFUSED
        icons.paint(painter, icon, QRectF(card.center().x() - 16, card.top() + 28, 32, 32), ink)
        self._write(painter, card)
        painter.end()

    def _write(self, painter: QPainter, card: QRectF) -> None:
        name, note = self.lines()
        rows = (
            (self.title(), theme.bold(Type.TITLE), self._theme.tokens.text, 74, 30),
            (name, theme.font(), self._theme.tokens.text, 108, 20),
            (note, theme.font(), self._theme.tokens.muted, 142, 20),
        )
        for text, font, colour, top, height in rows:
            painter.setFont(font)
            painter.setPen(QColor(colour))
            box = QRectF(card.left() + 16, card.top() + top, card.width() - 32, height)
            fitting = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideMiddle, int(box.width())
            )
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, fitting)
