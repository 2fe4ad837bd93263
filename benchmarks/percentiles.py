"""Percentiles of the latency of all runs: as kept, and by GROUP BY over the event log.

Kept: the histogram of each lane, which the product reads for what came of a run. From the log:
one statement that counts the attempts of each run by the millisecond.
"""

from __future__ import annotations

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.table import Line
from benchmarks.workspace import MANY, contacts, drive, launched
from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.store import latencies
from mailsim_desktop.store.database import Store

SCENARIO = "classic-demo"
RUNS = 5
SHARES = (0.5, 0.95, 0.99)
_BY_MS = """
SELECT run_id, (finish_us - start_us) / 1000 AS ms, COUNT(*) FROM email_logs GROUP BY 1, 2
ORDER BY 1, 2
"""

Quantiles = dict[int, tuple[float, ...]]
"""p50, p95 and p99 in milliseconds by run."""


def measure(number: int, rounds: int) -> list[Line]:
    """Carry out five runs, then ask for their percentiles in both ways in turn."""
    with TemporaryDirectory(prefix="mailsim-bench-") as folder:
        path = contacts(Path(folder), number)
        store = Store(path)
        for seed in range(RUNS):
            drive(path, launched(store, MANY, RunOptions(seed=seed), SCENARIO))
        kept, from_log = [], []
        for _ in range(rounds):
            begun = perf_counter()
            one = by_lanes(store)
            between = perf_counter()
            other = by_log(store)
            kept.append(between - begun)
            from_log.append(perf_counter() - between)
        fact = _fact(store)
        store.close()
    off = max(abs(a - b) / b for run in one for a, b in zip(one[run], other[run], strict=True))
    times = f"{median(kept) * 1e3:,.1f} ms against {median(from_log) * 1e3:,.0f} ms"
    return [
        Line(
            "GROUP BY over the log ÷ percentiles of all runs as kept",
            median(from_log) / median(kept),
            "≥ 200",
            f"{times}; {fact}; at most {100 * off:.1f} % apart",
        )
    ]


def by_lanes(store: Store) -> Quantiles:
    """As the product reads them for what came of a run."""
    with store.read() as connection:
        found = latencies.by_run(connection)
    return {
        run_id: tuple((whole.quantile_us(share) or 0) / 1000 for share in SHARES)
        for run_id, whole in found.items()
    }


def by_log(store: Store) -> Quantiles:
    """To the millisecond."""
    counts: dict[int, list[tuple[int, int]]] = {}
    with store.read() as connection:
        for run_id, ms, number in connection.exec_driver_sql(_BY_MS):
            counts.setdefault(run_id, []).append((ms, number))
    return {
        run_id: tuple(_quantile(found, share) for share in SHARES)
        for run_id, found in counts.items()
    }


def _quantile(counts: list[tuple[int, int]], share: float) -> float:
    left = share * sum(number for _, number in counts)
    for ms, number in counts:
        if number >= left:
            return ms + left / number
        left -= number
    return float(counts[-1][0])


def _fact(store: Store) -> str:
    with store.read() as connection:
        rows, cells = connection.exec_driver_sql(
            "SELECT (SELECT COUNT(*) FROM email_logs), (SELECT COUNT(*) FROM rollups)"
        ).one()
    return f"{RUNS} runs, {rows:,} log rows, {cells:,} rollups"
