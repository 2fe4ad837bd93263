"""The same model as `lane`, as naively as possible: the oracle of the property tests.

One loop over a whole lane, one attempt at a time, plain Python integers, no batches, no
horizon, no numpy. It must stay independent of `lane`; speed is of no concern.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable
from dataclasses import dataclass

from mailsim_desktop.domain.jitter import Jitter
from mailsim_desktop.domain.provider import ProviderGroup
from mailsim_desktop.domain.retry_policy import RetryPolicy
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
    waits = [_Waits(scenario.policy, seed, key) for key in keys]
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
        latency = _latency_us(scenario, seed, keys[seq], attempt)
        finish = start + latency
        free[free.index(min(free))] = finish
        previous = start
        reply = _reply(scenario, seed, keys[seq], attempt)
        log.append(Attempt(keys[seq], attempt, start, finish, reply.id))
        if reply.outcome is Outcome.DEFERRED:
            delay = waits[seq].after(attempt, latency, finish, schedule.due_us(seq))
            if delay is not None:
                insort(todo, (finish + delay, seq, attempt + 1))
    return log


class _Waits:
    """Delays of one job; it remembers what a policy may look back at."""

    def __init__(self, policy: RetryPolicy, seed: int, key: int) -> None:
        self._policy, self._seed, self._key = policy, seed, key
        self._previous = (policy.rule.table() or (0,))[0]
        self._nominal = 0

    def after(self, failed: int, latency_us: int, now_us: int, born_us: int) -> int | None:
        """Delay after an attempt that took `latency_us` and ended at `now_us`; None gives up."""
        policy = self._policy
        self._nominal += latency_us
        now, age = now_us, now_us - born_us
        if not policy.throttled_counts:
            now = age = self._nominal
        if policy.jitter is Jitter.NONE:
            delay = policy.delay_us(failed, now, age) if failed < policy.most_attempts else 0
        else:
            draw = draw_int(self._seed, Stream.RETRY, self._key, failed)
            delay = policy.jittered_us(failed, self._previous, draw)
        self._previous = delay
        self._nominal += delay
        return None if policy.gives_up(failed, age, delay) else delay


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
