"""What tells of runs: run bar, run rows, activity, attempts, policies, accounting."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.ui import measures
from mailsim_desktop.ui.gallery import sample_run, samples
from mailsim_desktop.ui.gallery.section import Captioned, Section
from mailsim_desktop.ui.policy_plan import plan
from mailsim_desktop.ui.snapshot import Snapshot
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.accounting import Accounting
from mailsim_desktop.ui.widgets.activity import Activity
from mailsim_desktop.ui.widgets.attempt_timeline import AttemptTimeline
from mailsim_desktop.ui.widgets.policy_drawing import PolicyDrawing
from mailsim_desktop.ui.widgets.run_bar import RunBar
from mailsim_desktop.ui.widgets.run_rows import RunRows

_STATES = (RunState.RUNNING, RunState.PAUSED, RunState.FAILED, RunState.COMPLETED)
_ACTIVITY = 220
_TIMELINE = 440
_RUN_ROW = 56
_DATABASE_BYTES = 212_000_000


def run_bars(theme: Theme) -> Section:
    """Running, paused, failed, completed, and without a run."""
    translate = QCoreApplication.translate
    bars = []
    for state in _STATES:
        bar = RunBar(theme)
        bar.show_snapshot(sample_run.snapshot(state))
        bars.append(bar)
    idle = RunBar(theme)
    idle.show_snapshot(Snapshot())
    idle.show_database("mailsim.sqlite3", _DATABASE_BYTES)
    note = translate("Gallery", "running, paused, failed, completed, none")
    return Section(translate("Gallery", "Run bar"), note).add_flush(*bars, idle)


def run_rows(theme: Theme) -> Section:
    """The runs of a campaign, newest first."""
    translate = QCoreApplication.translate
    rows = RunRows(theme)
    states = (RunState.RUNNING, RunState.COMPLETED, RunState.CANCELLED)
    rows.runs.show_runs(
        tuple(sample_run.run(state, len(states) - at) for at, state in enumerate(states))
    )
    rows.setCurrentIndex(rows.runs.index(1))
    measures.hold_height(rows, len(states) * _RUN_ROW)
    return Section(translate("Gallery", "Run rows")).add_flush(rows)


def activity(theme: Theme) -> Activity:
    """What was said in a run."""
    made = Activity(theme)
    made.show_events(sample_run.events(), sample_run.PROVIDERS)
    measures.hold_height(made, _ACTIVITY)
    return made


def attempts(theme: Theme) -> Section:
    """Three attempts of one recipient, and a recipient without one."""
    translate = QCoreApplication.translate
    timeline, none = AttemptTimeline(theme), AttemptTimeline(theme)
    timeline.show_attempts(sample_run.ATTEMPTS)
    measures.hold_height(timeline, _TIMELINE)
    return Section(translate("Gallery", "Attempt timeline")).add_flush(timeline, none)


def policies(theme: Theme) -> Section:
    """One with jitter on a linear axis, one with explicit delays on a logarithmic one."""
    translate = QCoreApplication.translate
    jittered, explicit = PolicyDrawing(theme), PolicyDrawing(theme)
    jittered.show_attempts(sample_run.JITTERED)
    explicit.show_attempts(plan(sample_run.POLICY))
    note = translate("Gallery", "with jitter, and of explicit delays")
    return Section(translate("Gallery", "Policy drawing"), note).add(jittered, explicit)


def accounting(theme: Theme) -> Captioned:
    """The sum of an import."""
    translate = QCoreApplication.translate
    made = Accounting(theme)
    made.show_summary(samples.SUMMARY)
    note = translate("Gallery", "what was read adds up")
    return Captioned(translate("Gallery", "Accounting"), note, made)
