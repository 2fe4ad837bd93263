"""The audit of a crash drill: what was lost, sent twice, stuck or changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.services import results
from mailsim_desktop.store import audit, checks, events
from mailsim_desktop.store.audit import Losses
from mailsim_desktop.store.database import Store
from mailsim_desktop.workers.saboteur import Harm

__all__ = ["Audit", "Losses", "take_audit"]


@dataclass(frozen=True, slots=True)
class Audit:
    """What came of a drill.

    Attributes
    ----------
    harms : those that were done before the run ended.
    state : of the disturbed run.
    error : why it failed, if it did.
    digest, expected : of the disturbed and of the undisturbed run; None where it has none.
    """

    attempts: int
    harms: dict[Harm, int]
    takeovers: int
    workers_lost: int
    wall_s: float
    state: RunState
    error: str | None
    losses: Losses
    violations: list[str]
    digest: str | None
    expected: str

    @property
    def held(self) -> bool:
        """Nothing lost, duplicated, stuck or changed."""
        intact = not any(self.losses) and not self.violations
        return intact and self.state is RunState.COMPLETED and self.digest == self.expected

    def to_json(self) -> dict[str, Any]:
        """Form in which it is kept."""
        return {**asdict(self), "losses": list(self.losses)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Read what `to_json` wrote."""
        harms = {Harm(name): int(number) for name, number in data["harms"].items()}
        losses = Losses(*map(int, data["losses"]))
        state = RunState(data["state"])
        return cls(**{**data, "harms": harms, "losses": losses, "state": state})


def take_audit(
    store: Store,
    pair: tuple[int, int],
    harms: Mapping[Harm, int],
    wall_s: float,
    error: str | None,
) -> Audit:
    """Compare the undisturbed and the disturbed run, in this order, and check the database."""
    undisturbed, run_id = pair
    violations = checks.violations(store)
    summary = results.summarise(store, run_id)
    expected = results.digest(store, undisturbed)
    with store.read() as connection:
        return Audit(
            attempts=summary.totals.attempts,
            harms=dict(harms),
            takeovers=events.count(connection, run_id, "takeover"),
            workers_lost=events.count(connection, run_id, "worker_lost"),
            wall_s=wall_s,
            state=summary.run.state,
            error=error,
            losses=audit.compare(connection, undisturbed, run_id),
            violations=violations,
            digest=summary.run.digest,
            expected=expected,
        )
