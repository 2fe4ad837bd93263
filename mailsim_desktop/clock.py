"""Wall time: the only module that asks the machine for it.

Wall time serves people and liveness (labels, pacing, heartbeats). No simulated
time comes from here; see `simulation`.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime


def now_utc_ms() -> int:
    """Milliseconds since 1970 in UTC."""
    return time.time_ns() // 1_000_000


def monotonic_s() -> float:
    """Seconds of a clock that never goes back, for intervals."""
    return time.monotonic()


def iso_utc(utc_ms: int) -> str:
    """Write an instant as ``2026-11-24T08:30:00Z``."""
    return datetime.fromtimestamp(utc_ms / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
