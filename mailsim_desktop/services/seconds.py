"""Attempts and latencies of a run by simulated second, and what bins of them come to.

Plain sums over arrays: knows no database and no instant but those it is given.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mailsim_desktop.domain import histogram
from mailsim_desktop.domain.scenario import Outcome
from mailsim_desktop.store.rollups import REQUEUED, STARTED, Rollup

SERIES = (STARTED, Outcome.DELIVERED, Outcome.DEFERRED, Outcome.BOUNCED, Outcome.EXPIRED)
INDEX = {str(name): number for number, name in enumerate(SERIES)}
"""Row of each outcome, by the name that is stored."""
FINAL = (Outcome.DELIVERED, Outcome.BOUNCED, Outcome.EXPIRED)
"""Outcomes after which a recipient has a result."""


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
        those delivered, bounced or expired by then and not requeued. A poisoned one, which no
        attempt tells of, and a cancelled one stay among them.
    in_flight : (n,) int64, attempts started and not finished at the end of the bin; each of them
        is that of a queued recipient.
    waiting : (n,) int64, recipients whose last attempt was deferred, or who were requeued, and
        who were not tried again by the end of the bin; queued ones too.
    """

    start_s: NDArray[np.int64]
    bin_s: int
    counts: NDArray[np.int64]
    p50_ms: NDArray[np.float64]
    p95_ms: NDArray[np.float64]
    p99_ms: NDArray[np.float64]
    queued: NDArray[np.int64]
    in_flight: NDArray[np.int64]
    waiting: NDArray[np.int64]


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
class Seconds:
    """Counts and latencies by simulated second, growing as buckets become final.

    Attributes
    ----------
    counts : (5, seconds) int64, attempts in the order of `SERIES`.
    latency_us : (seconds,) int64, sum over what finished in each second.
    retries : (seconds,) int64, those among the attempts started.
    requeued : (seconds,) int64, expired recipients who are due again from then on.
    histograms : (seconds, 60) int64, see `domain.histogram`.
    greatest_us : no latency is longer; None while that is not known.
    """

    counts: NDArray[np.int64] = field(
        default_factory=lambda: np.zeros((len(SERIES), 64), dtype=np.int64)
    )
    latency_us: NDArray[np.int64] = field(default_factory=lambda: np.zeros(64, dtype=np.int64))
    retries: NDArray[np.int64] = field(default_factory=lambda: np.zeros(64, dtype=np.int64))
    requeued: NDArray[np.int64] = field(default_factory=lambda: np.zeros(64, dtype=np.int64))
    histograms: NDArray[np.int64] = field(
        default_factory=lambda: np.zeros((64, histogram.BUCKETS), dtype=np.int64)
    )
    greatest_us: int | None = None

    def grow(self, seconds: int) -> None:
        """Make room for `seconds` seconds."""
        have = len(self.latency_us)
        if seconds <= have:
            return
        more = max(seconds, 2 * have) - have
        self.counts = np.pad(self.counts, ((0, 0), (0, more)))
        self.latency_us = np.pad(self.latency_us, (0, more))
        self.retries = np.pad(self.retries, (0, more))
        self.requeued = np.pad(self.requeued, (0, more))
        self.histograms = np.pad(self.histograms, ((0, more), (0, 0)))

    def add(self, row: Rollup) -> None:
        """Count one bucket; there is room for it."""
        if row.outcome == REQUEUED:
            self.requeued[row.bucket] += row.count
            return
        self.counts[INDEX[row.outcome], row.bucket] += row.count
        self.latency_us[row.bucket] += row.latency_sum_us
        self.retries[row.bucket] += row.retries
        if row.histogram:
            self.histograms[row.bucket] += histogram.unpack(row.histogram)

    def series(self, first_s: int, bin_s: int, *, until_s: int, recipients: int) -> Series:
        """Whole bins of `bin_s` simulated seconds from `first_s`, the last one before `until_s`."""
        known_s = min(until_s, len(self.latency_us))
        number = max(0, (known_s - first_s) // bin_s)
        part = slice(first_s, first_s + number * bin_s)
        counts = self.counts[:, part].reshape(len(SERIES), number, bin_s).sum(axis=2)
        bins = self.histograms[part].reshape(number, bin_s, histogram.BUCKETS)
        table = bins.sum(axis=1).tolist()
        before = self.counts[:, :first_s].sum(axis=1, keepdims=True)
        so_far = before + counts.cumsum(axis=1)
        at_end = slice(bin_s - 1, None, bin_s)  # of each bin
        retried = self.retries.cumsum()[part][at_end]
        requeued = self.requeued.cumsum()[part][at_end]
        ended = so_far[[SERIES.index(outcome) for outcome in FINAL]].sum(axis=0) - requeued
        return Series(
            start_s=first_s + bin_s * np.arange(number, dtype=np.int64),
            bin_s=bin_s,
            counts=counts,
            p50_ms=self._quantiles_ms(table, 0.5),
            p95_ms=self._quantiles_ms(table, 0.95),
            p99_ms=self._quantiles_ms(table, 0.99),
            queued=recipients - ended,
            in_flight=so_far[0] - so_far[1:].sum(axis=0),
            waiting=so_far[SERIES.index(Outcome.DEFERRED)] + requeued - retried,
        )

    def end_s(self) -> int:
        """The second after the last finish; 0 before any."""
        finished = np.flatnonzero(self.counts[1:].any(axis=0))
        return int(finished[-1]) + 1 if len(finished) else 0

    def averages(self, first_s: int, until_s: int) -> Averages:
        """What finished from one second on and before another."""
        window = slice(first_s, until_s)
        finished = int(self.counts[1:, window].sum())
        if not finished:
            return Averages()
        shape = self.histograms[window].sum(axis=0).tolist()
        return Averages(
            throughput_per_min=finished * 60 / (until_s - first_s),
            mean_latency_ms=int(self.latency_us[window].sum()) / finished / 1000,
            p50_ms=self._quantile_ms(shape, 0.5),
            p95_ms=self._quantile_ms(shape, 0.95),
            p99_ms=self._quantile_ms(shape, 0.99),
        )

    def _quantiles_ms(self, table: list[list[int]], share: float) -> NDArray[np.float64]:
        """One quantile of each histogram in `table`."""
        return np.array([self._quantile_ms(row, share) for row in table], dtype=np.float64)

    def _quantile_ms(self, counts: list[int], share: float) -> float:
        found = histogram.quantile_us(counts, share, self.greatest_us)
        return float("nan") if found is None else found / 1000
