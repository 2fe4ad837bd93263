"""Interventions: what a person changes while a run goes on (rule R5).

An intervention takes effect on every attempt that starts at or after its instant, which is
the run's horizon at the moment it was asked for. It is stored with that instant, and a
replay applies it there again: so it is part of what decides the event log.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from mailsim_desktop.domain.dead_letters import Selection
from mailsim_desktop.domain.rate import Rate


class Kind(StrEnum):
    """What an intervention does."""

    LANE_RATE = "lane_rate"
    REQUEUE = "requeue"


@dataclass(frozen=True, slots=True)
class RateChange:
    """The limit of one lane becomes `rate`; None takes it away."""

    lane: str
    rate: Rate | None

    kind = Kind.LANE_RATE

    def to_json(self) -> dict[str, Any]:
        """Form kept in the database."""
        return {"lane": self.lane, "rate": None if self.rate is None else self.rate.to_json()}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> RateChange:
        """Read what `to_json` wrote."""
        return cls(data["lane"], Rate.from_json(data["rate"]))


@dataclass(frozen=True, slots=True)
class Requeue:
    """The dead letters that fit are due again, and their retry policy begins anew."""

    selection: Selection

    kind = Kind.REQUEUE

    def to_json(self) -> dict[str, Any]:
        """Form kept in the database."""
        return self.selection.to_json()

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Requeue:
        """Read what `to_json` wrote."""
        return cls(Selection.from_json(data))


Change = RateChange | Requeue
_READERS: dict[Kind, Callable[[dict[str, Any]], Change]] = {
    Kind.LANE_RATE: RateChange.from_json,
    Kind.REQUEUE: Requeue.from_json,
}


def change_from_json(kind: str, data: dict[str, Any]) -> Change:
    """Read a change of the given kind."""
    return _READERS[Kind(kind)](data)


@dataclass(frozen=True, slots=True)
class Intervention:
    """A change and when it takes effect.

    Attributes
    ----------
    at_us : on starts from this simulated instant on.
    at_utc_ms : when it was asked for; of a replayed one, when the replay was launched.
    rule : name of the rule over the run that decided it; None: a person asked for it.
    """

    at_us: int
    change: Change
    at_utc_ms: int = 0
    rule: str | None = None
