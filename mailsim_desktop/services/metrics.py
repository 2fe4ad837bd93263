"""Live metrics of one run, from its rollups alone.

A bucket that ends at or before the visible instant never changes again, so a meter reads
each bucket once and keeps sums and series; it costs the same early and late in a run,
and it works while another process drives the run. All instants are simulated.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mailsim_desktop.domain import histogram
from mailsim_desktop.domain.scenario import Outcome
from mailsim_desktop.store import events, rollups, runs
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.events import Event
from mailsim_desktop.store.rollups import BUCKET_US, STARTED
from mailsim_desktop.store.runs import RunRow

__all__ = ["Averages", "Counts", "Event", "Meter", "Reading", "Series"]

SERIES = (STARTED, Outcome.DELIVERED, Outcome.DEFERRED, Outcome.BOUNCED, Outcome.EXPIRED)
_INDEX = {str(name): number for number, name in enumerate(SERIES)}
FINAL = (Outcome.DELIVERED, Outcome.BOUNCED, Outcome.EXPIRED)
"""Outcomes after which a recipient has a result."""
NOTABLE = (Outcome.DEFERRED, Outcome.BOUNCED, Outcome.EXPIRED)
"""What the activity feed tells of attempts; a delivery is the rule and stays quiet."""
NOTICES = 100
MINUTE_S = 60
RATE_WINDOW_S = 60
"""Simulated seconds over which throughput and latency are averaged."""


class Counts(NamedTuple):
    """Attempts started and finished, by outcome; expired ones are deferrals that were the last."""

    started: int = 0
    delivered: int = 0
    deferred: int = 0
    bounced: int = 0
    expired: int = 0

    @property
    def finished(self) -> int:
        """Attempts that have an outcome."""
        return self.delivered + self.deferred + self.bounced + self.expired


@dataclass(frozen=True, slots=True)
class Series:
    """What happened in each bin of simulated time, oldest first.

    Attributes
    ----------
    start_s : (n,) int64, first simulated second of each bin.
    bin_s : width of a bin in simulated seconds.
    counts : (5, n) int64, attempts in the order of `SERIES`: started by their start, the
        outcomes by their finish.
    p50_ms, p95_ms, p99_ms : (n,) float64, latency of what finished in the bin; NaN without any.
    queued : (n,) int64, recipients without a result at the end of the bin: all of them less
        those delivered, bounced or expired by then. A poisoned one, which no attempt tells of,
        and a cancelled one stay among them.
    in_flight : (n,) int64, attempts started and not finished at the end of the bin; each of them
        is that of a queued recipient.
    """

    start_s: NDArray[np.int64]
    bin_s: int
    counts: NDArray[np.int64]
    p50_ms: NDArray[np.float64]
    p95_ms: NDArray[np.float64]
    p99_ms: NDArray[np.float64]
    queued: NDArray[np.int64]
    in_flight: NDArray[np.int64]


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
        return self.counts.bounced + self.counts.expired + self.poisoned

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


class Averages(NamedTuple):
    """What finished in a span of simulated time came to; None where nothing did.

    `throughput_per_min` counts finished attempts a simulated minute.
    """

    throughput_per_min: float | None = None
    mean_latency_ms: float | None = None
    p50_ms: float | None = None
    p95_ms: float | None = None
    p99_ms: float | None = None


@dataclass(slots=True)
class _Seconds:
    """Counts and latencies by simulated second, growing as buckets become final."""

    counts: NDArray[np.int64] = field(
        default_factory=lambda: np.zeros((len(SERIES), 64), dtype=np.int64)
    )
    latency_us: NDArray[np.int64] = field(default_factory=lambda: np.zeros(64, dtype=np.int64))
    histograms: NDArray[np.int64] = field(
        default_factory=lambda: np.zeros((64, histogram.BUCKETS), dtype=np.int64)
    )

    def grow(self, seconds: int) -> None:
        """Make room for `seconds` seconds."""
        have = len(self.latency_us)
        if seconds <= have:
            return
        more = max(seconds, 2 * have) - have
        self.counts = np.pad(self.counts, ((0, 0), (0, more)))
        self.latency_us = np.pad(self.latency_us, (0, more))
        self.histograms = np.pad(self.histograms, ((0, more), (0, 0)))


class Meter:
    """Reads one run again and again, each bucket once."""

    def __init__(self, run_id: int) -> None:
        self.run_id = run_id
        self._seconds = _Seconds()
        self._read_until = 0  # buckets below are counted
        self._recipients = 0
        self._by_group: dict[str, list[int]] = {}
        self._last_event = 0
        self._notices: dict[tuple[int, str, str], tuple[int, int]] = {}  # last second and count

    def read(self, store: Store) -> Reading:
        """Count the buckets that became final since the last call."""
        with store.read() as connection:  # one state of the database for all of it
            run = runs.get(connection, self.run_id)
            visible_us = runs.control(connection, self.run_id).visible_us
            poisoned = runs.totals(connection, self.run_id).poisoned
            until = visible_us // BUCKET_US
            new = rollups.between(connection, self.run_id, self._read_until, until)
        self._add(new)
        self._recipients = run.recipients
        self._read_until = max(until, self._read_until)
        return self._reading(run, visible_us, poisoned)

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
        number = max(0, (self._read_until - first_s) // bin_s) if self._read_until else 0
        number = min(number, max(0, (len(self._seconds.latency_us) - first_s) // bin_s))
        part = slice(first_s, first_s + number * bin_s)
        counts = self._seconds.counts[:, part].reshape(len(SERIES), number, bin_s).sum(axis=2)
        bins = self._seconds.histograms[part].reshape(number, bin_s, histogram.BUCKETS)
        table = bins.sum(axis=1).tolist()
        before = self._seconds.counts[:, :first_s].sum(axis=1, keepdims=True)
        so_far = before + counts.cumsum(axis=1)
        ended = so_far[[SERIES.index(outcome) for outcome in FINAL]].sum(axis=0)
        return Series(
            start_s=first_s + bin_s * np.arange(number, dtype=np.int64),
            bin_s=bin_s,
            counts=counts,
            p50_ms=_quantiles_ms(table, 0.5),
            p95_ms=_quantiles_ms(table, 0.95),
            p99_ms=_quantiles_ms(table, 0.99),
            queued=self._recipients - ended,
            in_flight=so_far[0] - so_far[1:].sum(axis=0),
        )

    def whole_run(self) -> Averages:
        """Averages over everything read so far, to the second of the last finish."""
        finished = np.flatnonzero(self._seconds.counts[1:].any(axis=0))
        return self._averages(0, int(finished[-1]) + 1) if len(finished) else Averages()

    def _averages(self, first_s: int, until_s: int) -> Averages:
        window = slice(first_s, until_s)
        finished = int(self._seconds.counts[1:, window].sum())
        if not finished:
            return Averages()
        shape = self._seconds.histograms[window].sum(axis=0).tolist()
        return Averages(
            throughput_per_min=finished * 60 / (until_s - first_s),
            mean_latency_ms=int(self._seconds.latency_us[window].sum()) / finished / 1000,
            p50_ms=_ms(histogram.quantile_us(shape, 0.5)),
            p95_ms=_ms(histogram.quantile_us(shape, 0.95)),
            p99_ms=_ms(histogram.quantile_us(shape, 0.99)),
        )

    def _add(self, rows: list[rollups.Rollup]) -> None:
        if not rows:
            return
        self._seconds.grow(rows[-1].bucket + 1)
        for row in rows:
            index = _INDEX[row.outcome]
            self._seconds.counts[index, row.bucket] += row.count
            self._seconds.latency_us[row.bucket] += row.latency_sum_us
            self._by_group.setdefault(row.provider_group, [0] * len(SERIES))[index] += row.count
            if row.outcome in NOTABLE:
                self._notice(row)
            if row.histogram:
                self._seconds.histograms[row.bucket] += histogram.unpack(row.histogram)

    def _notice(self, row: rollups.Rollup) -> None:
        place = (row.bucket // MINUTE_S, row.provider_group, row.outcome)
        last, count = self._notices.pop(place, (0, 0))
        self._notices[place] = (max(last, row.bucket), count + row.count)
        while len(self._notices) > 2 * NOTICES:  # rows come in order: the first is the oldest
            del self._notices[next(iter(self._notices))]

    def _reading(self, run: RunRow, visible_us: int, poisoned: int) -> Reading:
        by_group = {group: Counts(*counts) for group, counts in self._by_group.items()}
        counts = Counts(*(sum(column) for column in zip(*by_group.values(), strict=True)))
        end = min(self._read_until, len(self._seconds.latency_us))
        recent = self._averages(max(0, end - RATE_WINDOW_S), end)
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
        )


def _quantiles_ms(table: list[list[int]], share: float) -> NDArray[np.float64]:
    """One quantile of each histogram in `table`."""
    return np.array([_ms(histogram.quantile_us(row, share)) for row in table], dtype=np.float64)


def _ms(latency_us: int | None) -> float:
    return float("nan") if latency_us is None else latency_us / 1000
