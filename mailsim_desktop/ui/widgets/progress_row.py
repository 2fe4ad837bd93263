"""A task of the window under way: title, bar, numbers, and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from mailsim_desktop.ui import words
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
        self._cancel = cancel
        self._title = ElidedLabel(strong=True)
        self._bar = OutcomeBar(theme)
        self._share = PlainLabel(strong=True)
        self._share.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._line = ElidedLabel(pixels=Type.LABEL, muted=True)
        self.cancel_button = button(self.tr("Cancel"), self._press_cancel, small=True)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.cancel_button)
        middle = QHBoxLayout()
        middle.setSpacing(Space.CONTROL)
        middle.addWidget(self._bar, 1)
        middle.addWidget(self._share)
        inner = QVBoxLayout()
        inner.setContentsMargins(Space.INSET, 8, Space.INSET, 10)
        inner.setSpacing(6)
        inner.addLayout(head)
        inner.addLayout(middle)
        inner.addWidget(self._line)
        self.body.addLayout(inner)

    def begin(self, title: str, line: str) -> None:
        """Show a new task."""
        self._title.set_whole(title)
        self._bar.setAccessibleName(title)
        self.cancel_button.setText(self.tr("Cancel"))
        self.cancel_button.setEnabled(True)
        self.show_progress(0.0, line)

    def show_progress(self, share: float, line: str) -> None:
        """Show how far it is; `share` in [0, 1]."""
        percent = words.percent(share, 0)
        self._share.setMinimumWidth(self._share.fontMetrics().horizontalAdvance("100 %"))
        self._bar.show_parts(Part("accent", share))
        self._share.setText(percent)
        self._line.set_whole(line)
        self._bar.setAccessibleDescription(f"{percent}, {line}")

    def line(self) -> str:
        """The numbers below the bar."""
        return self._line.whole()

    def _press_cancel(self) -> None:
        """Ask once; the task ends as soon as it can, and whoever runs it hides the row."""
        self.cancel_button.setEnabled(False)
        self.cancel_button.setText(self.tr("Cancelling…"))
        self._cancel()


def progress_line(done: int, total: int | None, seconds: float) -> str:
    """Write how far a task is: done of total, rate, time left; what is unknown is left out.

    `seconds` is how long it took so far; nothing is foretold before something was done.
    """
    translate = QCoreApplication.translate
    if total is None:
        parts = [words.count(done)]
    else:
        parts = [translate("Progress", "{0} of {1}").format(words.count(done), words.count(total))]
    if done and seconds > 0:
        rate = done / seconds
        parts.append(translate("Progress", "{0}/s").format(words.count(round(rate))))
        if total is not None and done < total:
            left = words.duration((total - done) / rate)
            parts.append(translate("Progress", "{0} left").format(left))
    return " · ".join(parts)
