"""Says events of a run in plain sentences, for the activity feed.

An event that this version does not know is shown by its name rather than left out.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from mailsim_desktop.domain.scenario import Outcome
from mailsim_desktop.services.metrics import Event
from mailsim_desktop.ui import words
from mailsim_desktop.ui.glyphs import Glyph


def sentence(event: Event, providers: Mapping[str, str]) -> tuple[Glyph, str]:
    """Glyph and sentence of an event.

    Parameters
    ----------
    providers : display name of each provider group, by id.
    """
    if event.kind in _outcomes():
        glyph, text = _outcomes()[event.kind]
        group = event.data["provider_group"]
        return glyph, text.format(providers.get(group, group), words.count(event.data["count"]))
    glyph, text = _known(event.run_id).get(event.kind, (Glyph.DASH, event.kind))
    data = event.data
    if event.kind == "takeover":
        text = text.format(data.get("shard"))
    if event.kind == "failed" and "error" in data:
        text = f"{text}: {data['error']}"
    return glyph, text


def _outcomes() -> dict[str, tuple[Glyph, str]]:
    translate = QCoreApplication.translate
    return {
        Outcome.DEFERRED: (Glyph.DEFERRED, translate("Event", "{0}: {1} deferred")),
        Outcome.BOUNCED: (Glyph.BOUNCED, translate("Event", "{0}: {1} bounced")),
        Outcome.EXPIRED: (Glyph.EXPIRED, translate("Event", "{0}: {1} given up")),
    }


def _known(run: int) -> dict[str, tuple[Glyph, str]]:
    def tr(text: str) -> str:
        return text.replace("{run}", str(run))

    translate = QCoreApplication.translate
    return {
        "launched": (Glyph.READY, tr(translate("Event", "Run {run}: launched, settings frozen"))),
        "planning": (Glyph.READY, tr(translate("Event", "Run {run}: planning goes on"))),
        "running": (Glyph.RUNNING, tr(translate("Event", "Run {run}: sending"))),
        "pausing": (Glyph.PAUSED, tr(translate("Event", "Run {run}: pause asked for"))),
        "paused": (Glyph.PAUSED, tr(translate("Event", "Run {run}: paused, nothing is lost"))),
        "cancelling": (Glyph.DASH, tr(translate("Event", "Run {run}: cancel asked for"))),
        "cancelled": (Glyph.DASH, tr(translate("Event", "Run {run}: cancelled, results kept"))),
        "completed": (Glyph.TICK, tr(translate("Event", "Run {run}: completed"))),
        "failed": (Glyph.FAILED, tr(translate("Event", "Run {run}: stopped by an error"))),
        "worker_lost": (
            Glyph.WARNING,
            translate("Event", "A worker ended and was replaced; nothing lost or repeated"),
        ),
        "takeover": (Glyph.WARNING, translate("Event", "Another worker took over shard {0}")),
    }
