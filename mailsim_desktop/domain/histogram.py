"""Latency histograms: 60 log-spaced buckets from 1 ms, packed for a database column.

Buckets grow by a quarter; interpolation with the slope of the neighbours brings p50 and
p95 of smooth latencies (log-normal from sigma 0.2 on) within 2.5 %.
Bounds are integers, made with exact arithmetic: no logarithm decides a bucket.
"""

from __future__ import annotations

import math
import struct
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
    first, end = used[0], used[-1] + 1
    return struct.pack(f"<B{end - first}I", first, *counts[first:end])


def unpack(blob: bytes | None) -> list[int]:
    """Read what `pack` wrote: 60 counts.

    Raises
    ------
    ValueError : nothing that `pack` wrote.
    """
    if not blob:
        return [0] * BUCKETS
    number = len(blob) // 4
    if len(blob) != 1 + 4 * number or blob[0] + number > BUCKETS:
        raise ValueError(f"{len(blob)} bytes from bucket {blob[0]} on are no histogram")
    first, *counts = struct.unpack(f"<B{number}I", blob)
    return [0] * first + counts + [0] * (BUCKETS - first - number)


def add(first: bytes | None, second: bytes | None) -> bytes:
    """Sum of two packed histograms, packed."""
    return pack([a + b for a, b in zip(unpack(first), unpack(second), strict=True)])


def quantile_us(counts: list[int], share: float, greatest_us: int | None = None) -> int | None:
    """Latency below which `share` (in [0, 1]) of the counted attempts lie; None without any.

    Interpolates within the bucket, on the assumption that the density of latencies is
    a straight line there, sloped as its neighbours suggest.

    Parameters
    ----------
    greatest_us : no latency is longer, where that is known; interpolation alone would pass it.
    """
    found = _interpolated(counts, share)
    if found is None or greatest_us is None:
        return found
    low = LOWER_US[bucket_of(greatest_us)]
    if found <= low:
        return found
    # The greatest latency, not the bucket's end, is where its attempts end.
    width_us = max(0, greatest_us - low)
    return min(greatest_us, low + (found - low) * width_us // (low // 4))


def _interpolated(counts: list[int], share: float) -> int | None:
    total = sum(counts)
    if not total:
        return None
    rank = share * total
    below = 0
    for index, count in enumerate(counts):
        if count and below + count >= rank:
            return LOWER_US[index] + int(_within(counts, index, rank - below))
        below += count
    return LOWER_US[-1]


def _within(counts: list[int], index: int, rank: float) -> float:
    """Place of the `rank`-th latency in its bucket, in microseconds from its lower bound."""
    width = LOWER_US[index] // 4
    level = counts[index] / width
    before = counts[index - 1] / (LOWER_US[index - 1] // 4) if index else 0.0
    after = counts[index + 1] / (LOWER_US[index + 1] // 4) if index + 1 < BUCKETS else 0.0
    # The centres of the neighbours lie (4/5 + 2 + 5/4) / 2 widths apart.
    slope = (after - before) / (2.025 * width)
    steepest = 2 * level / width  # a density cannot be negative
    slope = max(-steepest, min(steepest, slope))
    start = level - slope * width / 2
    root = math.sqrt(max(0.0, start * start + 2 * slope * rank))
    return 2 * rank / (start + root) if rank > 0 else 0.0
