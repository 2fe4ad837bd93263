"""A second, independent oracle: the same model written with SimPy, given the same draws.

SimPy's processes, priority queue and clock decide here; nothing of `simulation.lane` or
`simulation.reference` is used but the draws. The rate limit is a token bucket in exact
fractions, the usual twin of GCRA.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
import simpy

from mailsim_desktop.domain.contact import contact_key
from mailsim_desktop.domain.provider import ProviderGroup
from mailsim_desktop.domain.scenario import Scenario
from mailsim_desktop.simulation import catalogue
from mailsim_desktop.simulation.replies import DEFERRED, ReplyModel
from tests.helpers.in_process import run_in_process
from tests.helpers.workspace import addresses, one_lane

EMAILS = addresses(1_500) + one_lane(1_000)
Draw = Callable[[int, int], tuple[int, int | None]]
"""(contact key, attempt) to latency and delay before the next attempt, None at the end."""


def draws_of(scenario: Scenario, seed: int) -> Draw:
    """The engine's own draws, one at a time."""
    model = ReplyModel(scenario, seed)

    def draw(key: int, attempt: int) -> tuple[int, int | None]:
        found = model.draw(np.array([key]), np.array([attempt]))
        deferred = found.outcome[0] == DEFERRED
        return int(found.latency_us[0]), int(found.delay_us[0]) if deferred else None

    return draw


class TokenBucket:
    """Holds up to `burst` tokens; one comes every p/q microseconds."""

    def __init__(self, group: ProviderGroup) -> None:
        assert group.rate is not None
        self._interval = Fraction(group.rate.p, group.rate.q)
        self._burst = group.rate.burst
        self._tokens = Fraction(self._burst)
        self._at = Fraction(0)

    def _fill(self, now: int) -> None:
        self._tokens = min(self._burst, self._tokens + (now - self._at) / self._interval)
        self._at = Fraction(now)

    def wait_us(self, now: int) -> int:
        """Whole microseconds until a token is there."""
        self._fill(now)
        missing = (1 - self._tokens) * self._interval
        return max(0, -((-missing.numerator) // missing.denominator))

    def take(self) -> None:
        self._tokens -= 1


def simulate(
    group: ProviderGroup, keys: list[int], due: Callable[[int], int], draw: Draw
) -> set[tuple[int, int, int, int]]:
    """All attempts of one lane as (contact key, attempt, start, finish)."""
    world = simpy.Environment()
    waiting = simpy.PriorityStore(world)
    connections = simpy.Resource(world, capacity=group.connections)
    bucket = None if group.rate is None else TokenBucket(group)
    log: set[tuple[int, int, int, int]] = set()

    def become_due(at: int, seq: int, attempt: int):
        yield world.timeout(at - world.now)
        yield waiting.put((at, seq, attempt))

    def deliver(seq: int, attempt: int, held):
        start = world.now
        latency, delay = draw(keys[seq], attempt)
        yield world.timeout(latency)
        connections.release(held)
        log.add((keys[seq], attempt, start, world.now))
        if delay is not None:
            world.process(become_due(world.now + delay, seq, attempt + 1))

    def dispatch():
        while True:
            held = connections.request()
            yield held
            _, seq, attempt = yield waiting.get()
            if bucket is not None:
                yield world.timeout(bucket.wait_us(world.now))
                bucket.wait_us(world.now)
                bucket.take()
            world.process(deliver(seq, attempt, held))

    for seq in range(len(keys)):
        world.process(become_due(due(seq), seq, 1))
    world.process(dispatch())
    world.run()
    return log


@pytest.mark.parametrize("scenario_id", ["classic-demo", "rate-limited"])
def test_engine_and_simpy_agree_on_every_start_and_finish(workspace, scenario_id):
    scenario = catalogue.load_scenario(scenario_id)
    list_id = workspace.add_list(EMAILS)
    store = workspace.store()
    run_id = workspace.launch(list_id, scenario=scenario_id, seed=9)
    run_in_process(store, run_id, step_us=10_000_000)
    store.close()
    groups = catalogue.load_domain_table()
    draw = draws_of(scenario, 9)

    for group in scenario.groups:
        keys = sorted(
            contact_key(mail)
            for mail in EMAILS
            if groups.get(mail.rpartition("@")[2], "other") == group.id
        )
        spaced = scenario.spaced and group.rate is not None
        p, q = (group.rate.p, group.rate.q) if spaced and group.rate else (0, 1)
        expected = simulate(group, keys, lambda seq, p=p, q=q: seq * p // q, draw)
        found = workspace.sql(
            "SELECT j.contact_key, g.attempt, g.start_us, g.finish_us FROM email_logs AS g"
            " JOIN email_jobs AS j ON j.id = g.job_id JOIN lanes AS l ON l.id = g.lane_id"
            " WHERE l.run_id = ? AND l.name = ?",
            run_id,
            group.id,
        )
        assert set(found) == expected
