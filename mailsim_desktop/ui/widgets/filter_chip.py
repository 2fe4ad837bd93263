"""Chips that filter a table: a label and a count each, one alone or several by Ctrl.

A press takes one alone, Ctrl or Space takes one more or leaves it, arrows move. Whoever
chooses none sees all. Refuses to filter: it says what is wanted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from mailsim_desktop.ui import glyphs, theme, words
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size, Type
from mailsim_desktop.ui.widgets.focus_ring import RADIUS

ALL = ""
"""Name of the chip that stands for no filter."""
_PADDING = 10
_BETWEEN = 6
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True, slots=True)
class ChipText:
    """What a chip says; its glyph is that of an outcome."""

    label: str
    glyph: Glyph | None = None


class FilterChips(QWidget):
    """A row of chips, the first of which stands for all."""

    chosen = Signal(frozenset)
    """Names of what shall be seen; empty for all."""

    def __init__(self, name: str, chips: Mapping[str, ChipText], theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.chips: dict[str, FilterChip] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_BETWEEN)
        for key, text in ({ALL: ChipText(self.tr("All"))} | dict(chips)).items():
            chip = FilterChip(text, theme)
            chip.clicked.connect(partial(self._on_press, key))
            chip.moved.connect(partial(self._move, key))
            row.addWidget(chip)
            self.chips[key] = chip
        row.addStretch()
        self._wanted: frozenset[str] = frozenset()
        self._mark()

    def show_counts(self, counts: Mapping[str, int | None]) -> None:
        """Show how many rows each chip stands for; `ALL` for the whole."""
        for key, count in counts.items():
            self.chips[key].set_count(count)

    def wanted(self) -> frozenset[str]:
        """Names of what shall be seen; empty for all."""
        return self._wanted

    def want(self, names: frozenset[str]) -> None:
        """Choose these, without telling."""
        self._wanted = names
        self._mark()

    def _on_press(self, key: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 # Qt's
        if key == ALL:
            wanted: frozenset[str] = frozenset()
        elif self.chips[key].adds:
            wanted = self._wanted ^ {key}
        else:
            wanted = frozenset({key})
        self._leave_tab_stop(key)
        if wanted != self._wanted:
            self.want(wanted)
            self.chosen.emit(wanted)

    def _mark(self) -> None:
        for key, chip in self.chips.items():
            chip.setChecked(key in self._wanted or (key == ALL and not self._wanted))
        self._leave_tab_stop(next(key for key, chip in self.chips.items() if chip.isChecked()))

    def _move(self, key: str, step: int) -> None:
        keys = list(self.chips)
        target = keys[(keys.index(key) + step) % len(keys)]
        self.chips[target].setFocus(Qt.FocusReason.TabFocusReason)
        self._leave_tab_stop(target)

    def _leave_tab_stop(self, key: str) -> None:
        """The row is one stop of the tab key, at the chip last used."""
        for other, chip in self.chips.items():
            stop = Qt.FocusPolicy.StrongFocus if other == key else Qt.FocusPolicy.ClickFocus
            chip.setFocusPolicy(stop)


class FilterChip(QAbstractButton):
    """One chip; the row decides what a press means."""

    moved = Signal(int)
    """An arrow key: to the next chip or the one before."""

    def __init__(self, text: ChipText, theme: Theme) -> None:
        super().__init__()
        self._theme, self._glyph = theme, text.glyph
        self._count = ""
        self.adds = True
        """The press that is under way adds this chip to the others."""
        self.setText(text.label)
        self.setCheckable(True)
        self.setProperty(RADIUS, Size.CHIP // 2)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_count(None)

    def set_count(self, count: int | None) -> None:
        """Show how many rows there are."""
        self._count = "" if count is None else words.count(count)
        self.setAccessibleName(f"{self.text()} {self._count}".strip())
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        """Leave the check mark to the row."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Press with the mouse: alone, unless Ctrl is held."""
        self.adds = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        super().mouseReleaseEvent(event)
        self.adds = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by arrows, press by Enter as well as by Space."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.adds = False
            self.click()
            self.adds = True
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for the bold text, so that a choice moves nothing."""
        width = 2 * _PADDING + self._width(self.text())
        if self._glyph is not None:
            width += Size.GLYPH + _BETWEEN
        if self._count:
            width += _BETWEEN + self._width(self._count)
        return QSize(width, theme.scaled(Size.CHIP))

    @staticmethod
    def _width(text: str) -> int:
        return QFontMetrics(theme.bold(Type.LABEL)).horizontalAdvance(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw frame, glyph, label and count."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        checked = self.isChecked()
        rest = tokens.hover if self.underMouse() else tokens.surface
        painter.setBrush(QColor(tokens.accent_soft if checked else rest))
        painter.setPen(QPen(QColor(tokens.accent if checked else tokens.border), 1))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        x = float(_PADDING)
        if self._glyph is not None:
            top = (self.height() - Size.GLYPH) / 2
            glyphs.paint(painter, self._glyph, QRectF(x, top, Size.GLYPH, Size.GLYPH), tokens)
            x += Size.GLYPH + _BETWEEN
        painter.setPen(QColor(tokens.accent if checked else tokens.text))
        weight = QFont.Weight.DemiBold if checked else QFont.Weight.Normal
        self._draw(painter, x, self.text(), theme.font(Type.LABEL, weight))
        x += self._width(self.text()) + _BETWEEN
        self._draw(painter, x, self._count, theme.bold(Type.LABEL))
        painter.end()

    def _draw(self, painter: QPainter, x: float, text: str, font: QFont) -> None:
        painter.setFont(font)
        box = QRectF(x, 0, self.width() - x, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
