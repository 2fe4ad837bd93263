"""How the queue is told: states of workers and lanes, limits, memory, ages."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.services.queue_view import LaneState, LaneView, WorkerState, WorkerView
from mailsim_desktop.ui import words
from mailsim_desktop.ui.glyphs import Glyph

_MEGABYTE = 1 << 20
_SECOND_MS, _MINUTE_MS = 1_000, 60_000


def worker_state(worker: WorkerView) -> tuple[Glyph, str]:
    """Glyph and word of what a worker does."""
    translate = QCoreApplication.translate
    if worker.is_gone:
        return Glyph.FAILED, translate("Queue", "Gone")
    return {
        WorkerState.STARTING: (Glyph.READY, translate("Queue", "Starting")),
        WorkerState.IDLE: (Glyph.DASH, translate("Queue", "Idle")),
        WorkerState.SIMULATING: (Glyph.RUNNING, translate("Queue", "Simulating")),
        WorkerState.COMMITTING: (Glyph.RUNNING, translate("Queue", "Committing")),
        WorkerState.SILENT: (Glyph.WARNING, translate("Queue", "Silent")),
        WorkerState.ENDING: (Glyph.DASH, translate("Queue", "Ending")),
    }[worker.state]


def lane_state(state: LaneState) -> tuple[Glyph, str]:
    """Glyph and word of what a lane does."""
    translate = QCoreApplication.translate
    return {
        LaneState.RUNNING: (Glyph.RUNNING, translate("Queue", "Running")),
        LaneState.WAITING: (Glyph.DEFERRED, translate("Queue", "Waiting")),
        LaneState.PAUSED: (Glyph.PAUSED, translate("Queue", "Paused")),
        LaneState.DONE: (Glyph.TICK, translate("Queue", "Done")),
        LaneState.CANCELLED: (Glyph.DASH, translate("Queue", "Cancelled")),
    }[state]


def lane_name(lane: LaneView) -> str:
    """Name of a lane; where one row stands for several, how many."""
    if lane.lanes == 1:
        return lane.name
    text = QCoreApplication.translate("Queue", "{0}, {1} lanes")
    return text.format(lane.name, words.count(lane.lanes))


def limit(connections: int, rate: Rate | None, *, burst: bool = False) -> str:
    """Write the limit in force: connections, the rate where there is one, perhaps its burst."""
    translate = QCoreApplication.translate
    parts = [translate("Queue", "{0} conn.").format(words.count(connections))]
    if rate is not None:
        parts.append(pace(rate))
        if burst:
            parts.append(translate("Queue", "burst {0}").format(words.count(rate.burst)))
    return " · ".join(parts)


def pace(rate: Rate) -> str:
    """Write a rate in the largest unit in which it is a number that can be read."""
    translate = QCoreApplication.translate
    per_second = rate.quantity * SECOND_US / rate.period_us
    if per_second >= 1:
        return translate("Queue", "{0}/s").format(_short(per_second))
    if per_second * 60 >= 1:
        return translate("Queue", "{0}/min").format(_short(per_second * 60))
    return translate("Queue", "{0}/h").format(_short(per_second * 3600))


def _short(number: float) -> str:
    return words.count(round(number)) if number == round(number) else words.decimal(number)


def memory(size_bytes: int | None) -> str:
    """Write resident memory."""
    if size_bytes is None:
        return words.UNKNOWN
    return f"{words.count(round(size_bytes / _MEGABYTE))}{words.NBSP}MB"


def per_minute(rate: float | None) -> str:
    """Write attempts a real minute."""
    return words.count(None if rate is None else round(rate))


def ago(age_ms: int | None) -> str:
    """Write how long ago something was; from a minute on, in minutes."""
    translate = QCoreApplication.translate
    if age_ms is None:
        return words.UNKNOWN
    if age_ms >= _MINUTE_MS:
        minutes = words.count(age_ms // _MINUTE_MS)
        return translate("Queue", "{0} min ago").format(minutes).replace(" ", words.NBSP)
    seconds = words.decimal(age_ms / _SECOND_MS)
    return translate("Queue", "{0} s ago").format(seconds).replace(" ", words.NBSP)


def next_start(at_us: int | None) -> str:
    """Write a simulated instant as ``hh:mm:ss.cc``."""
    if at_us is None:
        return words.UNKNOWN
    hundredths = at_us % SECOND_US * 100 // SECOND_US
    return f"{words.clock(at_us)}{QLocale().decimalPoint()}{hundredths:02}"
