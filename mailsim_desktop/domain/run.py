"""A run: one rehearsal of a campaign, and the knobs it was launched with."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from mailsim_desktop.domain.priority import Priority
from mailsim_desktop.domain.scenario import Scenario
from mailsim_desktop.errors import SettingsError

NEVER_US = 1 << 62
"""Simulated instant after every other: nothing left to do."""

DEFAULT_SEED = 1
DEFAULT_BATCH = 4_000
DEFAULT_SHARDS = 16
DEFAULT_WORKERS = 2
LEASE_MS = 90_000
MAX_SEED = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a run is carried out; only `seed` can change its event log.

    Attributes
    ----------
    speed : simulated seconds per real second, or None for as fast as possible.
    step_us : fixed step of the horizon, 0 for no steps, None for adaptive ones;
        as fast as possible only.
    batch : attempts a worker commits at once, about.
    shards : at most this many leases; large lanes get one of their own.
    priority : its share of the workers' time beside other runs, at launch.
    """

    seed: int = DEFAULT_SEED
    workers: int = DEFAULT_WORKERS
    speed: int | None = None
    batch: int = DEFAULT_BATCH
    shards: int = DEFAULT_SHARDS
    step_us: int | None = None
    priority: Priority = Priority.NORMAL

    def __post_init__(self) -> None:
        """Refuse values outside what the engine can carry out."""
        _within("seed", self.seed, 0, MAX_SEED)
        _within("workers", self.workers, 1, 64)
        _within("batch", self.batch, 1, 100_000)
        _within("shards", self.shards, 1, 1024)
        if self.speed is not None:
            _within("speed", self.speed, 1, 1_000_000)
        if self.step_us is not None:
            _within("step", self.step_us, 0, NEVER_US)

    def to_json(self) -> dict[str, Any]:
        """Form kept in the run's row."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> RunOptions:
        """Read what `to_json` wrote."""
        return cls(**{**data, "priority": Priority(data.get("priority", Priority.NORMAL))})


def _within(name: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise SettingsError(f"--{name} must lie between {least} and {most}, not {value}.")


def settings_hash(scenario: Scenario, seed: int, audience_hash: str) -> str:
    """SHA-256 over everything that decides the event log.

    Parameters
    ----------
    audience_hash : SHA-256 over the sorted contact keys and lanes of the recipients.
    """
    text = json.dumps([scenario.to_json(), seed, audience_hash], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
