"""Says events of a run in plain words, for the activity feed.

An event that this version does not know is shown by its name rather than left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from mailsim_desktop.domain.intervention import Kind
from mailsim_desktop.domain.scenario import Outcome
from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.services.metrics import Event
from mailsim_desktop.ui import words
from mailsim_desktop.ui.glyphs import Glyph

MARKED = frozenset({"paused", "worker_lost", "log_full", "intervention"})
"""Events that stand in the plots: they explain a dip."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event in words.

    Attributes
    ----------
    subject : of whom it tells: a provider, a run, a worker.
    count : how many equal ones stand behind it; 1 for a single event.
    """

    glyph: Glyph
    subject: str
    text: str
    count: int = 1

    def sentence(self) -> str:
        """All of it in one line."""
        times = f" ×{words.count(self.count)}" if self.count > 1 else ""
        return f"{self.subject}: {self.text}{times}"


def tell(event: Event, providers: Mapping[str, str]) -> Told:
    """Put an event into words.

    Parameters
    ----------
    providers : display name of each provider group, by id.
    """
    if event.kind in _outcomes():
        glyph, text = _outcomes()[event.kind]
        group = event.data["provider_group"]
        return Told(glyph, providers.get(group, group), text, event.data["count"])
    if event.kind == "intervention":
        return _intervention(event, providers)
    if event.kind in _of_workers():
        return _of_workers()[event.kind]
    glyph, text = _of_runs().get(event.kind, (Glyph.DASH, event.kind))
    if event.kind == "failed" and "error" in event.data:
        text = f"{text}: {event.data['error']}"
    run = QCoreApplication.translate("Event", "Run {0}").format(event.run_id)
    return Told(glyph, run, text)


def marks(events: Sequence[Event]) -> list[tuple[float, str]]:
    """Simulated seconds that the plots mark, and what happened then."""
    return [
        (event.at_us / SECOND_US, tell(event, {}).sentence())
        for event in events
        if event.kind in MARKED
    ]


def _outcomes() -> dict[str, tuple[Glyph, str]]:
    translate = QCoreApplication.translate
    return {
        Outcome.DEFERRED: (Glyph.DEFERRED, translate("Event", "deferred")),
        Outcome.BOUNCED: (Glyph.BOUNCED, translate("Event", "bounced")),
        Outcome.EXPIRED: (Glyph.EXPIRED, translate("Event", "given up")),
    }


def _intervention(event: Event, providers: Mapping[str, str]) -> Told:
    """What was changed while the run went on."""
    translate = QCoreApplication.translate
    if event.data["kind"] == Kind.LANE_RATE:
        lane = event.data["lane"]
        text = translate("Event", "limit changed")
        if event.data["rate"] is None:
            text = translate("Event", "limit taken away")
        return Told(Glyph.READY, providers.get(lane, lane), text)
    run = translate("Event", "Run {0}").format(event.run_id)
    return Told(Glyph.READY, run, translate("Event", "dead letters put back into the queue"))


def _of_workers() -> dict[str, Told]:
    translate = QCoreApplication.translate
    worker = translate("Event", "Worker")
    return {
        "worker_lost": Told(
            Glyph.WARNING, worker, translate("Event", "ended and was replaced; nothing is lost")
        ),
        "log_full": Told(
            Glyph.WARNING,
            worker,
            translate("Event", "waits for another program that reads the database without end"),
        ),
        "takeover": Told(
            Glyph.WARNING, worker, translate("Event", "took over what another one had leased")
        ),
    }


def _of_runs() -> dict[str, tuple[Glyph, str]]:
    translate = QCoreApplication.translate
    return {
        "launched": (Glyph.READY, translate("Event", "launched, settings frozen")),
        "planning": (Glyph.READY, translate("Event", "planning goes on")),
        "running": (Glyph.RUNNING, translate("Event", "sending")),
        "pausing": (Glyph.PAUSED, translate("Event", "pause asked for")),
        "paused": (Glyph.PAUSED, translate("Event", "paused, nothing is lost")),
        "cancelling": (Glyph.DASH, translate("Event", "cancel asked for")),
        "cancelled": (Glyph.DASH, translate("Event", "cancelled, results kept")),
        "completed": (Glyph.TICK, translate("Event", "completed")),
        "failed": (Glyph.FAILED, translate("Event", "stopped by an error")),
    }
