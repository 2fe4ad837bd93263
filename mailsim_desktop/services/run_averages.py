"""Averages over a whole run that has ended, from its rollups alone.

While a run goes on, its `Meter` averages over the last simulated minute; the end of a run
is its last few retries, so an ended run is described by all of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mailsim_desktop.domain import histogram
from mailsim_desktop.store import rollups, runs
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.rollups import BUCKET_US, STARTED


@dataclass(frozen=True, slots=True)
class Averages:
    """What a run came to on average; None where nothing finished.

    Attributes
    ----------
    throughput_per_min : finished attempts a simulated minute.
    """

    throughput_per_min: float | None
    mean_latency_ms: float | None
    p50_ms: float | None
    p95_ms: float | None


def whole_run(store: Store, run_id: int) -> Averages:
    """Average over everything that the run made visible."""
    with store.read() as connection:
        until = runs.control(connection, run_id).visible_us // BUCKET_US
        rows = rollups.between(connection, run_id, 0, until)
    finished = [row for row in rows if row.outcome != STARTED]
    attempts = sum(row.count for row in finished)
    if not attempts:
        return Averages(None, None, None, None)
    shape = np.zeros(histogram.BUCKETS, dtype=np.int64)
    for row in finished:
        shape += histogram.unpack(row.histogram)
    seconds = finished[-1].bucket + 1
    return Averages(
        throughput_per_min=attempts * 60 / seconds,
        mean_latency_ms=sum(row.latency_sum_us for row in finished) / attempts / 1000,
        p50_ms=_ms(histogram.quantile_us(shape.tolist(), 0.5)),
        p95_ms=_ms(histogram.quantile_us(shape.tolist(), 0.95)),
    )


def _ms(latency_us: int | None) -> float | None:
    return None if latency_us is None else latency_us / 1000
