"""Latencies of whole runs, from their lanes: no rollup and no log is read for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection

from mailsim_desktop.domain import histogram


class Latencies(NamedTuple):
    """All attempts of a provider group or of a run, as committed.

    `counts` are those of the 60 buckets of `domain.histogram`; `longest_us` is the longest.
    """

    counts: list[int]
    longest_us: int

    def quantile_us(self, share: float) -> int | None:
        """Latency below which `share` (in [0, 1]) of the attempts lie; None without any."""
        return histogram.quantile_us(self.counts, share, self.longest_us)


_SELECT = "SELECT {by}, histogram, longest_us FROM lanes WHERE histogram IS NOT NULL"


def by_group(connection: Connection, run_id: int) -> dict[str, Latencies]:
    """Latencies of a run by provider group; of those with an attempt."""
    sql = f"{_SELECT.format(by='provider_group')} AND run_id = ?"
    found: dict[str, list[Latencies]] = {}
    for group, packed, longest_us in connection.exec_driver_sql(sql, (run_id,)):
        found.setdefault(group, []).append(Latencies(histogram.unpack(packed), longest_us))
    return {group: together(parts) for group, parts in found.items()}


def by_run(connection: Connection) -> dict[int, Latencies]:
    """Latencies of every run with an attempt, by its id."""
    found: dict[int, list[Latencies]] = {}
    for run_id, packed, longest_us in connection.exec_driver_sql(_SELECT.format(by="run_id")):
        found.setdefault(run_id, []).append(Latencies(histogram.unpack(packed), longest_us))
    return {run_id: together(parts) for run_id, parts in found.items()}


def together(parts: Iterable[Latencies]) -> Latencies:
    """All of them as one."""
    counts, longest_us = [0] * histogram.BUCKETS, 0
    for part in parts:
        counts = [a + b for a, b in zip(counts, part.counts, strict=True)]
        longest_us = max(longest_us, part.longest_us)
    return Latencies(counts, longest_us)
