"""Two to four views of which one is shown: one border, one tab stop, arrows move.

To screen readers the parts are radio buttons; Qt moves the choice and the tab stop among
buttons that exclude each other.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from mailsim_desktop.ui import measures
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Radius, Size

_PADDING = 12
_PART = QSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)


class Segmented(QWidget):
    """Says which view is chosen."""

    chosen = Signal(int)
    """The number of the view a person has chosen."""

    def __init__(self, name: str, labels: tuple[str, ...], theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.parts: list[Segment] = []
        for number, label in enumerate(labels):
            part = Segment(label, theme, first=number == 0, last=number == len(labels) - 1)
            part.toggled.connect(partial(self._on_toggled, number))
            row.addWidget(part)
            self.parts.append(part)
        self.choose(0)

    def choose(self, number: int) -> None:
        """Show a view as chosen, without telling."""
        self.blockSignals(True)
        self.parts[number].setChecked(True)
        self.blockSignals(False)

    def choice(self) -> int:
        """Number of the chosen view."""
        return next(number for number, part in enumerate(self.parts) if part.isChecked())

    def _on_toggled(self, number: int, checked: bool) -> None:  # noqa: FBT001 # Qt's signal
        tab = Qt.FocusPolicy.StrongFocus if checked else Qt.FocusPolicy.ClickFocus
        self.parts[number].setFocusPolicy(tab)
        if checked:
            self.chosen.emit(number)


class Segment(QAbstractButton):
    """One view of a segmented control."""

    def __init__(self, text: str, theme: Theme, *, first: bool, last: bool) -> None:
        super().__init__()
        self._theme, self._first, self._last = theme, first, last
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(_PART)

    def sizeHint(self) -> QSize:
        """Room for the bold text, so that a choice moves nothing."""
        width = QFontMetrics(measures.bold()).horizontalAdvance(self.text())
        return QSize(width + 2 * _PADDING, measures.scaled(Size.CONTROL))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw this part of the frame, its fill and its text."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = tokens.hover if self.underMouse() and self.isEnabled() else tokens.surface
        shape = self._shape()
        painter.fillPath(shape, QColor(tokens.accent_soft if self.isChecked() else fill))
        painter.setPen(QPen(QColor(tokens.border), 1))
        painter.drawPath(shape)
        painter.setFont(measures.bold() if self.isChecked() else measures.font())
        ink = tokens.accent if self.isChecked() else tokens.muted
        painter.setPen(QColor(ink if self.isEnabled() else tokens.border_strong))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()

    def _shape(self) -> QPainterPath:
        """The frame of the whole, cut to this part: neighbours share one line."""
        beyond = 2 * Radius.CONTROL
        whole = QRectF(self.rect()).adjusted(
            0.5 if self._first else -0.5, 0.5, -0.5 if self._last else 0.5 - 1, -0.5
        )
        rounded, cut = QPainterPath(), QPainterPath()
        rounded.addRoundedRect(
            whole.adjusted(0 if self._first else -beyond, 0, 0 if self._last else beyond, 0),
            Radius.CONTROL,
            Radius.CONTROL,
        )
        cut.addRect(whole)
        return rounded & cut
