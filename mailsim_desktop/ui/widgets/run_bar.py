"""The run bar: state, progress and control of the run shown, below every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from mailsim_desktop.ui import measures, words
from mailsim_desktop.ui.painting import Part
from mailsim_desktop.ui.run_actions import RunAction, is_moving
from mailsim_desktop.ui.snapshot import Snapshot
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size, Space, Type
from mailsim_desktop.ui.widgets.badge import Badge
from mailsim_desktop.ui.widgets.labels import ElidedLabel, PlainLabel
from mailsim_desktop.ui.widgets.outcome_bar import OutcomeBar
from mailsim_desktop.ui.widgets.run_controls import RunControls
from mailsim_desktop.ui.widgets.run_times import RunTimes

if TYPE_CHECKING:  # the frame shows before the services are loaded
    from mailsim_desktop.services.metrics import Reading
    from mailsim_desktop.services.runs import RunRow

_BAR = 280
_BAR_NARROW = 120
_ROOMY = 1220
"""Below this width, at 100 % of text, the bar is shorter by what the names would miss."""
_TIGHT = 800
"""Below this width, at 100 % of text, the bar gives its room to the names."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RunBar(QFrame):
    """Shows one run and asks for what can be done with it."""

    wanted = Signal(int, object)
    """Run id and the `RunAction` that was pressed."""
    speed_wanted = Signal(int, object)
    """Run id and its new speed, None for as fast as possible."""
    run_wanted = Signal(int)
    """Id of another run to show."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("run_bar")
        self.setAccessibleName(self.tr("Run bar"))
        self._theme = theme
        self._run_id: int | None = None
        self._narrow = False
        self._idle = PlainLabel(self.tr("No run active"), muted=True)
        self._database = ElidedLabel(muted=True)
        self._database.setAlignment(_RIGHT)
        self._badge = Badge(theme)
        self._name = ElidedLabel(strong=True)
        self._facts = ElidedLabel(pixels=Type.LABEL, muted=True)
        self._names = QWidget()
        self._bar = OutcomeBar(theme)
        self._share = PlainLabel(strong=True)
        self.times = RunTimes(theme)
        self.controls = RunControls()
        self.turn_button = self.controls.turn_button
        self._running, self._resting = QWidget(), QWidget()
        self._lay_out()
        self._connect()
        self.show_snapshot(Snapshot())

    def _lay_out(self) -> None:
        measures.hold_height(self, Size.RUN_BAR)
        self._lay_out_names()
        running = QHBoxLayout(self._running)
        running.setContentsMargins(0, 0, 0, 0)
        running.setSpacing(Space.INSET)
        running.addWidget(self._badge)
        running.addWidget(self._names, 1000)  # up to its text; only then the space below grows
        for widget in (self._bar, self._share, self.times):
            running.addWidget(widget)
        running.addStretch(1)
        running.addWidget(self.controls)
        resting = QHBoxLayout(self._resting)
        resting.setContentsMargins(0, 0, 0, 0)
        resting.addWidget(self._idle)
        resting.addWidget(self._database, 1)
        row = QHBoxLayout(self)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        row.setContentsMargins(Space.INSET, 0, Space.INSET, 0)
        row.addWidget(self._resting)
        row.addWidget(self._running)

    def _lay_out_names(self) -> None:
        names = QVBoxLayout(self._names)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(0)
        names.addStretch()
        names.addWidget(self._name)
        names.addWidget(self._facts)
        names.addStretch()

    def _connect(self) -> None:
        self._theme.changed.connect(self._adapt)
        self.controls.wanted.connect(self._want)
        self.controls.run_wanted.connect(self.run_wanted)
        self.controls.speed_wanted.connect(self._want_speed)

    def minimumSizeHint(self) -> QSize:
        """Never what keeps the window from being narrower: it adapts."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is no room for."""
        super().resizeEvent(event)
        self._adapt()

    def _adapt(self) -> None:
        """Large text needs more room than a narrow window alone; the per cent always stands."""
        self._narrow = self.width() < measures.scaled(Size.NARROW)
        self._bar.setFixedWidth(self._bar_width())
        self._bar.setVisible(self.width() >= measures.scaled(_TIGHT))
        self._facts.setVisible(not self._narrow)
        self.times.set_narrow(self._narrow)
        self._fit()

    def _bar_width(self) -> int:
        missing = measures.scaled(_ROOMY) - self.width()
        return min(max(_BAR_NARROW, _BAR - missing), _BAR)

    def show_database(self, name: str, size_bytes: int) -> None:
        """Say which database it is; seen while there is no run."""
        megabytes = words.decimal(size_bytes / 1e6)
        self._database.set_whole(self.tr("Database: {0}, {1} MB").format(name, megabytes))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the run of a snapshot, or that there is none."""
        reading = snapshot.reading
        self._resting.setVisible(reading is None)
        self._running.setVisible(reading is not None)
        self._run_id = None if reading is None else reading.run.id
        if reading is not None:
            self._show_run(reading)
            self.times.show_reading(reading, snapshot.left)
            self.controls.show_run(reading.run, _others(snapshot, reading.run.id))

    def _show_run(self, reading: Reading) -> None:
        run = reading.run
        self._badge.show_state(*words.state(run.state, run))
        self._name.set_whole(self.tr("{0} · run {1}").format(run.campaign_name, run.id))
        workers = self.tr("%Ln workers", "", run.wanted_workers)
        self._facts.set_whole(self.tr("seed {0} · {1}").format(run.seed, workers))
        total = run.recipients or 1
        self._bar.show_parts(
            Part("delivered", reading.sent / total),
            Part("bounced", reading.failed / total),
        )
        self._share.setText(words.percent(reading.progress))
        self._bar.setAccessibleName(self.tr("Progress {0}").format(self._share.text()))
        self._fit()

    def _fit(self) -> None:
        """Hold widths in step with the text: of the names what they need, of the share most."""
        strong = QFontMetrics(measures.bold())
        facts = (
            0
            if self._narrow
            else QFontMetrics(measures.font(Type.LABEL)).horizontalAdvance(self._facts.whole())
        )
        needed = max(strong.horizontalAdvance(self._name.whole()), facts)
        self._names.setMaximumWidth(needed + 4)
        self._share.setMinimumWidth(strong.horizontalAdvance(words.percent(1.0)))

    def _want(self, action: RunAction) -> None:
        if self._run_id is not None:
            self.wanted.emit(self._run_id, action)

    def _want_speed(self, speed: int | None) -> None:
        if self._run_id is not None:
            self.speed_wanted.emit(self._run_id, speed)


def _others(snapshot: Snapshot, shown: int) -> tuple[RunRow, ...]:
    """Runs that go on beside the one that is shown."""
    found = (row.run for row in snapshot.campaigns)
    return tuple(run for run in found if run is not None and run.id != shown and is_moving(run))
