"""What the dashboard says of each provider: its share, its limit, and how it goes there.

Computed from one snapshot alone. Counts end at the visible instant, as everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.services.metrics import Counts
from mailsim_desktop.ui import queue_words
from mailsim_desktop.ui.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class ProviderRow:
    """One provider group of the run shown.

    Attributes
    ----------
    share : of all recipients, in [0, 1].
    limit : what its lane allows, in words.
    queued : recipients without a result.
    deferred : share of its finished attempts that were deferred; None without any.
    """

    name: str
    share: float
    limit: str
    queued: int
    deferred: float | None


def provider_rows(snapshot: Snapshot) -> tuple[ProviderRow, ...]:
    """Rows of the run shown, the largest group first; none before recipients are counted."""
    reading = snapshot.reading
    total = sum(snapshot.recipients_by_group.values())
    if reading is None or not total:
        return ()
    cancelled = reading.run.state is RunState.CANCELLED
    rows = []
    for group_id, recipients in snapshot.recipients_by_group.items():
        if not recipients:
            continue
        group = reading.run.scenario.group(group_id)
        counts = reading.by_group.get(group_id, Counts())
        ended = counts.delivered + counts.bounced + counts.given_up
        tried_again = counts.deferred + counts.expired
        rows.append(
            ProviderRow(
                name=group.name,
                share=recipients / total,
                limit=queue_words.limit(group.connections, reading.rates.get(group_id, group.rate)),
                queued=0 if cancelled else recipients - ended,
                deferred=tried_again / counts.finished if counts.finished else None,
            )
        )
    return tuple(sorted(rows, key=lambda row: -row.share))
