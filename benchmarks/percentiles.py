"""Percentiles of the latency of all runs: from rollups, divided by GROUP BY over the event log.

From rollups: what the product reads and adds up for the whole of a run, run after run. From the
log: one statement that counts the attempts of each run by the millisecond.
"""

from __future__ import annotations

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.table import Line
from benchmarks.workspace import MANY, contacts, drive, launched
from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.services.seconds import Seconds
from mailsim_desktop.store import rollups
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
        from_rollups, from_log = [], []
        for _ in range(rounds):
            begun = perf_counter()
            one = by_rollups(store)
            between = perf_counter()
            other = by_log(store)
            from_rollups.append(between - begun)
            from_log.append(perf_counter() - between)
        fact = _fact(store)
        store.close()
    off = max(abs(a - b) / b for run in one for a, b in zip(one[run], other[run], strict=True))
    times = f"{median(from_rollups) * 1e3:,.0f} ms against {median(from_log) * 1e3:,.0f} ms"
    return [
        Line(
            "GROUP BY over the log ÷ percentiles of all runs from rollups",
            median(from_log) / median(from_rollups),
            "≥ 200",
            f"{times}; {fact}; at most {100 * off:.1f} % apart",
        )
    ]


def by_rollups(store: Store) -> Quantiles:
    """As the product reads a run that goes on."""
    found = {}
    with store.read() as connection:
        for run_id in range(1, RUNS + 1):
            rows = rollups.between(connection, run_id, 0, 1 << 40)
            seconds = Seconds()
            seconds.grow(rows[-1].bucket + 1)
            for row in rows:
                seconds.add(row)
            whole = seconds.averages(0, seconds.end_s())
            found[run_id] = (whole.p50_ms or 0.0, whole.p95_ms or 0.0, whole.p99_ms or 0.0)
    return found


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
