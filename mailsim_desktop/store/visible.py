"""Counters of a run as screens may show them: nothing past the visible instant."""

from __future__ import annotations

from sqlalchemy import Connection

from mailsim_desktop.domain.scenario import Outcome
from mailsim_desktop.domain.transitions import TERMINAL_RUN_STATES
from mailsim_desktop.store import counters, rollups, run_control
from mailsim_desktop.store.counters import Totals
from mailsim_desktop.store.runs import RunRow


def totals(connection: Connection, run: RunRow) -> Totals:
    """All counters once the run has ended, else those of its visible instant, from rollups."""
    if run.state in TERMINAL_RUN_STATES:
        return counters.totals(connection, run.id)
    until = run_control.control(connection, run.id).visible_us // rollups.BUCKET_US
    found = rollups.results_before(connection, run.id, until)
    requeued = found.pop(rollups.REQUEUED, 0)
    return Totals(
        attempts=sum(found.values()),
        delivered=found.get(Outcome.DELIVERED, 0),
        deferrals=found.get(Outcome.DEFERRED, 0),
        bounced=found.get(Outcome.BOUNCED, 0),
        expired=found.get(Outcome.EXPIRED, 0) - requeued,
        poisoned=counters.totals(connection, run.id).poisoned,  # no attempt tells them
    )
