"""Where a run is in simulated time and how long it still takes, at fixed widths.

Two labels with their values below; in a narrow window the clock above the time left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QWidget

from mailsim_desktop.domain.transitions import TERMINAL_RUN_STATES, RunState
from mailsim_desktop.ui import measures, words
from mailsim_desktop.ui.snapshot import TimeLeft
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Space, Type
from mailsim_desktop.ui.widgets.labels import ElidedLabel, PlainLabel

if TYPE_CHECKING:  # the frame shows before the services are loaded
    from mailsim_desktop.services.metrics import Reading
    from mailsim_desktop.services.runs import RunRow

_WIDEST_CLOCK = "000:00:00"
_WIDEST_LEFT = "00 h 00 min · 00 min 00 s · 000×"
_WIDEST_NARROW = "00 h 00 min 00"


class RunTimes(QWidget):
    """Two values that never jump."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._narrow = False
        self._shown: tuple[Reading, TimeLeft] | None = None
        self._clock_title = PlainLabel(self.tr("Simulated clock"), pixels=Type.LABEL, muted=True)
        self._left_title = PlainLabel(pixels=Type.LABEL, muted=True)
        self._clock = PlainLabel(words.UNKNOWN, pixels=Type.LABEL, strong=True)
        self._left = ElidedLabel(words.UNKNOWN, pixels=Type.LABEL, strong=True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(0)
        for row in (0, 3):  # the two lines stand close together in the middle
            self._grid.setRowStretch(row, 1)
        self._grid.setHorizontalSpacing(Space.INSET)
        theme.changed.connect(self._fit)
        self._place()

    def show_reading(self, reading: Reading, left: TimeLeft) -> None:
        """Show the times of a run."""
        self._shown = (reading, left)
        run = reading.run
        self._clock.setText(words.clock(reading.clock_us))
        title, text = self._second(run, left)
        self._left_title.setText(title)
        self._left.set_whole(text)
        self._clock.setAccessibleName(f"{self._clock_title.text()} {self._clock.text()}")
        self._left.setAccessibleName(f"{title} {text}")

    def _second(self, run: RunRow, left: TimeLeft) -> tuple[str, str]:
        if run.state in TERMINAL_RUN_STATES:
            return self.tr("Real time"), words.duration(run.wall_s)
        title = self.tr("Time left, estimated")
        if run.state is RunState.PAUSED:
            paused, where = self.tr("paused"), self.tr("paused at the last commit")
            return title, paused if self._narrow else where
        if self._narrow:
            return title, words.duration(left.simulated_s)
        return title, time_left(left, run.speed)

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 # the one fact
        """Put the clock above the time left, or both below their labels."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._place()
            if self._shown is not None:
                self.show_reading(*self._shown)

    def clock(self) -> str:
        """The simulated clock as it is shown."""
        return self._clock.text()

    def left(self) -> str:
        """The time left as it is shown."""
        return self._left.whole()

    def _place(self) -> None:
        self._grid.addWidget(self._clock_title, 1, 0)
        self._grid.addWidget(self._left_title, 1, 1)
        self._grid.addWidget(self._clock, 1 if self._narrow else 2, 0)
        self._grid.addWidget(self._left, 2, 0 if self._narrow else 1)
        for title in (self._clock_title, self._left_title):  # before, it would be a window
            title.setVisible(not self._narrow)
        self._fit()

    def _fit(self) -> None:
        strong = QFontMetrics(measures.bold(Type.LABEL))
        clock = strong.horizontalAdvance(_WIDEST_CLOCK)
        title = QFontMetrics(measures.font(Type.LABEL)).horizontalAdvance(self._clock_title.text())
        left = strong.horizontalAdvance(_WIDEST_NARROW if self._narrow else _WIDEST_LEFT)
        self._grid.setColumnStretch(0, 1 if self._narrow else 0)
        self._grid.setColumnStretch(1, 0 if self._narrow else 1)
        if self._narrow:
            self.setFixedWidth(max(clock, left))
            self._clock.setMinimumWidth(0)
            return
        self._clock.setMinimumWidth(max(clock, title))
        self.setFixedWidth(max(clock, title) + Space.INSET + left)


def time_left(left: TimeLeft, speed: int | None) -> str:
    """Say the time left: simulated, then real at this speed."""
    if left.wall_s is None:
        return words.UNKNOWN
    both = f"{words.duration(left.simulated_s)} · {words.duration(left.wall_s)}"
    if speed is None:
        return both
    return QCoreApplication.translate("RunBar", "{0} at {1}×").format(both, words.count(speed))
