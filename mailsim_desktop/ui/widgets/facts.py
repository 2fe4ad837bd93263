"""Facts about one thing, a line each: what it is at the left, the value at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from mailsim_desktop.ui import words
from mailsim_desktop.ui.widgets.labels import ElidedLabel, PlainLabel

_BETWEEN = 10


class Facts(QWidget):
    """The same lines for every thing that is shown; only the values change."""

    def __init__(self, labels: tuple[str, ...]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(_BETWEEN)
        grid.setColumnStretch(1, 1)
        self._labels = labels
        self._values = [ElidedLabel() for _ in labels]
        for row, (label, value) in enumerate(zip(labels, self._values, strict=True)):
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(PlainLabel(label, muted=True), row, 0)
            grid.addWidget(value, row, 1)

    def show_values(self, *values: str) -> None:
        """Show these values, in the order of the labels; an empty one is unknown."""
        for label, shown, value in zip(self._labels, self._values, values, strict=True):
            shown.set_whole(value or words.UNKNOWN)
            shown.setAccessibleName(f"{label} {value or words.UNKNOWN}")

    def values(self) -> list[str]:
        """What is shown."""
        return [shown.whole() for shown in self._values]
