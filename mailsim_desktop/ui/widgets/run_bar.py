"""The run bar: state, progress and control of the run shown, below every page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mailsim_desktop.services.metrics import Reading
from mailsim_desktop.ui import words
from mailsim_desktop.ui.painting import Part
from mailsim_desktop.ui.run_actions import RunAction, is_moving, run_allowed
from mailsim_desktop.ui.snapshot import Snapshot, TimeLeft
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size, Space, Type
from mailsim_desktop.ui.widgets.badge import Badge
from mailsim_desktop.ui.widgets.buttons import Kind, button
from mailsim_desktop.ui.widgets.labels import ElidedLabel, PlainLabel
from mailsim_desktop.ui.widgets.outcome_bar import OutcomeBar


class RunBar(QFrame):
    """Shows one run and asks for pause, resume and cancel."""

    wanted = Signal(int, object)
    """Run id and the `RunAction` that was pressed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("run_bar")
        self.setFixedHeight(Size.RUN_BAR)
        self._theme = theme
        self._run_id: int | None = None
        self._turn = RunAction.PAUSE
        self._idle = PlainLabel(self.tr("No run yet"), muted=True)
        self._badge = Badge(theme)
        self._name = ElidedLabel(strong=True)
        self._facts = ElidedLabel(pixels=Type.LABEL, muted=True)
        self._bar = OutcomeBar(theme)
        self._share = PlainLabel(strong=True)
        self._clock = TwoLines(self.tr("Simulated clock"), "00:00:00")
        self._left = TwoLines(self.tr("Time left, estimated"), "00 h 00 min · 00 min 00 s")
        self._left.setToolTip(self.tr("Simulated time, then real time at this speed"))
        self.turn_button = button(self.tr("Pause"), self._press_turn)
        self.cancel_button = button(self.tr("Cancel"), self._press_cancel, Kind.DESTRUCTIVE)
        self._running = QWidget()
        self._lay_out()
        self.show_snapshot(Snapshot())

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addStretch()
        names.addWidget(self._name)
        names.addWidget(self._facts)
        names.addStretch()
        self._share.setMinimumWidth(self._share.fontMetrics().horizontalAdvance("100.0 % "))
        self.turn_button.setToolTip(self.tr("F9"))
        inner = QHBoxLayout(self._running)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(Space.INSET)
        inner.addWidget(self._badge)
        inner.addLayout(names, 3)
        inner.addWidget(self._bar, 4)
        inner.addWidget(self._share)
        inner.addWidget(self._clock)
        inner.addWidget(self._left)
        inner.addWidget(self.turn_button)
        inner.addWidget(self.cancel_button)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.INSET, 0, Space.INSET, 0)
        row.addWidget(self._idle)
        row.addWidget(self._running, 1)

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 # the one fact
        """Leave out what a narrow window has no room for."""
        self._left.setVisible(not narrow)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the run of a snapshot, or that there is none."""
        reading = snapshot.reading
        self._idle.setVisible(reading is None)
        self._running.setVisible(reading is not None)
        self._run_id = None if reading is None else reading.run.id
        if reading is not None:
            self._show_run(reading)
            self._left.set_value(time_left(snapshot.left, reading.run.speed))

    def _show_run(self, reading: Reading) -> None:
        run = reading.run
        self._badge.show_state(*words.state(run.state, run))
        self._name.set_whole(self.tr("{0} · run {1}").format(run.campaign_name, run.id))
        self._facts.set_whole(
            self.tr("seed {0} · {1} · {2}").format(
                run.seed,
                self.tr("%Ln workers", "", run.wanted_workers),
                words.pace(run.speed),
            )
        )
        total = run.recipients or 1
        self._bar.show_parts(
            Part("delivered", reading.sent / total),
            Part("bounced", reading.failed / total),
        )
        self._share.setText(words.percent(reading.progress))
        self._bar.setAccessibleName(self.tr("Progress {0}").format(self._share.text()))
        self._clock.set_value(words.clock(reading.clock_us))
        self._show_controls(reading)

    def _show_controls(self, reading: Reading) -> None:
        possible = run_allowed(reading.run)
        self._turn = RunAction.RESUME if RunAction.RESUME in possible else RunAction.PAUSE
        text = self.tr("Resume") if self._turn is RunAction.RESUME else self.tr("Pause")
        self.turn_button.setText(text)
        going = self._turn in possible or is_moving(reading.run)
        self.turn_button.setVisible(going or self._turn in possible)
        self.turn_button.setEnabled(self._turn in possible)
        self.cancel_button.setVisible(RunAction.CANCEL in possible or going)
        self.cancel_button.setEnabled(RunAction.CANCEL in possible)

    def _press_turn(self) -> None:
        if self._run_id is not None:
            self.wanted.emit(self._run_id, self._turn)

    def _press_cancel(self) -> None:
        if self._run_id is not None:
            self.wanted.emit(self._run_id, RunAction.CANCEL)


class TwoLines(QWidget):
    """A label above a value whose widest form is known, so that nothing jumps."""

    def __init__(self, label: str, widest: str) -> None:
        super().__init__()
        self._value = PlainLabel(words.UNKNOWN, pixels=Type.LABEL, strong=True)
        title = PlainLabel(label, pixels=Type.LABEL, muted=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addStretch()
        layout.addWidget(title)
        layout.addWidget(self._value)
        layout.addStretch()
        self._value.setMinimumWidth(self._value.fontMetrics().horizontalAdvance(widest))
        self._value.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._title = label

    def set_value(self, text: str) -> None:
        """Show another value."""
        self._value.setText(text)
        self._value.setAccessibleName(f"{self._title} {text}")


def time_left(left: TimeLeft, speed: int | None) -> str:
    """Say the time left: simulated, then real at this speed."""
    if left.wall_s is None:
        return words.UNKNOWN
    both = f"{words.duration(left.simulated_s)} · {words.duration(left.wall_s)}"
    if speed is None:
        return both
    return QCoreApplication.translate("RunBar", "{0} at {1}×").format(both, words.count(speed))
