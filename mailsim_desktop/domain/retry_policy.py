"""Retry policies: when a deferred job is tried again, and when it is given up.

A rule says how long to wait (`retry_rule`), a jitter spreads that (`jitter`), and limits
on attempts and on age say when it is enough. Integer microseconds only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import Any, NamedTuple

from mailsim_desktop.domain.jitter import Jitter, decorrelated, jittered
from mailsim_desktop.domain.retry_rule import (
    LONGEST_US,
    ByAge,
    Explicit,
    Exponential,
    Rule,
    rule_from_json,
    rule_json,
)
from mailsim_desktop.errors import ScenarioError

MOST_ATTEMPTS = 10_000
"""No policy makes more, whatever its lifetime allows."""


class AgeRule(StrEnum):
    """When a message is too old."""

    NEXT_DUE = "next-due"  # its next attempt would be due after the lifetime: KumoMTA
    FAILED_ATTEMPT = "failed-attempt"  # an attempt failed at or after the lifetime: Postfix


class Origin(NamedTuple):
    """Where numbers come from: measured, derived, reported or assumed, and the source."""

    provenance: str = "assumed"
    source: str = "our choice"


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """A rule, its jitter, and when it gives up.

    Attributes
    ----------
    id : kebab-case.
    name : for people.
    max_attempts : attempts in all, the first included; None for no such limit.
    lifetime_us : greatest age, counted from when the job was first due; None for no limit.
    throttled_counts : the time that an attempt waits for a rate limit or a connection
        counts in the age; if not, the age is the sum of delays and latencies.
    """

    id: str
    rule: Rule
    max_attempts: int | None = None
    lifetime_us: int | None = None
    age_rule: AgeRule = AgeRule.NEXT_DUE
    jitter: Jitter = Jitter.NONE
    throttled_counts: bool = True
    name: str = ""
    summary: str = ""
    delays_origin: Origin = field(default_factory=Origin)
    limits_origin: Origin = field(default_factory=Origin)

    def __post_init__(self) -> None:
        """Refuse a policy that cannot be carried out."""
        try:
            self._check()
        except ScenarioError as error:
            raise ScenarioError(f"Retry policy {self.id}: {error}.") from error
        if not self.name:
            object.__setattr__(self, "name", self.id)

    def _check(self) -> None:
        self.rule.check()
        if self.max_attempts is None and self.lifetime_us is None:
            raise ScenarioError("it needs max_attempts or a lifetime, or it would never end")
        if self.max_attempts is not None and not 1 <= self.max_attempts <= MOST_ATTEMPTS:
            raise ScenarioError(f"max_attempts must lie between 1 and {MOST_ATTEMPTS:,}")
        if self.lifetime_us is not None and not 0 < self.lifetime_us <= LONGEST_US:
            raise ScenarioError("the lifetime must lie above 0 s and below ten years")
        if not self.rule.table() and self.max_attempts != 1:
            raise ScenarioError("delays are missing")
        if self.jitter is Jitter.DECORRELATED and not isinstance(self.rule, Exponential):
            raise ScenarioError("jitter decorrelated needs an exponential rule, for its base")
        if self.jitter is not Jitter.NONE and isinstance(self.rule, ByAge):
            raise ScenarioError("a rule by age has no jitter")

    @property
    def most_attempts(self) -> int:
        """Attempts that no job exceeds."""
        return MOST_ATTEMPTS if self.max_attempts is None else self.max_attempts

    @property
    def cap_us(self) -> int:
        """The longest delay."""
        return max(self.rule.table(), default=0)

    def delay_us(self, failed: int, now_us: int = 0, age_us: int = 0) -> int:
        """Delay of the rule, without jitter, after attempt number `failed` (from 1)."""
        if isinstance(self.rule, ByAge):
            return self.rule.delay_us(now_us, age_us)
        table = self.rule.table()
        return table[min(failed, len(table)) - 1] if table else 0

    def jittered_us(self, failed: int, previous_us: int, draw: int) -> int:
        """Delay with jitter; `previous_us` is the delay before it, or the base at first."""
        table = self.rule.table()
        if self.jitter is Jitter.DECORRELATED:
            return decorrelated(table[0], table[-1], previous_us, draw)
        return jittered(self.jitter, table[0], self.delay_us(failed), draw)

    def range_us(self, failed: int) -> tuple[int, int]:
        """Least and greatest delay that the jitter can make after attempt number `failed`."""
        first = self.delay_us(1)
        if self.jitter is Jitter.DECORRELATED:
            return first, min(self.cap_us, first * 3 ** min(failed, 64))
        least, most = (
            jittered(self.jitter, first, self.delay_us(failed), draw) for draw in (0, (1 << 64) - 1)
        )
        return least, most

    def gives_up(self, failed: int, age_us: int, delay_us: int) -> bool:
        """Whether attempt number `failed`, which failed at this age, was the last one."""
        if failed >= self.most_attempts:
            return True
        if self.lifetime_us is None:
            return False
        if self.age_rule is AgeRule.NEXT_DUE:
            return age_us + delay_us > self.lifetime_us
        return age_us >= self.lifetime_us

    def instants_us(self) -> tuple[int, ...]:
        """Instants of all attempts if each is deferred at once, without jitter.

        At the last of them it gives up.
        """
        at, found = 0, [0]
        while True:
            delay = 0
            if len(found) < self.most_attempts:
                delay = self.delay_us(len(found), at, at)
            if self.gives_up(len(found), at, delay):
                return tuple(found)
            at += delay
            found.append(at)

    @classmethod
    def explicit(
        cls, name: str, max_attempts: int, delays_us: tuple[int, ...], origin: Origin | None = None
    ) -> RetryPolicy:
        """Delays one by one and a number of attempts, as scenarios write them."""
        origin = origin or Origin()
        return cls(
            name,
            Explicit(delays_us),
            max_attempts,
            delays_origin=origin,
            limits_origin=origin,
        )

    def waits_us(self) -> tuple[int, ...]:
        """Waits between all attempts, as `instants_us` has them."""
        return tuple(after - before for before, after in pairwise(self.instants_us()))

    def to_json(self) -> dict[str, Any]:
        """Form kept in the run's snapshot."""
        return {
            "id": self.id,
            "name": self.name,
            "summary": self.summary,
            "rule": rule_json(self.rule),
            "max_attempts": self.max_attempts,
            "lifetime_us": self.lifetime_us,
            "age_rule": str(self.age_rule),
            "jitter": str(self.jitter),
            "throttled_counts": self.throttled_counts,
            "delays_origin": list(self.delays_origin),
            "limits_origin": list(self.limits_origin),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> RetryPolicy:
        """Read what `to_json` wrote, in this version or before there was more than one rule."""
        if "id" not in data:
            origin = Origin(data["provenance"], data["source"])
            delays = tuple(data["delays_us"])
            return cls.explicit(data["name"], data["max_attempts"], delays, origin)
        return cls(
            id=data["id"],
            rule=rule_from_json(data["rule"]),
            max_attempts=data["max_attempts"],
            lifetime_us=data["lifetime_us"],
            age_rule=AgeRule(data["age_rule"]),
            jitter=Jitter(data["jitter"]),
            throttled_counts=data["throttled_counts"],
            name=data["name"],
            summary=data["summary"],
            delays_origin=Origin(*data["delays_origin"]),
            limits_origin=Origin(*data["limits_origin"]),
        )
