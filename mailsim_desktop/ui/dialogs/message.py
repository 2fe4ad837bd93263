"""Tells what went wrong: what happened, what to do, and details on demand."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mailsim_desktop.ui import glyphs, theme
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.buttons import Kind, button
from mailsim_desktop.ui.widgets.labels import PlainLabel

_INSET = 24
_WIDTH = 480


class MessageDialog(QDialog):
    """One thing that a person must know or decide."""

    def __init__(
        self,
        title: str,
        text: str,
        *,
        glyph: Glyph,
        theme: Theme,
        hint: str = "",
        details: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setFixedWidth(_WIDTH)
        self._details = details
        self.text = text
        self.hint = hint
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(PlainLabel(title, pixels=15, strong=True, wrap=True))
        if text:
            column.addWidget(PlainLabel(text, wrap=True))
        if hint:
            column.addWidget(PlainLabel(hint, muted=True, wrap=True))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(_BigGlyph(glyph, theme), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(column, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_INSET, _INSET, _INSET, _INSET)
        layout.setSpacing(14)
        layout.addLayout(head)
        if details:
            layout.addWidget(self._details_view(details))
            self._buttons.addWidget(button(self.tr("Copy details"), self._copy))
        self._buttons.addStretch()
        layout.addLayout(self._buttons)

    def add_button(self, text: str, kind: Kind, *, accepts: bool, safe: bool) -> QPushButton:
        """Add a button that ends the dialog; the safe one has the focus."""
        made = button(text, self.accept if accepts else self.reject, kind)
        made.setAutoDefault(safe)
        made.setDefault(safe)
        self._buttons.addWidget(made)
        if safe:
            made.setFocus()
        return made

    def _details_view(self, details: str) -> QPlainTextEdit:
        view = QPlainTextEdit(details)
        view.setReadOnly(True)
        view.setFont(theme.font(12, mono=True))
        view.setFixedHeight(140)
        view.setAccessibleName(self.tr("Details"))
        return view

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)


class _BigGlyph(QWidget):
    def __init__(self, glyph: Glyph, theme: Theme) -> None:
        super().__init__()
        self._glyph, self._theme = glyph, theme
        self.setFixedSize(20, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        glyphs.paint(painter, self._glyph, QRectF(1, 1, 18, 18), self._theme.tokens)
        painter.end()
