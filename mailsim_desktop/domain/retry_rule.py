"""How long a retry policy waits after the n-th failed attempt, before any jitter.

Four rules, each a value: delays written out, an exponential, stretches of age as Exim has
them, and the age of the message itself as Postfix has it. Integer microseconds and exact
fractions only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.errors import ScenarioError

LONGEST_US = 10 * 366 * 86_400 * SECOND_US
"""Ten years: no delay is longer, whatever a formula without a cap comes to."""


@dataclass(frozen=True, slots=True)
class Explicit:
    """Delays one by one; the last one repeats."""

    delays_us: tuple[int, ...]

    def check(self) -> None:
        """Refuse what no clock can wait."""
        if any(delay < 0 for delay in self.delays_us):
            raise ScenarioError("a delay cannot be negative")
        if any(delay > LONGEST_US for delay in self.delays_us):
            raise ScenarioError("a delay cannot be longer than ten years")

    def table(self) -> tuple[int, ...]:
        """Delay after each failed attempt, from the first on; the last one repeats."""
        return self.delays_us


@dataclass(frozen=True, slots=True)
class Exponential:
    """``min(cap, base x factor^(n-1))``; without a cap it grows to ten years."""

    base_us: int
    factor: Fraction
    cap_us: int | None = None

    def check(self) -> None:
        """Refuse what is no growth."""
        if not 0 < self.base_us <= LONGEST_US:
            raise ScenarioError("the base must lie above 0 s and below ten years")
        if self.factor < 1:
            raise ScenarioError("the factor must be at least 1")
        if self.cap_us is not None and self.cap_us < self.base_us:
            raise ScenarioError("the cap must not lie below the base")

    def table(self) -> tuple[int, ...]:
        """Delay after each failed attempt until it grows no more; the last one repeats."""
        cap = LONGEST_US if self.cap_us is None else min(self.cap_us, LONGEST_US)
        found = [self.base_us]
        if self.factor == 1:
            return tuple(found)
        exact = Fraction(self.base_us)
        while found[-1] < cap:
            exact *= self.factor
            found.append(min(cap, int(exact)))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a policy by age: `delay_us`, growing by `factor`, while younger than `until_us`."""

    until_us: int | None  # None in the last one
    delay_us: int
    factor: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Stretches:
    """Delays by the age that a message has if no attempt takes any time, as Exim's rules.

    A retry at the very end of a stretch belongs to the next one: real attempts take time.
    Delays are whole seconds, cut below.
    """

    stretches: tuple[Stretch, ...]

    def check(self) -> None:
        """Refuse stretches that do not follow one another."""
        ends = [stretch.until_us for stretch in self.stretches]
        known = [end for end in ends[:-1] if end is not None]
        if not ends or ends[-1] is not None or len(known) != len(ends) - 1:
            raise ScenarioError("each stretch but the last needs an end, and the last none")
        if known != sorted(set(known)):
            raise ScenarioError("the ends of the stretches must rise")
        if any(part.delay_us < SECOND_US or part.factor < 1 for part in self.stretches):
            raise ScenarioError("a stretch needs a delay of 1 s or more and a factor of 1 or more")

    def table(self) -> tuple[int, ...]:
        """Delay after each failed attempt until the last stretch; the last one repeats."""
        age, found = 0, []
        for stretch in self.stretches[:-1]:
            exact = Fraction(stretch.delay_us)
            while age < (stretch.until_us or 0):
                found.append(int(exact) // SECOND_US * SECOND_US)
                age += found[-1]
                exact *= stretch.factor
        return (*found, *_growing(self.stretches[-1]))


def _growing(last: Stretch) -> tuple[int, ...]:
    return Exponential(last.delay_us, last.factor).table()


@dataclass(frozen=True, slots=True)
class ByAge:
    """The age of the message within bounds, put off to the next scan of the queue: Postfix.

    Attributes
    ----------
    scan_us : between two scans, 0 for none; `phase_us` is the instant of the first one.
    """

    least_us: int
    most_us: int
    scan_us: int = 0
    phase_us: int = 0

    def check(self) -> None:
        """Refuse bounds that are none."""
        if not 0 < self.least_us <= self.most_us <= LONGEST_US:
            raise ScenarioError("the bounds of the age must be above 0 s and must rise")
        if self.scan_us < 0 or not 0 <= self.phase_us <= self.scan_us:
            raise ScenarioError("the phase of the scan must lie within it")

    def delay_us(self, now_us: int, age_us: int) -> int:
        """Delay of a message of this age at the instant `now_us`."""
        due = now_us + min(max(age_us, self.least_us), self.most_us)
        if self.scan_us:
            due = -(-(due - self.phase_us) // self.scan_us) * self.scan_us + self.phase_us
        return due - now_us

    def table(self) -> tuple[int, ...]:
        """Least delay: what follows depends on the age."""
        return (self.least_us,)


Rule = Explicit | Exponential | Stretches | ByAge


def rule_json(rule: Rule) -> dict[str, Any]:
    """Form kept in a run's snapshot."""
    match rule:
        case Explicit(delays):
            return {"kind": "explicit", "delays_us": list(delays)}
        case Exponential(base, factor, cap):
            return {
                "kind": "exponential",
                "base_us": base,
                "factor": _pair(factor),
                "cap_us": cap,
            }
        case Stretches(stretches):
            parts = [[part.until_us, part.delay_us, *_pair(part.factor)] for part in stretches]
            return {"kind": "stretches", "stretches": parts}
        case ByAge(least, most, scan, phase):
            return {"kind": "by-age", "bounds_us": [least, most, scan, phase]}


def rule_from_json(data: dict[str, Any]) -> Rule:
    """Read what `rule_json` wrote."""
    kind = data["kind"]
    if kind == "explicit":
        return Explicit(tuple(data["delays_us"]))
    if kind == "exponential":
        return Exponential(data["base_us"], Fraction(*data["factor"]), data["cap_us"])
    if kind == "stretches":
        return Stretches(tuple(_stretch(part) for part in data["stretches"]))
    if kind == "by-age":
        return ByAge(*data["bounds_us"])
    raise ScenarioError(f"there is no rule {kind!r}")


def _pair(factor: Fraction) -> Sequence[int]:
    return [factor.numerator, factor.denominator]


def _stretch(part: list[int]) -> Stretch:
    return Stretch(part[0], part[1], Fraction(part[2], part[3]))
