"""Folds rollups into bins of simulated time and into latencies by provider group.

Reads each row once and keeps one histogram for each bin and group, however long the run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import add

from mailsim_desktop.domain import histogram
from mailsim_desktop.reports.document import OUTCOMES, Latency, Timeline
from mailsim_desktop.store.rollups import Rollup

MAX_BINS = 300
_WIDTHS_S = (1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1800)
_HOUR_S = 3600
_INDEX = {str(outcome): number for number, outcome in enumerate(OUTCOMES)}


def bin_width_s(seconds: int) -> int:
    """Width of a bin so that `seconds` fit into `MAX_BINS` of them, a round one."""
    for width in _WIDTHS_S:
        if width * MAX_BINS >= seconds:
            return width
    return -(-seconds // (MAX_BINS * _HOUR_S)) * _HOUR_S


@dataclass(slots=True)
class _Heap:
    """Attempts thrown together: how many, how long in all and at most, and their histogram."""

    count: int = 0
    latency_sum_us: int = 0
    greatest_us: int = 0
    counts: list[int] = field(default_factory=lambda: [0] * histogram.BUCKETS)

    def add(self, count: int, latency_sum_us: int, counts: list[int]) -> None:
        self.count += count
        self.latency_sum_us += latency_sum_us
        self.counts = list(map(add, self.counts, counts))

    def quantile_us(self, share: float) -> int | None:
        return histogram.quantile_us(self.counts, share, self.greatest_us)


class Fold:
    """Takes all finished rollups of a run in; then gives its timeline and latencies.

    Parameters
    ----------
    seconds : buckets from 0 that the timeline shows; later ones are incomplete and count
        for the latencies only.
    greatest_us : longest latency of each provider group.
    """

    def __init__(self, seconds: int, greatest_us: Mapping[str, int]) -> None:
        self._seconds = seconds
        self._bin_s = bin_width_s(seconds)
        number = -(-seconds // self._bin_s)
        self._greatest_us = max(greatest_us.values(), default=0)
        self._bins = [_Heap(greatest_us=self._greatest_us) for _ in range(number)]
        self._counts = [[0] * len(OUTCOMES) for _ in range(number)]
        self._groups = {name: _Heap(greatest_us=us) for name, us in greatest_us.items()}

    def take(self, rows: Iterable[Rollup]) -> None:
        """Count `rows`, each once."""
        for row in rows:
            counts = histogram.unpack(row.histogram)
            self._groups[row.provider_group].add(row.count, row.latency_sum_us, counts)
            if row.bucket < self._seconds:
                place = row.bucket // self._bin_s
                self._bins[place].add(row.count, row.latency_sum_us, counts)
                self._counts[place][_INDEX[row.outcome]] += row.count

    def timeline(self) -> Timeline:
        """Counts and percentiles of each bin."""
        return Timeline(
            bin_s=self._bin_s,
            counts=tuple(tuple(counts) for counts in self._counts),
            p50_us=tuple(part.quantile_us(0.5) for part in self._bins),
            p95_us=tuple(part.quantile_us(0.95) for part in self._bins),
        )

    def latency_of(self, group_id: str, name: str) -> Latency:
        """Latency of one provider group."""
        return _latency(group_id, name, self._groups.get(group_id, _Heap()))

    def latency(self, name: str) -> Latency:
        """Latency of all attempts."""
        whole = _Heap(greatest_us=self._greatest_us)
        for part in self._groups.values():
            whole.add(part.count, part.latency_sum_us, part.counts)
        return _latency("", name, whole)


def _latency(group_id: str, name: str, part: _Heap) -> Latency:
    count, total_us = part.count, part.latency_sum_us
    return Latency(
        group_id=group_id,
        name=name,
        attempts=count,
        mean_us=(2 * total_us + count) // (2 * count) if count else None,
        p50_us=part.quantile_us(0.5),
        p90_us=part.quantile_us(0.9),
        p95_us=part.quantile_us(0.95),
        p99_us=part.quantile_us(0.99),
        greatest_us=part.greatest_us if count else None,
    )
