"""A task of the window under way: title, bar, numbers, and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from mailsim_desktop.ui.painting import Part
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Space, Type
from mailsim_desktop.ui.widgets.buttons import button
from mailsim_desktop.ui.widgets.card import Card
from mailsim_desktop.ui.widgets.labels import ElidedLabel, PlainLabel
from mailsim_desktop.ui.widgets.outcome_bar import OutcomeBar


class ProgressRow(Card):
    """Shows how far a task is."""

    def __init__(self, theme: Theme, cancel: Callable[[], object]) -> None:
        super().__init__()
        self._theme = theme
        self._title = ElidedLabel(strong=True)
        self._bar = OutcomeBar(theme)
        self._line = PlainLabel(pixels=Type.LABEL, muted=True)
        self.cancel_button = button(self.tr("Cancel"), cancel)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.cancel_button)
        inner = QVBoxLayout()
        inner.setContentsMargins(Space.INSET, 8, Space.INSET, 10)
        inner.setSpacing(6)
        inner.addLayout(head)
        inner.addWidget(self._bar)
        inner.addWidget(self._line)
        self.body.addLayout(inner)

    def begin(self, title: str, line: str) -> None:
        """Show a new task."""
        self._title.set_whole(title)
        self.cancel_button.setEnabled(True)
        self.show_progress(0.0, line)

    def show_progress(self, share: float, line: str) -> None:
        """Show how far it is; `share` in [0, 1]."""
        self._bar.show_parts(Part("accent", share))
        self._line.setText(line)

    def line(self) -> str:
        """The numbers below the bar."""
        return self._line.text()
