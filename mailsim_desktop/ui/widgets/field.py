"""Fields for text: one that can say what is wrong with it, with its label, and one for search."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from mailsim_desktop.ui import glyphs
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.icons import Icon, icon
from mailsim_desktop.ui.sheet import restyle
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size, Type
from mailsim_desktop.ui.widgets.glyph_label import GlyphLabel
from mailsim_desktop.ui.widgets.labels import PlainLabel

_INSET = 10
_ROOM = Size.GLYPH + 6


class LineEdit(QLineEdit):
    """One line of text; a cross stands in it while it is wrong."""

    def __init__(self, theme: Theme, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._wrong = False

    def set_wrong(self, wrong: bool) -> None:  # noqa: FBT001 # the one fact
        """Mark the text as wrong, or as right again."""
        self._wrong = wrong
        self.setTextMargins(_ROOM if wrong else 0, 0, 0, 0)
        restyle(self, "error", "true" if wrong else "false")
        self.update()

    def is_wrong(self) -> bool:
        """The text is marked as wrong."""
        return self._wrong

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then the cross."""
        super().paintEvent(event)
        if self._wrong:
            painter = QPainter(self)
            top = (self.height() - Size.GLYPH) / 2
            box = QRectF(_INSET, top, Size.GLYPH, Size.GLYPH)
            glyphs.paint(painter, Glyph.FAILED, box, self._theme.tokens)
            painter.end()


class Field(QWidget):
    """Label, line of text, and below it the sentence that says what is wrong."""

    def __init__(self, label: str, theme: Theme, edit: LineEdit | None = None) -> None:
        super().__init__()
        self.edit = LineEdit(theme) if edit is None else edit
        self.edit.setAccessibleName(label)
        self._label = PlainLabel(label, pixels=Type.LABEL, muted=True)
        self._label.setBuddy(self.edit)
        self._error = GlyphLabel(Glyph.FAILED, "", theme, danger=True, wrap=True)
        self._error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._label)
        column.addWidget(self.edit)
        column.addWidget(self._error)

    def show_error(self, text: str) -> None:
        """Say what is wrong, and what would be right."""
        self._error.set_text(text)
        self._error.show()
        self.edit.set_wrong(True)
        self.edit.setAccessibleDescription(text)

    def clear_error(self) -> None:
        """Nothing is wrong any more."""
        self._error.hide()
        self.edit.set_wrong(False)
        self.edit.setAccessibleDescription("")

    def error(self) -> str:
        """What is said to be wrong; empty if nothing is."""
        return self._error.text() if self.edit.is_wrong() else ""


class SearchField(QLineEdit):
    """A field for what is looked for; Esc or the cross empties it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        leading = QLineEdit.ActionPosition.LeadingPosition
        trailing = QLineEdit.ActionPosition.TrailingPosition
        muted = QPalette.ColorRole.PlaceholderText
        self.addAction(QAction(icon(Icon.SEARCH, muted), name, self), leading)
        self.clear_action = QAction(icon(Icon.CLOSE, muted), self.tr("Clear the search"), self)
        self.clear_action.triggered.connect(self.clear)
        self.addAction(self.clear_action, trailing)
        self.clear_action.setVisible(False)  # only now: a field shows what it is given
        self.textChanged.connect(self._on_text)

    def _on_text(self, text: str) -> None:
        self.clear_action.setVisible(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the field on Esc; an empty one leaves the key to what it stands in."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
