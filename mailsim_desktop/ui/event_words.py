"""Says events of a run in plain sentences, for the activity feed.

An event that this version does not know is shown by its name rather than left out.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mailsim_desktop.services.metrics import Event
from mailsim_desktop.ui.glyphs import Glyph


def sentence(event: Event) -> tuple[Glyph, str]:
    """Glyph and sentence of an event."""
    glyph, text = _known(event.run_id).get(event.kind, (Glyph.DASH, event.kind))
    data = event.data
    if event.kind == "takeover":
        text = text.format(data.get("shard"))
    if event.kind == "failed" and "error" in data:
        text = f"{text}: {data['error']}"
    return glyph, text


def _known(run: int) -> dict[str, tuple[Glyph, str]]:
    def tr(text: str) -> str:
        return text.replace("{run}", str(run))

    translate = QCoreApplication.translate
    return {
        "launched": (Glyph.READY, tr(translate("Event", "Run {run}: launched, settings frozen"))),
        "planning": (Glyph.READY, tr(translate("Event", "Run {run}: planning goes on"))),
        "running": (Glyph.RUNNING, tr(translate("Event", "Run {run}: all jobs planned, sending"))),
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
