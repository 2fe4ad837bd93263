"""The steps of a crash drill: told one by one, and where it ends when it is called off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """Where a drill is."""

    IMPORTING = "importing"
    UNDISTURBED = "undisturbed"
    DISTURBING = "disturbing"
    AUDITING = "auditing"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: people of the list, or harms, done so far and in all."""

    stage: Stage
    done: int = 0
    total: int = 0

    def __str__(self) -> str:
        """As a sentence."""
        return {
            Stage.IMPORTING: f"Importing {self.total:,} invented people",
            Stage.UNDISTURBED: "Rehearsing undisturbed",
            Stage.DISTURBING: f"Disturbing: {self.done:,} of {self.total:,} harms",
            Stage.AUDITING: "Auditing",
        }[self.stage]


class StoppedError(Exception):
    """The drill was called off."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Tells of each step, and ends the drill there when it was called off."""

    told: Callable[[Progress], None]
    stopped: Callable[[], bool]

    def __call__(self, stage: Stage, done: int = 0, total: int = 0) -> None:
        """Tell where the drill is, unless it ends here."""
        if self.stopped():
            raise StoppedError
        self.told(Progress(stage, done, total))
