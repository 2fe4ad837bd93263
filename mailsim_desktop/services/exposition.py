"""Metrics for Prometheus: what the database says of its runs now, in the text format.

A custom collector over read models: nothing is counted here, nothing is kept, and the library's
global registry is not used. The names are those of `docs/command-line.md`.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator
from typing import Any

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric

from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.services.run_families import RunFamilies
from mailsim_desktop.services.worker_families import worker_families
from mailsim_desktop.store import run_figures, runs
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.dialect import sqlite_version
from mailsim_desktop.version import version


class Collector:
    """Reads everything anew whenever it is asked.

    Parameters
    ----------
    run_ids : the runs to tell of; None for those that have not ended and the one that ended last.
    """

    def __init__(self, store: Store, run_ids: Iterable[int] | None = None) -> None:
        self._store = store
        self._run_ids = None if run_ids is None else list(run_ids)

    def collect(self) -> Iterator[Metric]:
        """All metrics, of one state of the database.

        Raises
        ------
        NotFoundError : there is no such run.
        """
        with self._store.read() as connection:
            by_state = run_figures.runs_by_state(connection)
            ids = self._run_ids
            families = RunFamilies()
            for run_id in run_figures.watched_runs(connection) if ids is None else ids:
                families.add(connection, runs.get(connection, run_id))
            workers = run_figures.workers(connection)
        yield _build()
        yield from _database(self._store)
        yield _runs(by_state)
        yield from families.all()
        yield from worker_families(workers)


def text(store: Store, run_ids: Iterable[int] | None = None) -> str:
    """Write the metrics in the text format of Prometheus; `run_ids` as of `Collector`."""
    registry = CollectorRegistry()
    registry.register(Collector(store, run_ids))
    return generate_latest(registry).decode()


def samples(store: Store, run_ids: Iterable[int] | None = None) -> list[dict[str, Any]]:
    """The same samples as objects: name, type of the metric, labels and value."""
    return [
        {"name": one.name, "type": family.type, "labels": one.labels, "value": one.value}
        for family in Collector(store, run_ids).collect()
        for one in family.samples
    ]


def _build() -> Metric:
    family = GaugeMetricFamily(
        "mailsim_build_info",
        "Versions of the program that reads the database; always 1.",
        labels=("version", "python", "sqlite"),
    )
    family.add_metric((version(), platform.python_version(), sqlite_version()), 1)
    return family


def _database(store: Store) -> Iterator[Metric]:
    yield GaugeMetricFamily(
        "mailsim_database_bytes",
        "Length of the database file.",
        value=_length(str(store.path)),
    )
    yield GaugeMetricFamily(
        "mailsim_database_wal_bytes",
        "Length of its write-ahead log; workers wait from 256 MB on.",
        value=_length(f"{store.path}-wal"),
    )


def _length(path: str) -> int:
    try:
        return os.stat(path).st_size  # noqa: PTH116 # a string
    except OSError:
        return 0  # no write-ahead log while nobody writes


def _runs(by_state: dict[str, int]) -> Metric:
    family = GaugeMetricFamily("mailsim_runs", "Runs by state.", labels=("state",))
    for state in RunState:
        family.add_metric((state,), by_state.get(state, 0))
    return family
