"""Retry policies for whole arrays of attempts; `domain.retry_policy` is the same for one.

Where nothing but the number of an attempt and its own draw decides, the delay is drawn with
the reply. Where the age counts what an attempt waited for, only the clock of the lane knows
it: `Aging` is asked there, for deferrals alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mailsim_desktop.domain.jitter import WIDEST_US, Jitter
from mailsim_desktop.domain.retry_policy import AgeRule, RetryPolicy
from mailsim_desktop.domain.retry_rule import LONGEST_US, ByAge
from mailsim_desktop.simulation.streams import Stream, uniform_u64

Ints = NDArray[np.int64]
Latencies = Callable[[Ints, Ints], Ints]
"""Latency of each (key, attempt)."""


@dataclass(frozen=True, slots=True)
class Aging:
    """Decides on a deferral by the age of its job, as the clock of the lane has it."""

    policy: RetryPolicy

    def delay_us(self, failed: int, now_us: int, born_us: int, drawn_us: int) -> int:
        """Delay after attempt `failed`, which ended at `now_us`; -1 gives up.

        Parameters
        ----------
        born_us : when the job was first due.
        drawn_us : delay with its jitter, for all rules but the one by age.
        """
        age = now_us - born_us
        delay = drawn_us
        if isinstance(self.policy.rule, ByAge):
            delay = self.policy.rule.delay_us(now_us, age)
        return -1 if self.policy.gives_up(failed, age, delay) else delay

    def is_past(self, age_us: Ints, delay_us: Ints) -> NDArray[np.bool_]:
        """Whether jobs that fail at these ages are given up for their age alone."""
        lifetime = LONGEST_US if self.policy.lifetime_us is None else self.policy.lifetime_us
        if self.policy.age_rule is AgeRule.NEXT_DUE:
            past: NDArray[np.bool_] = age_us + delay_us > lifetime
            return past
        return age_us >= lifetime


class RetryModel:
    """Delays of one policy under one seed, and after which attempts it gives up."""

    def __init__(self, policy: RetryPolicy, seed: int, latency: Latencies) -> None:
        self._policy = policy
        self._seed = seed
        self._latency = latency
        self._table = np.array(policy.rule.table() or (0,), dtype=np.int64)
        by_age = isinstance(policy.rule, ByAge)
        self._nominal = not policy.throttled_counts and (by_age or policy.lifetime_us is not None)
        self.aging: Aging | None = None
        if policy.throttled_counts and (by_age or policy.lifetime_us is not None):
            self.aging = Aging(policy)

    def draw(
        self, keys: Ints, attempts: Ints, earlier: Ints | None = None
    ) -> tuple[Ints, NDArray[np.bool_]]:
        """Delay after each attempt if it is deferred, and whether that gives up for sure.

        Parameters
        ----------
        keys, attempts : (n,) int64; attempts from 1.
        earlier : (n,) int64, attempts before a job was requeued: the policy begins anew after
            them, the luck does not. None for no job any.

        Returns
        -------
        (n,) int64 delays, never more than what `aging` makes of them; (n,) bool.
        """
        before: Ints | int = 0 if earlier is None else earlier
        tries: Ints = attempts - before
        last = tries >= self._policy.most_attempts
        if self._nominal:
            delays, past = self._by_nominal_age(keys, tries, before)
            return delays, past | last
        if self._policy.jitter is Jitter.DECORRELATED:
            delay = np.full(len(keys), self._table[0])
            for attempt in range(1, int(tries.max(initial=0)) + 1):
                next_delay = self._jittered(keys, attempt, delay, before)
                delay = np.where(tries >= attempt, next_delay, delay)
            return delay, last
        return self._jittered(keys, tries, self._table[:1], before), last

    def _by_nominal_age(
        self, keys: Ints, tries: Ints, before: Ints | int
    ) -> tuple[Ints, NDArray[np.bool_]]:
        """Walk each job from the first attempt of its policy on, as if nothing had held it up."""
        policy, number = self._policy, len(keys)
        age = np.zeros(number, dtype=np.int64)
        delay = np.full(number, self._table[0])
        past = np.zeros(number, dtype=np.bool_)
        for attempt in range(1, int(tries.max(initial=0)) + 1):
            made = tries >= attempt
            now = age + self._latency(keys, np.full(number, attempt, dtype=np.int64) + before)
            if isinstance(policy.rule, ByAge):
                rule = policy.rule
                found = np.array([rule.delay_us(at, at) for at in now.tolist()], dtype=np.int64)
            else:
                found = self._jittered(keys, attempt, delay, before)
            ended = zip(now.tolist(), found.tolist(), strict=True)
            over = np.array([policy.gives_up(attempt, at, wait) for at, wait in ended])
            past = np.where(made, over, past).astype(np.bool_)
            delay = np.where(made, found, delay)
            age = np.where(made, now + found, age)
        return delay, past

    def _jittered(self, keys: Ints, tries: Ints | int, previous: Ints, before: Ints | int) -> Ints:
        """Delay after the given attempts; `previous` counts for the jitter decorrelated alone.

        The rule counts the attempts of its policy; a draw also those `before`.
        """
        table, jitter = self._table, self._policy.jitter
        number = np.broadcast_to(np.asarray(tries, dtype=np.int64), (len(keys),))
        delay: Ints = table[np.minimum(number, len(table)) - 1]
        if jitter is Jitter.NONE:
            return delay
        draw = uniform_u64(self._seed, Stream.RETRY, keys, number + before)
        found = delay
        if jitter is Jitter.FULL:
            found = _share(delay, draw)
        elif jitter is Jitter.EQUAL:
            found = delay - delay // 2 + _share(delay // 2, draw)
        elif jitter is Jitter.CENTRED:
            width = min(int(table[0]) // 20, WIDEST_US)
            spread = _share(np.full(len(keys), width, dtype=np.int64), draw)
            found = np.maximum(0, delay - width // 2 + spread)
        elif jitter is Jitter.DECORRELATED:
            found = np.minimum(table[-1], table[0] + _share(3 * previous - table[0], draw))
        return found


def _share(value: Ints, draw: NDArray[np.uint64]) -> Ints:
    """Part of `value` that a draw takes: value times draw, over 2**64, rounded down.

    The upper 32 bits of the draw decide. The product is taken in two halves, since a delay
    of ten years has 49 bits.
    """
    upper, wide = draw >> np.uint64(32), value.astype(np.uint64)
    high = (wide >> np.uint64(32)) * upper
    low = ((wide & np.uint64(0xFFFFFFFF)) * upper) >> np.uint64(32)
    found: Ints = (high + low).astype(np.int64)
    return found
