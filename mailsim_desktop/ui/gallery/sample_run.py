"""The example run of the gallery, of 250,000 recipients, that stands halfway; and what it says.

Invented as `samples` are. Nothing here was measured.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mailsim_desktop.domain.retry_policy import RetryPolicy
from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.domain.scenario import Outcome, Reply, Scenario
from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.services.metrics import Counts, Event, Reading, Series
from mailsim_desktop.services.runs import RunRow
from mailsim_desktop.ui.gallery import samples
from mailsim_desktop.ui.models.attempt_list import Attempt
from mailsim_desktop.ui.policy_plan import PlannedAttempt
from mailsim_desktop.ui.snapshot import Snapshot, TimeLeft

PROVIDERS = {"google": "Google", "yahoo": "Yahoo", "corporate": "Corporate"}
_BIN_S = 10

POLICY = RetryPolicy.explicit(
    "patient", 5, tuple(minutes * 60 * SECOND_US for minutes in (5, 15, 60, 240))
)
JITTERED = tuple(
    PlannedAttempt(number, *(at_s * SECOND_US for at_s in times))
    for number, times in enumerate(((0,) * 3, (300, 240, 360), (900, 780, 1020), (1800,) * 3), 1)
)
_REPLIES = (Reply("accepted", 250, "2.0.0", "Accepted", 1_000_000, "assumed", "an example"),)
SCENARIO = Scenario(
    "example", "Example", "", _REPLIES, (0, 1), "assumed", "", POLICY, (), spaced=False
)


class _Driven(RunRow):
    """A run whose process is alive, whatever the clock says."""

    @property
    def hosted(self) -> bool:
        return True


def run(state: RunState, number: int = 3) -> RunRow:
    """A run in this state, driven by a living process."""
    found = _Driven(
        id=number,
        campaign_id=1,
        campaign_name=samples.NAME,
        state=state,
        seed=20_260_914,
        scenario=SCENARIO,
        options=RunOptions(),
        versions={},
        settings_hash=None,
        wanted_workers=2,
        speed=60,
        audience=250_000,
        recipients=250_000,
        planned=250_000,
        planned_until_us=0,
        horizon_us=2_900 * SECOND_US,
        simulated_us=None,
        created_utc_ms=samples.MONDAY_MS,
        started_utc_ms=samples.MONDAY_MS,
        ended_utc_ms=None,
        host="host",
        host_seen_utc_ms=samples.MONDAY_MS,
        digest=None,
        error=None,
    )
    if state not in {RunState.COMPLETED, RunState.FAILED}:
        return found
    return replace(found, simulated_us=12_380 * SECOND_US, ended_utc_ms=samples.MONDAY_MS + 206_000)


def reading(state: RunState) -> Reading:
    """What such a run has come to."""
    done = state is RunState.COMPLETED
    counts = Counts(150_021, 248_707 if done else 127_049, 22_012, 412, 164)
    at_us = 2_900 * SECOND_US
    latency = (214.0, 198.0, 640.0, 955.0)
    return Reading(run(state), at_us, counts, 0, 384, 2_688.0, *latency, 0.147, {})


def snapshot(state: RunState) -> Snapshot:
    """What the run bar shows of it."""
    left = TimeLeft() if state is RunState.COMPLETED else TimeLeft(10_080, 168)
    return Snapshot(reading=reading(state), left=left)


def series() -> Series:
    """Half an hour with a dip, and a queue that grows in it."""
    start_s = np.arange(1_100, 2_900, _BIN_S, dtype=np.int64)
    dip = np.exp(-(((start_s - 2_150) / 160) ** 2))
    wave = 1 + 0.06 * np.sin(start_s / 41) + 0.05 * np.sin(start_s / 13)
    delivered = 440 * wave * (1 - 0.6 * dip)
    deferred = 22 * wave + 190 * dip
    bounced = np.where(start_s % 70 < _BIN_S, 9.0, 3.0)
    expired = np.where(start_s % 330 < _BIN_S, 6.0, 0.0)
    counts = np.array([delivered + deferred + bounced + expired, delivered, deferred])
    counts = np.vstack([counts, bounced, expired]).astype(np.int64)
    p50 = 190 + 30 * np.sin(start_s / 90) + 160 * dip
    queued = (200_000 - 26 * (start_s - 1_100)).astype(np.int64)
    in_flight = (140 + 40 * wave + 420 * dip).astype(np.int64)
    waiting = (1_800 + 300 * wave + 5_000 * np.roll(dip, 30)).astype(np.int64)
    latencies = p50, p50 * 2.9, p50 * 4.4
    return Series(start_s, _BIN_S, counts, *latencies, queued, in_flight, waiting)


MARKS = ((2_040.0, "Yahoo: suspended"),)

ATTEMPTS = (
    Attempt(
        *(1, Outcome.DEFERRED, 252 * SECOND_US, 412_000),
        *("451 4.7.0", "Too many messages from this address, try again later", "DATA"),
        *("198.51.100.7", "of 5 min, equal jitter"),
    ),
    Attempt(
        *(2, Outcome.DEFERRED, 561 * SECOND_US, 388_000, "421 4.4.5"),
        *("Server busy", "MAIL FROM", "198.51.100.7", "of 15 min, equal jitter"),
    ),
    Attempt(
        *(3, Outcome.DELIVERED, 1_498 * SECOND_US, 203_000, "250 2.0.0", "Accepted", "DATA"),
        "198.51.100.8",
    ),
)


def events() -> tuple[Event, ...]:
    """What a run says, oldest first."""
    told: tuple[tuple[int, str, dict[str, object]], ...] = (
        (0, "launched", {}),
        (1, "running", {}),
        (2_031, Outcome.DEFERRED, {"provider_group": "yahoo", "count": 214}),
        (2_240, "worker_lost", {}),
        (2_655, Outcome.BOUNCED, {"provider_group": "corporate", "count": 9}),
        (2_871, Outcome.DEFERRED, {"provider_group": "google", "count": 1}),
    )
    return tuple(
        Event(number, 3, samples.MONDAY_MS, at_s * SECOND_US, str(kind), dict(data))
        for number, (at_s, kind, data) in enumerate(told, 1)
    )
