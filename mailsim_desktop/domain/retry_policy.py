"""Retry policies: when a deferred job is tried again, and when it is given up.

Integer microseconds only. This first policy is an explicit list of delays; the
field `kind` is the seam for the formulas that follow.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mailsim_desktop.errors import ScenarioError


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """An explicit list of delays and a maximum number of attempts.

    Attributes
    ----------
    name : kebab-case id.
    max_attempts : attempts in all, the first included; at least 1.
    delays_us : delay after the n-th failed attempt at index n - 1; the last one
        repeats when there are more attempts than delays.
    provenance : measured, derived, reported or assumed; `source` says from where.
    """

    name: str
    max_attempts: int
    delays_us: tuple[int, ...]
    provenance: str = "assumed"
    source: str = "our choice"

    def __post_init__(self) -> None:
        """Refuse a policy that cannot be carried out."""
        if self.max_attempts < 1:
            raise ScenarioError(f"Retry policy {self.name}: max_attempts must be at least 1.")
        if self.max_attempts > 1 and not self.delays_us:
            raise ScenarioError(f"Retry policy {self.name}: delays are missing.")
        if any(delay < 0 for delay in self.delays_us):
            raise ScenarioError(f"Retry policy {self.name}: a delay cannot be negative.")

    def delay_us(self, failed_attempt: int) -> int | None:
        """Microseconds to wait after attempt number `failed_attempt` (from 1).

        None means that the policy gives up.
        """
        if failed_attempt >= self.max_attempts:
            return None
        return self.delays_us[min(failed_attempt, len(self.delays_us)) - 1]

    def to_json(self) -> dict[str, Any]:
        """Form kept in the run's snapshot."""
        return {
            "kind": "explicit",
            "name": self.name,
            "max_attempts": self.max_attempts,
            "delays_us": list(self.delays_us),
            "provenance": self.provenance,
            "source": self.source,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> RetryPolicy:
        """Read what `to_json` wrote."""
        return cls(
            data["name"],
            data["max_attempts"],
            tuple(data["delays_us"]),
            data["provenance"],
            data["source"],
        )
