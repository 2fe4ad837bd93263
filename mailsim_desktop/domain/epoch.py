"""Epochs: what a rule over a whole run may look at, and when it may act (rule R3).

Lanes are worked on in any order, so no attempt may depend on what another lane does at the
same time. A rule over the run counts what finished within an epoch, once that is certain,
and acts on starts from the end of the epoch on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from mailsim_desktop.domain.intervention import Change
from mailsim_desktop.domain.scenario import Outcome
from mailsim_desktop.domain.simulated_time import SECOND_US

EPOCH_S = 300
EPOCH_US = EPOCH_S * SECOND_US


@dataclass(frozen=True, slots=True)
class EpochCounts:
    """What finished in one epoch.

    Attributes
    ----------
    epoch : from 0; it begins at ``epoch * EPOCH_US``.
    finished : attempts by provider group and outcome; what is missing is 0.
    """

    epoch: int
    finished: Mapping[tuple[str, Outcome], int]

    def total(self, *outcomes: Outcome) -> int:
        """Attempts with one of these outcomes, over all provider groups."""
        return sum(n for (_, outcome), n in self.finished.items() if outcome in outcomes)


class EpochRule(Protocol):
    """A rule over a whole run; a pure function of the counts of its epochs."""

    name: str

    def decide(self, past: Sequence[EpochCounts]) -> list[Change]:
        """What changes at the end of the last epoch of `past`, which holds all so far."""


def epoch_end_us(epoch: int) -> int:
    """Where an epoch ends and the next one begins, in simulated microseconds."""
    return (epoch + 1) * EPOCH_US
