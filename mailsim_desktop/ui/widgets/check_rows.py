"""What was checked, a line each: whether it held, of what it is, and the value at the right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from mailsim_desktop.ui import glyphs
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size, Type
from mailsim_desktop.ui.widgets.labels import ElidedLabel, PlainLabel

_BETWEEN = 8


class CheckRows(QWidget):
    """The same lines for every audit; only glyphs and values change.

    Parameters
    ----------
    mono : lines whose value, such as a digest, is written in the font of replies.
    """

    def __init__(
        self, labels: tuple[str, ...], theme: Theme, mono: frozenset[int] = frozenset()
    ) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(_BETWEEN)
        grid.setVerticalSpacing(_BETWEEN)
        grid.setColumnStretch(1, 1)
        self._labels = labels
        self._marks = [GlyphMark(theme) for _ in labels]
        self._values = [
            PlainLabel(pixels=Type.LABEL, mono=True) if row in mono else PlainLabel(strong=True)
            for row in range(len(labels))
        ]
        for row, (label, mark, value) in enumerate(
            zip(labels, self._marks, self._values, strict=True)
        ):
            grid.addWidget(mark, row, 0)
            grid.addWidget(ElidedLabel(label), row, 1)
            grid.addWidget(value, row, 2, Qt.AlignmentFlag.AlignRight)

    def show_values(self, *rows: tuple[bool, str]) -> None:
        """Show whether each held, and its value, in the order of the labels."""
        for label, mark, shown, (held, value) in zip(
            self._labels, self._marks, self._values, rows, strict=True
        ):
            mark.show_glyph(Glyph.TICK if held else Glyph.FAILED)
            shown.setText(value)
            said = self.tr("{0}: {1}") if held else self.tr("{0}: {1}, a fault")
            shown.setAccessibleName(said.format(label, value))

    def rows(self) -> list[tuple[Glyph, str]]:
        """What is shown."""
        return [
            (mark.glyph, value.text())
            for mark, value in zip(self._marks, self._values, strict=True)
        ]


class GlyphMark(QWidget):
    """A glyph whose meaning stands beside it in words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.glyph = Glyph.PENDING
        self.setFixedSize(Size.GLYPH, Size.GLYPH)
        theme.changed.connect(self.update)

    def show_glyph(self, glyph: Glyph) -> None:
        """Show another one."""
        self.glyph = glyph
        self.update()

    def sizeHint(self) -> QSize:
        """Of a glyph."""
        return QSize(Size.GLYPH, Size.GLYPH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the glyph."""
        painter = QPainter(self)
        glyphs.paint(painter, self.glyph, QRectF(self.rect()), self._theme.tokens)
        painter.end()
