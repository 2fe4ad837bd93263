"""Sums by second: bins, the queue at the end of each, and averages; against hand-made numbers."""

from __future__ import annotations

import numpy as np
import pytest

from mailsim_desktop.domain import histogram
from mailsim_desktop.services.seconds import Averages, Seconds
from mailsim_desktop.store.rollups import Rollup


def rollup(
    second: int, outcome: str, count: int, latency_ms: int = 0, *, retries: int = 0
) -> Rollup:
    buckets = [0] * histogram.BUCKETS
    buckets[histogram.bucket_of(latency_ms * 1000)] = count
    packed = None if outcome == "started" else histogram.pack(buckets)
    return Rollup("other", second, outcome, count, count * latency_ms * 1000, packed, retries)


@pytest.fixture
def seconds() -> Seconds:
    """Ten started; by second 5 six delivered, two deferred of which one expired, one bounced."""
    made = Seconds()
    made.grow(200)
    for row in (
        rollup(0, "started", 8),
        rollup(1, "delivered", 4, 300),
        rollup(1, "deferred", 2, 900),
        rollup(3, "started", 2, retries=2),
        rollup(4, "expired", 1, 50),
        rollup(5, "delivered", 2, 300),
        rollup(5, "bounced", 1, 700),
    ):
        made.add(row)
    return made


def test_queue_counts_who_has_no_result_at_the_end_of_each_bin(seconds: Seconds):
    series = seconds.series(0, 2, until_s=7, recipients=20)

    assert series.start_s.tolist() == [0, 2, 4]
    assert series.queued.tolist() == [16, 16, 12]
    assert series.in_flight.tolist() == [2, 4, 0]
    assert series.waiting.tolist() == [2, 0, 0]


def test_bins_from_later_on_know_what_was_before_them(seconds: Seconds):
    series = seconds.series(4, 1, until_s=6, recipients=20)

    assert series.queued.tolist() == [15, 12]
    assert series.in_flight.tolist() == [3, 0]
    assert series.waiting.tolist() == [0, 0]
    assert series.counts[:, 0].tolist() == [0, 0, 0, 0, 1]


def test_bin_that_is_not_whole_is_left_out(seconds: Seconds):
    assert seconds.series(0, 5, until_s=9, recipients=20).start_s.tolist() == [0]
    assert len(seconds.series(8, 5, until_s=9, recipients=20).start_s) == 0
    assert len(seconds.series(500, 1, until_s=9, recipients=20).start_s) == 0


def test_percentiles_are_those_of_the_bin_and_unknown_without_a_finish(seconds: Seconds):
    series = seconds.series(0, 1, until_s=6, recipients=20)

    assert np.isnan(series.p50_ms[[0, 2, 3]]).all()
    assert series.p50_ms[1] == pytest.approx(300, rel=0.25)
    assert series.p99_ms[1] == pytest.approx(900, rel=0.25)
    assert series.p50_ms[1] <= series.p95_ms[1] <= series.p99_ms[1]


def test_averages_are_over_what_finished(seconds: Seconds):
    found = seconds.averages(0, seconds.end_s())

    assert seconds.end_s() == 6
    assert found.throughput_per_min == 10 * 60 / 6
    assert found.mean_latency_ms == (6 * 300 + 2 * 900 + 50 + 700) / 10
    assert seconds.averages(2, 4) == Averages()


def test_nothing_was_counted_yet():
    made = Seconds()

    assert made.end_s() == 0
    assert made.averages(0, 0) == Averages()


def test_growing_keeps_what_was_counted(seconds: Seconds):
    before = seconds.counts[:, :10].copy()
    seconds.grow(100_000)

    assert np.array_equal(seconds.counts[:, :10], before)
    assert seconds.counts.shape[1] >= 100_000
    assert len(seconds.latency_us) == len(seconds.histograms) == seconds.counts.shape[1]
