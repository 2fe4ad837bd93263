"""Which dead letters of a run are meant: by the reply that they ended with, provider, or job."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mailsim_desktop.domain.scenario import Scenario
from mailsim_desktop.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Selection:
    """All dead letters of a run that fit; without any condition, all of them.

    Attributes
    ----------
    reply : id of the last reply in the scenario's catalogue.
    provider_group : id of the provider group.
    jobs : ids of jobs.
    """

    reply: str | None = None
    provider_group: str | None = None
    jobs: tuple[int, ...] = ()

    def reply_index(self, scenario: Scenario) -> int | None:
        """Index of its reply in a run's scenario; None where it names none.

        Raises
        ------
        NotFoundError : the scenario has no such reply, or no such provider group.
        """
        groups = [group.id for group in scenario.groups]
        if self.provider_group not in {None, *groups}:
            raise NotFoundError(
                f"There is no provider group {self.provider_group!r} in this run.",
                f"It has: {', '.join(groups)}",
            )
        if self.reply is None:
            return None
        ids = [reply.id for reply in scenario.replies]
        if self.reply not in ids:
            raise NotFoundError(
                f"There is no reply {self.reply!r} in the scenario of this run.",
                f"It has: {', '.join(ids)}",
            )
        return ids.index(self.reply)

    def to_json(self) -> dict[str, Any]:
        """Form kept in the row of the run that tries them again."""
        return {
            "reply": self.reply,
            "provider_group": self.provider_group,
            "jobs": list(self.jobs),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Selection:
        """Read what `to_json` wrote."""
        return cls(data["reply"], data["provider_group"], tuple(data["jobs"]))
