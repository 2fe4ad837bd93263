"""The simulation alone: nanoseconds for each attempt, in batches of 2,000."""

from __future__ import annotations

from statistics import median
from time import perf_counter

import numpy as np

from benchmarks.table import Line
from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.domain.schedule import Schedule
from mailsim_desktop.simulation import catalogue
from mailsim_desktop.simulation.job_batch import JobBatch
from mailsim_desktop.simulation.lane import run_batch
from mailsim_desktop.simulation.lane_state import LaneState
from mailsim_desktop.simulation.replies import ReplyModel
from mailsim_desktop.simulation.streams import Stream, uniform_u64

BATCH = 2_000


def once(jobs: int) -> float:
    """Nanoseconds for each attempt of one lane."""
    model = ReplyModel(catalogue.load_scenario("classic-demo"), 1)
    ordinals = np.arange(jobs, dtype=np.int64)
    keys = uniform_u64(1, Stream.SAMPLE, ordinals, 1).view(np.int64)
    lane = LaneState(jobs=jobs, schedule=Schedule.at_once(), connections=[0] * 10)
    due, first = np.zeros(BATCH, dtype=np.int64), np.ones(BATCH, dtype=np.int64)
    fresh = np.ones(BATCH, dtype=np.bool_)
    attempts = 0
    begun = perf_counter()
    for start in range(0, jobs, BATCH):
        part = slice(start, start + BATCH)
        limit = (0, start + BATCH)
        batch = JobBatch(due, ordinals[part], keys[part], first, fresh, limit)
        attempts += len(run_batch(lane, batch, model, NEVER_US).slot)
    return (perf_counter() - begun) / attempts * 1e9


def measure(_number: int, rounds: int) -> list[Line]:
    """Measure the median over `rounds`."""
    found = median(once(200_000) for _ in range(rounds))
    return [Line("simulation alone, ns/attempt", found, "≤ 500", f"batches of {BATCH:,}")]
