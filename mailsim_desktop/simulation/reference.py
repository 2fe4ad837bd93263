"""The same model as `lane`, as naively as possible: the oracle of the property tests.

One loop over a whole lane, one attempt at a time, plain Python integers, no batches, no
horizon, no numpy. It must stay independent of `lane`; speed is of no concern.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from mailsim_desktop.domain.dead_letters import Selection
from mailsim_desktop.domain.intervention import Intervention, RateChange
from mailsim_desktop.domain.jitter import Jitter
from mailsim_desktop.domain.provider import ProviderGroup
from mailsim_desktop.domain.rate import Rate
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
    *,
    interventions: Iterable[Intervention] = (),
) -> list[Attempt]:
    """Carry a whole lane through to its end, in the order of starts.

    Parameters
    ----------
    interventions : of this lane, in order; the jobs of a selection are ordinals here.
    """
    lane = _Lane(scenario, group, seed, contact_keys, schedule)
    pending = list(interventions)
    while lane.todo or pending:
        if pending and (not lane.todo or lane.next_start() >= pending[0].at_us):
            lane.change(pending.pop(0))
        else:
            lane.attempt()
    return lane.log


class _Lane:
    """Everything that one lane remembers."""

    def __init__(
        self,
        scenario: Scenario,
        group: ProviderGroup,
        seed: int,
        contact_keys: Iterable[int],
        schedule: Schedule,
    ) -> None:
        self._scenario, self._seed = scenario, seed
        self._keys = sorted(contact_keys)
        self._born = [schedule.due_us(seq) for seq in range(len(self._keys))]
        self._waits = [_Waits(scenario.policy, seed, key, 0) for key in self._keys]
        self._free = [0] * group.connections
        self._rate = group.rate
        self._tat = 0
        self._previous = 0
        self._letters: dict[int, Attempt] = {}  # last attempt of each job that expired, by ordinal
        self.todo = [(born, seq, 1) for seq, born in enumerate(self._born)]
        self.log: list[Attempt] = []

    def next_start(self) -> int:
        """When the next attempt starts."""
        start = max(self.todo[0][0], min(self._free), self._previous)
        if self._rate is not None:
            earliest = self._tat - (self._rate.burst - 1) * self._rate.p
            start = max(start, -(-earliest // self._rate.q))
        return start

    def attempt(self) -> None:
        """Make the next attempt."""
        start = self.next_start()
        _, seq, attempt = self.todo.pop(0)
        if self._rate is not None:
            self._tat = max(self._tat, start * self._rate.q) + self._rate.p
        latency = _latency_us(self._scenario, self._seed, self._keys[seq], attempt)
        finish = start + latency
        self._free[self._free.index(min(self._free))] = finish
        self._previous = start
        reply = _reply(self._scenario, self._seed, self._keys[seq], attempt)
        self.log.append(Attempt(self._keys[seq], attempt, start, finish, reply.id))
        if reply.outcome is Outcome.DEFERRED:
            delay = self._waits[seq].after(attempt, latency, finish, self._born[seq])
            if delay is None:
                self._letters[seq] = self.log[-1]
            else:
                insort(self.todo, (finish + delay, seq, attempt + 1))

    def change(self, intervention: Intervention) -> None:
        """Let an intervention take effect: every attempt before its instant is made."""
        change = intervention.change
        if isinstance(change, RateChange):
            self._change_rate(intervention.at_us, change.rate)
        else:
            self._requeue(intervention.at_us, change.selection)

    def _change_rate(self, at_us: int, rate: Rate | None) -> None:
        ahead = Fraction(0)  # attempts
        if self._rate is not None:
            ahead = max(ahead, Fraction(self._tat - at_us * self._rate.q, self._rate.p))
        self._rate = rate
        self._previous = max(self._previous, at_us)
        self._tat = 0 if rate is None else ceil(at_us * rate.q + ahead * rate.p)
        if self._scenario.spaced:
            later = [job for job in self.todo if job[2] == 1 and job[0] >= at_us]
            for place, (due, seq, _) in enumerate(sorted(later, key=lambda job: job[1])):
                self.todo.remove((due, seq, 1))
                self._born[seq] = at_us if rate is None else at_us + place * rate.p // rate.q
                insort(self.todo, (self._born[seq], seq, 1))

    def _requeue(self, at_us: int, selection: Selection) -> None:
        for seq, last in list(self._letters.items()):
            wanted = selection.reply in {None, last.reply_id}
            if wanted and (not selection.jobs or seq in selection.jobs):
                del self._letters[seq]
                self._born[seq] = max(at_us, last.finish_us)
                key = self._keys[seq]
                self._waits[seq] = _Waits(self._scenario.policy, self._seed, key, last.attempt)
                insort(self.todo, (self._born[seq], seq, last.attempt + 1))


class _Waits:
    """Delays of one job; it remembers what a policy may look back at."""

    def __init__(self, policy: RetryPolicy, seed: int, key: int, earlier: int) -> None:
        self._policy, self._seed, self._key = policy, seed, key
        self._earlier = earlier  # attempts that the policy does not count
        self._previous = (policy.rule.table() or (0,))[0]
        self._nominal = 0

    def after(self, failed: int, latency_us: int, now_us: int, born_us: int) -> int | None:
        """Delay after an attempt that took `latency_us` and ended at `now_us`; None gives up."""
        policy = self._policy
        tries = failed - self._earlier
        self._nominal += latency_us
        now, age = now_us, now_us - born_us
        if not policy.throttled_counts:
            now = age = self._nominal
        if policy.jitter is Jitter.NONE:
            delay = policy.delay_us(tries, now, age) if tries < policy.most_attempts else 0
        else:
            draw = draw_int(self._seed, Stream.RETRY, self._key, failed)
            delay = policy.jittered_us(tries, self._previous, draw)
        self._previous = delay
        self._nominal += delay
        return None if policy.gives_up(tries, age, delay) else delay


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
