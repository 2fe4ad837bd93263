"""The metrics of worker processes, as their supervisor last saw them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from mailsim_desktop.store.run_figures import WorkerFigures

_WORKER = ("worker",)


def worker_families(workers: Sequence[WorkerFigures]) -> Iterator[Metric]:
    """One family each, also where there is no worker now."""
    info = GaugeMetricFamily(
        "mailsim_worker_info",
        "A worker process and its state; always 1.",
        labels=("worker", "host", "pid", "state"),
    )
    attempts = CounterMetricFamily(
        "mailsim_worker_attempts", "Attempts committed since the worker's start.", labels=_WORKER
    )
    memory = GaugeMetricFamily(
        "mailsim_worker_resident_memory_bytes", "Resident memory of a worker.", labels=_WORKER
    )
    started = GaugeMetricFamily(
        "mailsim_worker_start_time_seconds",
        "When a worker started, in seconds since 1970 UTC.",
        labels=_WORKER,
    )
    for one in workers:
        info.add_metric((one.name, one.host, str(one.pid), one.state), 1)
        attempts.add_metric((one.name,), one.attempts)
        started.add_metric((one.name,), one.started_utc_ms / 1000)
        if one.memory_bytes is not None:
            memory.add_metric((one.name,), one.memory_bytes)
    yield from (info, attempts, memory, started)
