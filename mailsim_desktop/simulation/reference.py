"""The same model as `lane`, as naively as possible: the oracle of the property tests.

One loop over a whole lane, one attempt at a time, plain Python integers, no batches, no
horizon, no numpy. It must stay independent of `lane`; speed is of no concern.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable
from dataclasses import dataclass

from mailsim_desktop.domain.provider import ProviderGroup
from mailsim_desktop.domain.scenario import PPM, Outcome, Reply, Scenario
from mailsim_desktop.domain.schedule import Schedule
from mailsim_desktop.simulation.streams import Stream, draw_int


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt as the log has it; times in simulated microseconds."""

    contact_key: int
    attempt: int
    start_us: int
    finish_us: int
    reply_id: str


def run_lane(
    scenario: Scenario,
    group: ProviderGroup,
    seed: int,
    contact_keys: Iterable[int],
    schedule: Schedule,
) -> list[Attempt]:
    """Carry a whole lane through to its end, in the order of starts."""
    keys = sorted(contact_keys)
    todo = [(schedule.due_us(seq), seq, 1) for seq in range(len(keys))]
    free = [0] * group.connections
    tat = 0
    previous = 0
    log: list[Attempt] = []
    while todo:
        due, seq, attempt = todo.pop(0)
        start = max(due, min(free), previous)
        if group.rate is not None:
            earliest = tat - (group.rate.burst - 1) * group.rate.p
            start = max(start, -(-earliest // group.rate.q))
            tat = max(tat, start * group.rate.q) + group.rate.p
        finish = start + _latency_us(scenario, seed, keys[seq], attempt)
        free[free.index(min(free))] = finish
        previous = start
        reply = _reply(scenario, seed, keys[seq], attempt)
        log.append(Attempt(keys[seq], attempt, start, finish, reply.id))
        delay = scenario.policy.delay_us(attempt)
        if reply.outcome is Outcome.DEFERRED and delay is not None:
            insort(todo, (finish + delay, seq, attempt + 1))
    return log


def _latency_us(scenario: Scenario, seed: int, key: int, attempt: int) -> int:
    table = scenario.latency_us
    scaled = (draw_int(seed, Stream.LATENCY, key, attempt) >> 32) * (len(table) - 1)
    index, fraction = scaled >> 32, scaled & 0xFFFFFFFF
    return table[index] + ((table[index + 1] - table[index]) * fraction >> 32)


def _reply(scenario: Scenario, seed: int, key: int, attempt: int) -> Reply:
    uniform = draw_int(seed, Stream.REPLY, key, attempt)
    end = 0
    for reply in scenario.replies:
        end += reply.share_ppm
        if uniform < (end << 64) // PPM:
            return reply
    return scenario.replies[-1]
