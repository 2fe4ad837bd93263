"""Tells what went wrong or asks for a decision: what happened, what to do, details on demand.

The only dialog of that kind; what it says and what its buttons do is for whoever opens it.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mailsim_desktop import paths
from mailsim_desktop.ui import glyphs, outside
from mailsim_desktop.ui.dialogs.details import Details
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Space, Type
from mailsim_desktop.ui.widgets.buttons import Kind, button
from mailsim_desktop.ui.widgets.labels import PlainLabel

_WIDTH = 560
_GLYPH = 20


@dataclass(frozen=True, slots=True)
class Message:
    """What a dialog says.

    Attributes
    ----------
    title : what happened, or the question, in one sentence.
    text : more of it.
    hint : what to do.
    details : for who wants to know, folded away.
    """

    glyph: Glyph
    title: str
    text: str = ""
    hint: str = ""
    details: str = ""


class MessageDialog(QDialog):
    """One thing that a person must know or decide."""

    def __init__(self, said: Message, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = said
        self.setWindowTitle(self.tr("MailSim Desktop"))
        self.setAccessibleName(said.title)
        self.setAccessibleDescription(" ".join(filter(None, (said.text, said.hint))))
        self.setFixedWidth(_WIDTH)
        self.details = Details(said.details, self._fit) if said.details else None
        self._safe: QPushButton | None = None
        self._foot = QHBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head(BigGlyph(said.glyph, theme)), 1)
        layout.addWidget(self._foot_frame())
        # queued: only then the labels have said what they need now
        theme.changed.connect(self._fit, Qt.ConnectionType.QueuedConnection)

    def _head(self, glyph: QWidget) -> QHBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(Space.CONTROL)
        title = PlainLabel(self.said.title, pixels=Type.DIALOG_TITLE, strong=True, wrap=True)
        column.addWidget(title)
        for text in filter(None, (self.said.text, self.said.hint)):
            column.addWidget(PlainLabel(text, wrap=True))
        if self.details is not None:
            column.addWidget(self.details)
        column.addStretch()
        row = QHBoxLayout()
        row.setContentsMargins(Space.DIALOG, Space.DIALOG, Space.DIALOG, Space.PAGE)
        row.setSpacing(Space.INSET)
        row.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        return row

    def _foot_frame(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("foot")
        frame.setLayout(self._foot)
        self._foot.setContentsMargins(Space.DIALOG, Space.GAP, Space.DIALOG, Space.GAP)
        self._foot.setSpacing(Space.CONTROL)
        self._foot.addStretch()
        return frame

    def add_button(self, text: str, kind: Kind, *, accepts: bool, safe: bool) -> QPushButton:
        """Add a button that ends the dialog, right of those before; the safe one has the focus."""
        made = button(text, self.accept if accepts else self.reject, kind)
        made.setAutoDefault(True)  # Enter presses the one that has the focus
        made.setDefault(safe)
        self._foot.addWidget(made)
        if safe:
            self._safe = made
        return made

    def offer_log_folder(self) -> QPushButton:
        """Add the button at the left that shows where the log files are."""
        text = self.tr("Open log folder")
        made = button(text, lambda: outside.open_file(paths.log_folder()), icon=Icon.FOLDER)
        made.setAutoDefault(False)
        self._foot.insertWidget(0, made)
        return made

    def _fit(self) -> None:
        """Be as high as what is said; `adjustSize` would trust an old layout."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))

    def showEvent(self, event: QShowEvent) -> None:
        """Give the focus to the safe button."""
        super().showEvent(event)
        self._fit()
        if self._safe is not None:
            self._safe.setFocus()


class BigGlyph(QWidget):
    """The glyph beside the title."""

    def __init__(self, glyph: Glyph, theme: Theme) -> None:
        super().__init__()
        self._glyph, self._theme = glyph, theme
        self.setFixedSize(_GLYPH, _GLYPH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the glyph."""
        painter = QPainter(self)
        glyphs.paint(painter, self._glyph, QRectF(0, 0, _GLYPH, _GLYPH), self._theme.tokens)
        painter.end()
