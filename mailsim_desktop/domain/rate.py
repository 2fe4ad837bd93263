"""Rates as exact fractions, so that no interval is ever rounded twice."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.errors import ScenarioError

MOST_QUANTITY = 1_000_000_000
MOST_US = 1 << 60
"""Of a burst of whole periods: how far a lane can be ahead, which 64 bits have to hold."""


@dataclass(frozen=True, slots=True)
class Rate:
    """`quantity` attempts per `period_us`, with a burst, for GCRA.

    The interval between attempts is the fraction p/q of a microsecond with
    ``p = period_us`` and ``q = quantity``; the k-th instant is ``k * p // q``.
    At 7 per second a truncated interval would drift 143 ms per million.

    References
    ----------
    ITU-T I.371 for GCRA; `burst` counts attempts that may start at once.
    """

    quantity: int
    period_us: int
    burst: int = 1

    def __post_init__(self) -> None:
        """Refuse a rate that is no rate."""
        if min(self.quantity, self.period_us, self.burst) < 1:
            raise ScenarioError("A rate needs a quantity, a period and a burst of at least 1.")
        if self.quantity > MOST_QUANTITY or (self.burst + 1) * self.period_us > MOST_US:
            raise ScenarioError(
                f"A rate has a quantity of at most {MOST_QUANTITY:,}, and its burst times its"
                f" period stays below {MOST_US // SECOND_US:,} seconds."
            )

    @property
    def p(self) -> int:
        """Numerator of the interval in microseconds, in lowest terms."""
        return self.period_us // math.gcd(self.period_us, self.quantity)

    @property
    def q(self) -> int:
        """Denominator of the interval in microseconds, in lowest terms."""
        return self.quantity // math.gcd(self.period_us, self.quantity)

    def to_json(self) -> dict[str, Any]:
        """Form kept in the run's snapshot."""
        return {"quantity": self.quantity, "period_us": self.period_us, "burst": self.burst}

    @classmethod
    def from_json(cls, data: dict[str, Any] | None) -> Rate | None:
        """Read what `to_json` wrote; None stays None, which means no limit."""
        return None if data is None else cls(data["quantity"], data["period_us"], data["burst"])
