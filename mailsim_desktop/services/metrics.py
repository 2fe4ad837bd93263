"""Live metrics of one run, from its rollups; the log is asked for one figure at its end.

A bucket that ends at or before the visible instant never changes again, so a meter reads
each bucket once and keeps sums and series; it costs the same early and late in a run,
and it works while another process drives the run. All instants are simulated.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from mailsim_desktop.domain.intervention import RateChange
from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.domain.scenario import Outcome
from mailsim_desktop.domain.transitions import TERMINAL_RUN_STATES
from mailsim_desktop.services.seconds import INDEX, SERIES, Averages, Seconds, Series
from mailsim_desktop.store import (
    counters,
    events,
    interventions,
    latencies,
    rollups,
    run_control,
    runs,
)
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.events import Event
from mailsim_desktop.store.rollups import BUCKET_US
from mailsim_desktop.store.runs import RunRow

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["SERIES", "Averages", "Counts", "Event", "Meter", "Reading", "Series"]

NOTABLE = (Outcome.DEFERRED, Outcome.BOUNCED, Outcome.EXPIRED)
"""What the activity feed tells of attempts; a delivery is the rule and stays quiet."""
NOTICES = 100
MINUTE_S = 60
RATE_WINDOW_S = 60
"""Simulated seconds over which throughput and latency are averaged."""


class Counts(NamedTuple):
    """Attempts started and finished, by outcome; expired ones are deferrals that were the last.

    `requeued` are no attempts: recipients who had expired and are due again.
    """

    started: int = 0
    delivered: int = 0
    deferred: int = 0
    bounced: int = 0
    expired: int = 0
    requeued: int = 0

    @property
    def given_up(self) -> int:
        """Recipients whose retry policy gave up, as it stands."""
        return self.expired - self.requeued

    @property
    def finished(self) -> int:
        """Attempts that have an outcome."""
        return self.delivered + self.deferred + self.bounced + self.expired


@dataclass(frozen=True, slots=True)
class Reading:
    """The state of a run at one visible instant.

    Attributes
    ----------
    visible_us : everything before this simulated instant is counted, nothing after it.
    poisoned : recipients whose simulation raised an error, as committed; no attempt tells them.
    in_flight : attempts started and not finished at that instant.
    throughput_per_min : finished attempts a simulated minute, over the last simulated minute.
    mean_latency_ms : over the last simulated minute; None without any.
    deferral_share : deferred and expired among all finished attempts, in [0, 1], or None.
    by_group : counts of each provider group, by id.
    rates : limit in force of those lanes whose limit was changed while the run went on, by name.
    """

    run: RunRow
    visible_us: int
    counts: Counts
    poisoned: int
    in_flight: int
    throughput_per_min: float
    mean_latency_ms: float | None
    p50_ms: float | None
    p95_ms: float | None
    p99_ms: float | None
    deferral_share: float | None
    by_group: dict[str, Counts]
    rates: dict[str, Rate | None] = field(default_factory=dict)

    @property
    def clock_us(self) -> int:
        """The simulated clock: where the run is, and its last finish once it has ended.

        What is visible is whole seconds; a run that has ended did so within its last one.
        """
        if not self.counts.started:
            return 0
        end_us = self.run.simulated_us
        return self.visible_us if end_us is None else end_us

    @property
    def sent(self) -> int:
        """Delivered recipients."""
        return self.counts.delivered

    @property
    def failed(self) -> int:
        """Recipients that bounced or became dead letters."""
        return self.counts.bounced + self.counts.given_up + self.poisoned

    @property
    def dead_letters(self) -> int:
        """Recipients that were given up, or whose simulation failed."""
        return self.counts.given_up + self.poisoned

    @property
    def queued(self) -> int:
        """Recipients that are still pending; cancelled ones are not."""
        if self.run.state == "cancelled":
            return 0
        return self.run.recipients - self.sent - self.failed

    @property
    def progress(self) -> float | None:
        """Terminal share of the recipients, in [0, 1]; None while they are not counted."""
        if not self.run.recipients:
            return None
        return (self.sent + self.failed) / self.run.recipients


class Meter:
    """Reads one run again and again, each bucket once."""

    def __init__(self, run_id: int) -> None:
        self.run_id = run_id
        self._seconds = Seconds()
        self._read_until = 0  # buckets below are counted
        self._recipients = 0
        self._is_bounded = False
        self._by_group: dict[str, list[int]] = {}
        self._last_event = 0
        self._notices: dict[tuple[int, str, str], tuple[int, int]] = {}  # last second and count

    def read(self, store: Store) -> Reading:
        """Count the buckets that became final since the last call."""
        with store.read() as connection:  # one state of the database for all of it
            run = runs.get(connection, self.run_id)
            visible_us = run_control.control(connection, self.run_id).visible_us
            poisoned = counters.totals(connection, self.run_id).poisoned
            until = visible_us // BUCKET_US
            new = rollups.between(connection, self.run_id, self._read_until, until)
            self._bound_latency(connection, run)
            rates = _changed_rates(connection, self.run_id, visible_us)
        self._add(new)
        self._recipients = run.recipients
        self._read_until = max(until, self._read_until)
        return self._reading(run, visible_us, poisoned, rates)

    def _bound_latency(self, connection: Connection, run: RunRow) -> None:
        """No latency is longer than the scenario's longest; the lanes of an ended run know theirs.

        So the percentiles are those of the report.
        """
        if run.state not in TERMINAL_RUN_STATES:
            self._seconds.greatest_us = run.scenario.latency_us[-1]
        elif not self._is_bounded:
            self._is_bounded = True
            found = latencies.by_group(connection, self.run_id).values()
            self._seconds.greatest_us = max((one.longest_us for one in found), default=None)

    def new_events(self, store: Store) -> list[Event]:
        """Events of the run since the last call, oldest first."""
        with store.read() as connection:
            found = events.after(connection, self.run_id, self._last_event)
        if found:
            self._last_event = found[-1].id
        return found

    def notices(self) -> list[Event]:
        """Deferrals, bounces and expiries, grouped by simulated minute and provider group.

        Oldest first, the latest hundred; an event's kind is the outcome, its data hold
        provider_group and count, its instant is the end of the last second counted.
        """
        found = [
            Event(
                id=0,
                run_id=self.run_id,
                at_utc_ms=0,
                at_us=(last + 1) * BUCKET_US,
                kind=outcome,
                data={"provider_group": group, "count": count},
            )
            for (_, group, outcome), (last, count) in self._notices.items()
        ]
        return sorted(found, key=lambda event: event.at_us)[-NOTICES:]

    def series(self, first_s: int = 0, bin_s: int = 1) -> Series:
        """Whole bins of `bin_s` simulated seconds from `first_s` to the visible instant."""
        return self._seconds.series(
            first_s, bin_s, until_s=self._read_until, recipients=self._recipients
        )

    def whole_run(self) -> Averages:
        """Averages over everything read so far, to the second of the last finish."""
        return self._seconds.averages(0, self._seconds.end_s())

    def _add(self, rows: list[rollups.Rollup]) -> None:
        if not rows:
            return
        self._seconds.grow(rows[-1].bucket + 1)
        for row in rows:
            self._seconds.add(row)
            counts = self._by_group.setdefault(row.provider_group, [0] * len(Counts._fields))
            counts[INDEX.get(row.outcome, len(SERIES))] += row.count  # requeued ones come last
            if row.outcome in NOTABLE:
                self._notice(row)

    def _notice(self, row: rollups.Rollup) -> None:
        place = (row.bucket // MINUTE_S, row.provider_group, row.outcome)
        last, count = self._notices.pop(place, (0, 0))
        self._notices[place] = (max(last, row.bucket), count + row.count)
        while len(self._notices) > 2 * NOTICES:  # rows come in order: the first is the oldest
            del self._notices[next(iter(self._notices))]

    def _reading(
        self, run: RunRow, visible_us: int, poisoned: int, rates: dict[str, Rate | None]
    ) -> Reading:
        by_group = {group: Counts(*counts) for group, counts in self._by_group.items()}
        counts = Counts(*(sum(column) for column in zip(*by_group.values(), strict=True)))
        end = min(self._read_until, len(self._seconds.latency_us))
        recent = self._seconds.averages(max(0, end - RATE_WINDOW_S), end)
        return Reading(
            run=run,
            visible_us=visible_us,
            counts=counts,
            poisoned=poisoned,
            in_flight=counts.started - counts.finished,
            throughput_per_min=recent.throughput_per_min or 0.0,
            mean_latency_ms=recent.mean_latency_ms,
            p50_ms=recent.p50_ms,
            p95_ms=recent.p95_ms,
            p99_ms=recent.p99_ms,
            deferral_share=(counts.deferred + counts.expired) / counts.finished
            if counts.finished
            else None,
            by_group=by_group,
            rates=rates,
        )


def _changed_rates(connection: Connection, run_id: int, visible_us: int) -> dict[str, Rate | None]:
    """Limits that interventions put in force up to an instant, by lane."""
    changes = [
        one.change
        for one in interventions.of_run(connection, run_id)
        if one.at_us <= visible_us and isinstance(one.change, RateChange)
    ]
    return {change.lane: change.rate for change in changes}
