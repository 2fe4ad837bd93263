"""The badge that says how well a number is known, and on a press where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mailsim_desktop.ui import grades, measures
from mailsim_desktop.ui.grades import Grade
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Space, Type
from mailsim_desktop.ui.widgets.focus_ring import RADIUS
from mailsim_desktop.ui.widgets.labels import PlainLabel

_LEAST = 260
_MOST = 360
_CORNER = 4


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a number comes from; what is empty is not said."""

    grade: Grade
    source: str = ""
    date: str = ""
    formula: str = ""


class Provenance(QAbstractButton):
    """Stands beside a number; a press opens its source, date and formula."""

    def __init__(self, origin: Origin, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._origin, self._theme = origin, theme
        self.popup: OriginPopup | None = None
        self.setProperty(RADIUS, _CORNER)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)
        self.show_origin(origin)

    def show_origin(self, origin: Origin) -> None:
        """Speak of another number."""
        self._origin = origin
        self.setText(grades.word(origin.grade))
        self.setAccessibleName(grades.word(origin.grade))
        self.setAccessibleDescription(grades.meaning(origin.grade))
        self.setToolTip(grades.meaning(origin.grade))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Exactly what the word needs."""
        return grades.size(self._origin.grade)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def _open(self) -> None:
        if self.popup is not None:
            self.popup.deleteLater()
        self.popup = OriginPopup(self._origin, self)
        self.popup.adjustSize()
        self.popup.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        self.popup.show()
        self.popup.setFocus(Qt.FocusReason.PopupFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw frame, icon and word."""
        painter = QPainter(self)
        grades.paint(painter, (0, self.height() / 2), self._origin.grade, self._theme.tokens)
        painter.end()


class OriginPopup(QFrame):
    """Source, date and formula; Esc, Enter or a click beside it closes it."""

    def __init__(self, origin: Origin, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(measures.scaled(_LEAST))
        self.setMaximumWidth(measures.scaled(_MOST))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.INSET, 10, Space.INSET, Space.GAP)
        column.setSpacing(6)
        column.addWidget(PlainLabel(grades.meaning(origin.grade), strong=True, wrap=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.GAP)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        column.addLayout(self._grid)
        said = [grades.meaning(origin.grade)]
        for label, text in (
            (self.tr("Source"), origin.source),
            (self.tr("Date"), origin.date),
            (self.tr("Formula"), origin.formula),
        ):
            if text:
                self._add(label, text)
                said.append(f"{label}: {text}")
        self.setAccessibleName(". ".join(said))

    def _add(self, label: str, text: str) -> None:
        row = self._grid.rowCount()
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(PlainLabel(label, pixels=Type.LABEL, muted=True), row, 0, top)
        self._grid.addWidget(PlainLabel(text, pixels=Type.LABEL, wrap=True), row, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close; Esc is Qt's own for a popup."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
            self.close()
        else:
            super().keyPressEvent(event)
