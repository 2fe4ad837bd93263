"""Series for tests of plots: few bins with known values."""

from __future__ import annotations

import numpy as np

from mailsim_desktop.services.metrics import Series


def series(
    bins: int = 60,
    *,
    first_s: int = 0,
    bin_s: int = 10,
    delivered: int = 400,
    deferred: int = 50,
    bounced: int = 0,
    expired: int = 0,
    queued: int = 5_000,
) -> Series:
    """The same in each bin, but for a queue that shrinks by one and a latency that grows."""
    row = [delivered + deferred + bounced + expired, delivered, deferred, bounced, expired]
    growing = np.arange(bins, dtype=np.float64)
    return Series(
        start_s=first_s + bin_s * np.arange(bins, dtype=np.int64),
        bin_s=bin_s,
        counts=np.repeat(np.array(row, dtype=np.int64)[:, None], bins, axis=1),
        p50_ms=200 + growing,
        p95_ms=600 + growing,
        p99_ms=900 + growing,
        queued=queued - np.arange(bins, dtype=np.int64),
        in_flight=np.full(bins, 7, dtype=np.int64),
        waiting=np.full(bins, 12, dtype=np.int64),
    )
