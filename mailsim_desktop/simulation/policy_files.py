"""Reads retry policies from TOML: the presets that ship with the program, and those in scenarios.

Errors name file and key.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from mailsim_desktop import paths
from mailsim_desktop.domain.jitter import Jitter
from mailsim_desktop.domain.retry_policy import AgeRule, Origin, RetryPolicy
from mailsim_desktop.domain.retry_rule import (
    ByAge,
    Explicit,
    Exponential,
    Rule,
    Stretch,
    Stretches,
)
from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.simulation.toml_files import integer, number, read, require_known, word

Table = dict[str, Any]


def policy_ids() -> list[str]:
    """Ids of all presets, in the order of the alphabet."""
    return sorted(path.stem for path in paths.resource("policies").glob("*.toml"))


def load_policy(policy_id: str) -> RetryPolicy:
    """Read one preset.

    Raises
    ------
    ScenarioError : there is none of that name, or its file is wrong.
    """
    require_known("retry policy", policy_id, policy_ids(), "mailsim policies list")
    file = paths.resource("policies", f"{policy_id}.toml")
    return read(file, lambda data: _policy(policy_id, data))


def scenario_policy(data: Table) -> RetryPolicy:
    """Policy of a scenario: the name of a preset, or an explicit one written in its file."""
    if "preset" in data:
        return load_policy(data["preset"])
    return RetryPolicy.explicit(
        data["id"],
        data["max_attempts"],
        tuple(_times(data, "delays_s")),
        Origin(data["provenance"], data["source"]),
    )


def _policy(policy_id: str, data: Table) -> RetryPolicy:
    delays, limits = data["delays"], data["limits"]
    return RetryPolicy(
        id=policy_id,
        name=data["name"],
        summary=data["summary"],
        rule=word(delays, "kind", _RULES)(delays),
        jitter=word(delays, "jitter", {str(kind): kind for kind in Jitter}, Jitter.NONE),
        max_attempts=integer(limits, "max_attempts") if "max_attempts" in limits else None,
        lifetime_us=_time(limits, "lifetime_s") if "lifetime_s" in limits else None,
        age_rule=word(limits, "age_rule", {str(rule): rule for rule in AgeRule}, AgeRule.NEXT_DUE),
        throttled_counts=limits.get("throttled_counts", True),
        delays_origin=Origin(delays["provenance"], delays["source"]),
        limits_origin=Origin(limits["provenance"], limits["source"]),
    )


def _time(table: Table, key: str) -> int:
    return SECOND_US * integer(table, key)


def _times(table: Table, key: str) -> list[int]:
    return [SECOND_US * integer({key: value}, key) for value in table[key]]


def _explicit(table: Table) -> Rule:
    return Explicit(tuple(_times(table, "delays_s")))


def _exponential(table: Table) -> Rule:
    cap = _time(table, "cap_s") if "cap_s" in table else None
    return Exponential(_time(table, "base_s"), number(table, "factor"), cap)


def _stretches(table: Table) -> Rule:
    return Stretches(
        tuple(
            Stretch(
                _time(part, "until_s") if "until_s" in part else None,
                _time(part, "delay_s"),
                number(part, "factor") if "factor" in part else Fraction(1),
            )
            for part in table["stretch"]
        )
    )


def _by_age(table: Table) -> Rule:
    scan = [_time(table, key) if key in table else 0 for key in ("scan_s", "phase_s")]
    return ByAge(_time(table, "least_s"), _time(table, "most_s"), *scan)


_RULES: dict[str, Callable[[Table], Rule]] = {
    "explicit": _explicit,
    "exponential": _exponential,
    "stretches": _stretches,
    "by-age": _by_age,
}
