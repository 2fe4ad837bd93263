"""The engine's model written with SimPy, in memory, nothing stored.

It is the model of `tests/golden/test_simpy.py`, which proves that both come to the same log; only
its draws are made beforehand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np
import simpy

from mailsim_desktop.domain.run import DEFAULT_SEED
from mailsim_desktop.domain.scenario import Scenario
from mailsim_desktop.simulation import catalogue
from mailsim_desktop.simulation.replies import DEFERRED, ReplyModel
from mailsim_desktop.store.database import Store


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane: latency and delay of each attempt of each job, -1 at the end of a job."""

    connections: int
    latency: list[list[int]]
    delay: list[list[int]]


def lanes_of(path: Path, scenario_id: str, jobs: int) -> list[Lane]:
    """About `jobs` jobs of a planned run, over its lanes as in the plan."""
    scenario = catalogue.load_scenario(scenario_id)
    store = Store(path)
    with store.read() as connection:
        lanes = connection.exec_driver_sql(
            "SELECT id, provider_group, jobs FROM lanes WHERE run_id = 1 ORDER BY id"
        ).all()
        total = sum(lane[2] for lane in lanes)
        found = []
        for lane_id, group, number in lanes:
            keys = connection.exec_driver_sql(
                "SELECT contact_key FROM email_jobs WHERE lane_id = ? ORDER BY id LIMIT ?",
                (lane_id, number * jobs // total),
            ).scalars()
            found.append(_lane(scenario, group, np.array(list(keys), dtype=np.int64)))
    store.close()
    return found


def _lane(scenario: Scenario, group: str, keys: np.ndarray) -> Lane:
    model = ReplyModel(scenario, DEFAULT_SEED)
    latency, delay = [], []
    for attempt in range(1, scenario.policy.max_attempts + 1):
        draws = model.draw(keys, np.full(len(keys), attempt))
        latency.append(draws.latency_us.tolist())
        delay.append(np.where(draws.outcome == DEFERRED, draws.delay_us, -1).tolist())
    return Lane(scenario.group(group).connections, latency, delay)


def run(lanes: list[Lane]) -> tuple[int, float]:
    """Simulate all lanes in one world; returns attempts made and seconds taken."""
    begun = perf_counter()
    world = simpy.Environment()
    made: list[list[tuple[int, int, int, int]]] = []
    for lane in lanes:
        log: list[tuple[int, int, int, int]] = []
        made.append(log)
        _start(world, lane, log)
    world.run()
    return sum(map(len, made)), perf_counter() - begun


def _start(world: simpy.Environment, lane: Lane, log: list[tuple[int, int, int, int]]) -> None:
    waiting = simpy.PriorityStore(world)
    connections = simpy.Resource(world, capacity=lane.connections)

    def become_due(after: int, seq: int, attempt: int) -> Iterator[simpy.Event]:
        yield world.timeout(after)
        yield waiting.put((world.now, seq, attempt))

    def deliver(seq: int, attempt: int, held: simpy.Event) -> Iterator[simpy.Event]:
        start = world.now
        yield world.timeout(lane.latency[attempt - 1][seq])
        connections.release(held)
        log.append((seq, attempt, start, world.now))
        delay = lane.delay[attempt - 1][seq]
        if delay >= 0:
            world.process(become_due(delay, seq, attempt + 1))

    def dispatch() -> Iterator[simpy.Event]:
        while True:
            held = connections.request()
            yield held
            _, seq, attempt = yield waiting.get()
            world.process(deliver(seq, attempt, held))

    for seq in range(len(lane.latency[0])):
        world.process(become_due(0, seq, 1))
    world.process(dispatch())
