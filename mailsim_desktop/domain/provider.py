"""Provider groups: which domains share one set of limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.errors import ScenarioError

OTHER = "other"
"""Id of the group of every domain that no table names."""


@dataclass(frozen=True, slots=True)
class ProviderGroup:
    """A mailbox provider, or several that share their mail exchangers.

    Attributes
    ----------
    id : kebab-case.
    name : for people.
    domains : ASCII, lower case; empty for the group `OTHER`.
    connections : simultaneous connections of the lane; at least 1.
    rate : limit on the starts of attempts, or None.
    provenance : measured, derived, reported or assumed.
    source : where the numbers come from.
    """

    id: str
    name: str
    domains: tuple[str, ...]
    connections: int
    rate: Rate | None
    provenance: str
    source: str

    def __post_init__(self) -> None:
        """Refuse a group without a connection."""
        if self.connections < 1:
            raise ScenarioError(f"Provider group {self.id}: connections must be at least 1.")

    def to_json(self) -> dict[str, Any]:
        """Form kept in the run's snapshot; the domains stay out, the jobs carry their lane."""
        return {
            "id": self.id,
            "name": self.name,
            "connections": self.connections,
            "rate": None if self.rate is None else self.rate.to_json(),
            "provenance": self.provenance,
            "source": self.source,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> ProviderGroup:
        """Read what `to_json` wrote."""
        return cls(
            data["id"],
            data["name"],
            (),
            data["connections"],
            Rate.from_json(data["rate"]),
            data["provenance"],
            data["source"],
        )


def domain_table(groups: tuple[ProviderGroup, ...]) -> dict[str, str]:
    """Map each named domain to the id of its group."""
    return {domain: group.id for group in groups for domain in group.domains}
