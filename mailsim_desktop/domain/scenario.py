"""A scenario: how providers answer, how long they take, and how retries go.

Values only; `simulation.catalogue` reads them from TOML, `simulation.replies` draws
from them. A run keeps the JSON form as its snapshot.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from mailsim_desktop.domain.provider import ProviderGroup
from mailsim_desktop.domain.retry_policy import RetryPolicy
from mailsim_desktop.errors import ScenarioError

PPM = 1_000_000


class Outcome(StrEnum):
    """What one attempt came to; expired is the deferral after which the policy gives up."""

    DELIVERED = "delivered"
    DEFERRED = "deferred"
    BOUNCED = "bounced"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer of a mailbox provider.

    Attributes
    ----------
    id : the catalogue's string; part of the digest.
    code : SMTP basic code (RFC 5321).
    enhanced : enhanced status code (RFC 3463), or empty.
    text : our own neutral wording.
    share_ppm : probability in millionths of an attempt; all replies sum to a million.
    """

    id: str
    code: int
    enhanced: str
    text: str
    share_ppm: int
    provenance: str
    source: str

    @property
    def outcome(self) -> Outcome:
        """Delivered for 2xx, deferred for 4xx, bounced for 5xx (RFC 5321, 4.2.1)."""
        return {2: Outcome.DELIVERED, 4: Outcome.DEFERRED, 5: Outcome.BOUNCED}[self.code // 100]

    def line(self) -> str:
        """Write the reply as a server would: code, enhanced code, text."""
        return " ".join(part for part in (str(self.code), self.enhanced, self.text) if part)


@dataclass(frozen=True, slots=True)
class Scenario:
    """Everything that a run simulates, frozen at launch.

    Attributes
    ----------
    latency_us : quantiles of the latency at equal steps of probability from 0 to 1;
        at least two, in microseconds, not decreasing.
    spaced : fresh jobs are due at the lane's rate instead of all at once.
    """

    id: str
    name: str
    summary: str
    replies: tuple[Reply, ...]
    latency_us: tuple[int, ...]
    latency_provenance: str
    latency_source: str
    policy: RetryPolicy
    groups: tuple[ProviderGroup, ...]
    spaced: bool

    def __post_init__(self) -> None:
        """Refuse what cannot be simulated, naming the key."""
        total = sum(reply.share_ppm for reply in self.replies)
        if total != PPM:
            raise ScenarioError(
                f"Scenario {self.id}: the shares of its replies sum to {total / 10_000:g} %,"
                " not 100 %."
            )
        if any(reply.share_ppm < 0 for reply in self.replies):
            raise ScenarioError(f"Scenario {self.id}: the share of a reply cannot be negative.")
        if len(self.latency_us) < 2 or list(self.latency_us) != sorted(self.latency_us):  # noqa: PLR2004
            raise ScenarioError(
                f"Scenario {self.id}: latency needs two or more quantiles in rising order."
            )
        if any(reply.code // 100 not in {2, 4, 5} for reply in self.replies):
            raise ScenarioError(f"Scenario {self.id}: a reply code must be 2xx, 4xx or 5xx.")

    def group(self, group_id: str) -> ProviderGroup:
        """Find the provider group with this id; it must exist."""
        return next(group for group in self.groups if group.id == group_id)

    def to_json(self) -> dict[str, Any]:
        """Snapshot of the scenario, for the run's row."""
        return {
            "id": self.id,
            "name": self.name,
            "summary": self.summary,
            "replies": [
                {name: getattr(reply, name) for name in Reply.__slots__} for reply in self.replies
            ],
            "latency_us": list(self.latency_us),
            "latency_provenance": self.latency_provenance,
            "latency_source": self.latency_source,
            "policy": self.policy.to_json(),
            "groups": [group.to_json() for group in self.groups],
            "spaced": self.spaced,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Scenario:
        """Read what `to_json` wrote."""
        return cls(
            id=data["id"],
            name=data["name"],
            summary=data["summary"],
            replies=tuple(Reply(**reply) for reply in data["replies"]),
            latency_us=tuple(data["latency_us"]),
            latency_provenance=data["latency_provenance"],
            latency_source=data["latency_source"],
            policy=RetryPolicy.from_json(data["policy"]),
            groups=tuple(ProviderGroup.from_json(group) for group in data["groups"]),
            spaced=data["spaced"],
        )
