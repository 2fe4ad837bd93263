"""What covers the window while files are dragged over it: says what a release would do.

Takes no part in the drag itself; the window does. It knows the files by their names, and
their size once somebody has asked the disk.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from mailsim_desktop.ui import icons, measures, words
from mailsim_desktop.ui.drop import are_lists
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Radius, Type

_CARD = (480, 252)
_INSET = 32
_EDGE = 10
_FRAME = 2
_ICON = 32
_VEIL = 0.95
_DASH = (4.0, 3.0)  # in widths of the pen


class DropOverlay(QWidget):
    """Hidden unless files are dragged."""

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
        self._name()
        self.raise_()
        self.show()
        self.update()

    def show_size(self, size: int) -> None:
        """Say how large the files are, once that is known."""
        self._bytes = size
        self._name()
        self.update()

    def is_fine(self) -> bool:
        """A release would import them."""
        return are_lists(self._files)

    def title(self) -> str:
        """What a release does."""
        if not self.is_fine():
            return self.tr("This is not a list MailSim can read")
        if len(self._files) > 1:
            return self.tr("Drop %Ln files to import", "", len(self._files))
        return self.tr("Drop to import")

    def file(self) -> str:
        """The name of the first file, and the size of all once it is known."""
        name = self._files[0].name if self._files else ""
        if not self.is_fine() or self._bytes is None:
            return name
        return self.tr("{0} · {1} MB").format(name, words.decimal(self._bytes / 1e6, 2))

    def lines(self) -> tuple[str, str, str]:
        """What to know, in two lines and the one below the rule."""
        if not self.is_fine():
            return (
                self.tr("Nothing happens when you release it."),
                self.tr("A list is a table with a header and one address in each row."),
                self.tr("Accepted: CSV and TXT, several files at once"),
            )
        return (
            self.tr("Rows that cannot be used are listed with line and reason."),
            self.tr("The import begins at once and can be cancelled."),
            self.tr("Also accepted: TXT, several files at once"),
        )

    def _name(self) -> None:
        self.setAccessibleName(f"{self.title()}. {self.file()}. {self.lines()[0]}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw veil, dashed frame and card."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(tokens.window)
        veil.setAlphaF(_VEIL)
        painter.fillRect(self.rect(), veil)
        ink = QColor(tokens.accent if self.is_fine() else tokens.danger)
        pen = QPen(ink, _FRAME)
        pen.setDashPattern(list(_DASH))
        painter.setPen(pen)
        frame = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        painter.drawRoundedRect(frame, Radius.CARD, Radius.CARD)
        self._draw_card(painter, ink)
        painter.end()

    def _draw_card(self, painter: QPainter, ink: QColor) -> None:
        tokens = self._theme.tokens
        width = min(_CARD[0], self.width() - 4 * _EDGE)
        card = QRectF(0, 0, width, measures.scaled(_CARD[1]))
        card.moveCenter(QRectF(self.rect()).center())
        painter.setPen(QColor(tokens.border))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(card, Radius.CARD, Radius.CARD)
        icon = Icon.DROP if self.is_fine() else Icon.REFUSED
        box = QRectF(card.center().x() - _ICON / 2, card.top() + 28, _ICON, _ICON)
        icons.paint(painter, icon, box, ink)
        self._write(painter, card)

    def _write(self, painter: QPainter, card: QRectF) -> None:
        """Write the rows of the card, each at its height above the middle of its text."""
        tokens = self._theme.tokens
        first, second, below = self.lines()
        rows = (
            (self.title(), measures.bold(Type.TITLE), tokens.text, 88),
            (self.file(), measures.font(), tokens.text, 114),
            (first, measures.font(), tokens.muted, 146),
            (second, measures.font(), tokens.muted, 164),
            (below, measures.font(Type.LABEL), tokens.muted, 216),
        )
        for text, font, colour, middle in rows:
            painter.setPen(QColor(colour))
            height = 2 * measures.scaled(16)
            box = QRectF(card.left() + _INSET, 0, card.width() - 2 * _INSET, height)
            box.moveTop(card.top() + measures.scaled(middle) - height / 2)
            _write_row(painter, box, text, font)
        painter.setPen(QColor(tokens.border))
        y = card.top() + measures.scaled(193) + 0.5
        painter.drawLine(int(card.left() + _INSET), int(y), int(card.right() - _INSET), int(y))


def _write_row(painter: QPainter, box: QRectF, text: str, font: QFont) -> None:
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    fitting = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, fitting)
