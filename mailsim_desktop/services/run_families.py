"""The metrics of runs: one family each, labelled by run and, where it has them, provider group.

Simulated time is in seconds since the start of a run. Attempts and their results are those
before the run's visible instant, as on screens; backlog, next start and leases as committed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)

from mailsim_desktop.domain import histogram
from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.domain.scenario import Outcome
from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.domain.transitions import TERMINAL_RUN_STATES, JobState, RunState
from mailsim_desktop.store import dead_letters, events, run_control, run_figures
from mailsim_desktop.store.rollups import BUCKET_US, REQUEUED, STARTED
from mailsim_desktop.store.run_figures import GroupFigures
from mailsim_desktop.store.runs import RunRow

if TYPE_CHECKING:
    from sqlalchemy import Connection

_RUN = ("run",)
_GROUP = ("run", "provider_group")
_BOUNDS = [str((lower - 1) / SECOND_US) for lower in histogram.LOWER_US[1:]] + ["+Inf"]
"""Upper bounds of the buckets of latencies, in seconds; whole microseconds lie up to them."""


class RunFamilies:
    """Collects the samples of any number of runs."""

    def __init__(self) -> None:
        self._info = _gauge("run_info", "A run and what it rehearses; always 1.",
                            "run", "campaign", "scenario", "priority")  # fmt: skip
        self._state = _gauge("run_state", "1 for the state that a run is in.", "run", "state")
        self._horizon = _gauge("run_horizon_seconds", "Workers carry out what starts before.")
        self._clock = _gauge("run_visible_seconds", "All before is final and counted here.")
        self._shards = _gauge("shards", "Shards of a run.")
        self._leased = _gauge("shards_leased", "Shards that a worker holds now.")
        self._takeovers = _counter("takeovers", "Leases taken over from a worker that was lost.")
        self._lost = _counter("workers_lost", "Workers that died or were killed.")
        self._recipients = _gauge("recipients", "Recipients after exclusions.", *_GROUP)
        self._jobs = _gauge("jobs", "Jobs by state.", *_GROUP, "state")
        self._waiting = _gauge("jobs_waiting", "Pending jobs that wait for a retry.", *_GROUP)
        self._backlog = _gauge("backlog_jobs", "Jobs without a result, as committed.", *_GROUP)
        self._next = _gauge("next_start_seconds", "No attempt is left that starts earlier.",
                            *_GROUP)  # fmt: skip
        self._attempts = _counter("attempts", "Attempts by outcome.", *_GROUP, "outcome")
        self._flight = _gauge("attempts_in_flight", "Attempts started, not answered.", *_GROUP)
        self._latency = HistogramMetricFamily(
            "mailsim_attempt_latency_seconds", "Simulated time to an answer.", labels=_GROUP
        )
        self._dead = _gauge("dead_letters", "Jobs that expired or were poisoned, by last reply.",
                            *_GROUP, "state", "reply")  # fmt: skip

    def all(self) -> Iterator[Metric]:
        """Every family, also those without a sample."""
        yield from vars(self).values()

    def add(self, connection: Connection, run: RunRow) -> None:
        """Add the samples of a run."""
        seen = run_control.control(connection, run.id)
        self._add_run(connection, run, seen.visible_us)
        until = seen.visible_us // BUCKET_US
        counts: dict[tuple[str, str], run_figures.Attempts] = {}
        for one in run_figures.attempts(connection, run.id, until):
            counts[one.provider_group, one.outcome] = one
        latencies = run_figures.latencies(connection, run.id, until)
        for group in run_figures.groups(connection, run.id):
            own = {outcome: one for (name, outcome), one in counts.items()
                   if name == group.provider_group}  # fmt: skip
            self._add_group(run, group, own, latencies.get(group.provider_group, []))
        for name, reply, state, number in dead_letters.groups(connection, run.id):
            line = "" if reply is None else run.scenario.replies[reply].id
            self._dead.add_metric((str(run.id), name, state, line), number)

    def _add_run(self, connection: Connection, run: RunRow, visible_us: int) -> None:
        own = (str(run.id),)
        campaign = str(run.campaign_id)
        self._info.add_metric((*own, campaign, run.scenario.id, str(run.priority)), 1)
        for state in RunState:
            self._state.add_metric((*own, state), int(state is run.state))
        if run.horizon_us < NEVER_US:
            self._horizon.add_metric(own, run.horizon_us / SECOND_US)
        self._clock.add_metric(own, visible_us / SECOND_US)
        shards = run_figures.shards(connection, run.id)
        self._shards.add_metric(own, shards.number)
        self._leased.add_metric(own, shards.leased)
        self._takeovers.add_metric(own, events.count(connection, run.id, "takeover"))
        self._lost.add_metric(own, events.count(connection, run.id, "worker_lost"))

    def _add_group(
        self,
        run: RunRow,
        group: GroupFigures,
        found: dict[str, run_figures.Attempts],
        latencies: Sequence[int],
    ) -> None:
        own = (str(run.id), group.provider_group)
        count = defaultdict(int, {outcome: one.number for outcome, one in found.items()})
        self._recipients.add_metric(own, group.jobs)
        self._backlog.add_metric(own, group.backlog)
        if group.next_start_us < NEVER_US and run.state not in TERMINAL_RUN_STATES:
            self._next.add_metric(own, group.next_start_us / SECOND_US)
        for outcome in Outcome:
            self._attempts.add_metric((*own, outcome), count[outcome])
        answered = sum(count[outcome] for outcome in Outcome)
        self._flight.add_metric(own, count[STARTED] - answered)
        retries = found[STARTED].retries if STARTED in found else 0
        waiting = max(0, count[Outcome.DEFERRED] + count[REQUEUED] - retries)
        self._waiting.add_metric(own, 0 if run.state in TERMINAL_RUN_STATES else waiting)
        for state, number in _jobs(group, count).items():
            self._jobs.add_metric((*own, state), number)
        if latencies:
            sum_us = sum(one.latency_us for one in found.values())
            self._latency.add_metric(own, _cumulative(latencies), sum_us / SECOND_US)


def _jobs(group: GroupFigures, count: dict[str, int]) -> dict[JobState, int]:
    ended = {
        JobState.DELIVERED: count[Outcome.DELIVERED],
        JobState.BOUNCED: count[Outcome.BOUNCED],
        JobState.EXPIRED: count[Outcome.EXPIRED] - count[REQUEUED],
        JobState.POISONED: group.poisoned,
        JobState.CANCELLED: group.cancelled,
    }
    return {JobState.PENDING: group.jobs - sum(ended.values()), **ended}


def _cumulative(latencies: Sequence[int]) -> list[tuple[str, float]]:
    total, buckets = 0, []
    for bound, count in zip(_BOUNDS, latencies, strict=True):
        total += count
        buckets.append((bound, float(total)))
    return buckets


def _gauge(name: str, documentation: str, *labels: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"mailsim_{name}", documentation, labels=labels or _RUN)


def _counter(name: str, documentation: str, *labels: str) -> CounterMetricFamily:
    return CounterMetricFamily(f"mailsim_{name}", documentation, labels=labels or _RUN)
