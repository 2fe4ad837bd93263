"""Latency histograms: 60 log-spaced buckets from 1 ms, packed for a database column.

Buckets grow by a quarter, so p50 and p95 come within 2.5 % after interpolation.
Bounds are integers, made with exact arithmetic: no logarithm decides a bucket.
"""

from __future__ import annotations

from bisect import bisect_right
from fractions import Fraction

BUCKETS = 60


def _bounds() -> tuple[int, ...]:
    ratio = Fraction(5, 4)
    return tuple(int(1000 * ratio**n) for n in range(BUCKETS))


LOWER_US = _bounds()
"""Lower bound of each bucket in microseconds; the first also takes everything below."""


def bucket_of(latency_us: int) -> int:
    """Index of the bucket that holds `latency_us`."""
    return max(0, bisect_right(LOWER_US, latency_us) - 1)


def pack(counts: list[int]) -> bytes:
    """Write 60 counts as: index of the first used bucket, then 4 bytes little-endian each."""
    used = [index for index, count in enumerate(counts) if count]
    if not used:
        return b""
    first, last = used[0], used[-1]
    body = b"".join(count.to_bytes(4, "little") for count in counts[first : last + 1])
    return bytes([first]) + body


def unpack(blob: bytes | None) -> list[int]:
    """Read what `pack` wrote: 60 counts."""
    counts = [0] * BUCKETS
    if blob:
        for offset in range(1, len(blob), 4):
            counts[blob[0] + offset // 4] = int.from_bytes(blob[offset : offset + 4], "little")
    return counts


def add(first: bytes | None, second: bytes | None) -> bytes:
    """Sum of two packed histograms, packed."""
    return pack([a + b for a, b in zip(unpack(first), unpack(second), strict=True)])


def quantile_us(counts: list[int], share: float) -> int | None:
    """Latency below which `share` (in [0, 1]) of the counted attempts lie; None without any.

    Interpolates within the bucket, on the assumption that it is evenly filled.
    """
    total = sum(counts)
    if not total:
        return None
    rank = share * total
    below = 0
    for index, count in enumerate(counts):
        if count and below + count >= rank:
            low = LOWER_US[index]
            width = low // 4
            return low + int(width * (rank - below) / count)
        below += count
    return LOWER_US[-1]
