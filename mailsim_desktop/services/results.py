"""What came of a run: its counters, by provider group too, and the digest of its log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mailsim_desktop.domain.digest import digest_of
from mailsim_desktop.domain.intervention import Intervention
from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.errors import UserError
from mailsim_desktop.services.runs import get_run
from mailsim_desktop.store import counters, interventions, latencies, log, plan, runs
from mailsim_desktop.store.counters import Totals
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.latencies import Latencies
from mailsim_desktop.store.runs import RunRow


@dataclass(frozen=True, slots=True)
class GroupSummary:
    """What came of the recipients of one provider group."""

    provider_group: str
    name: str
    recipients: int
    totals: Totals


@dataclass(frozen=True, slots=True)
class RunSummary:
    """A run and its exact counters.

    `latency_ms` has p50, p95 and p99 over all attempts; None without any.
    """

    run: RunRow
    totals: Totals
    excluded: dict[str, int]
    groups: list[GroupSummary]
    wall_s: float | None
    latency_ms: dict[str, float | None]
    interventions: list[Intervention] = field(default_factory=list)

    @property
    def terminal(self) -> int:
        """Recipients whose job has ended."""
        done = self.totals
        return done.delivered + done.bounced + done.expired + done.poisoned + done.cancelled

    def to_json(self) -> dict[str, Any]:
        """Form of ``--json``: see the command-line reference."""
        counts = {name: getattr(self.totals, name) for name in Totals.__slots__}
        return {
            "run": self.run.id,
            "campaign": self.run.campaign_id,
            "scenario": self.run.scenario.id,
            "seed": self.run.seed,
            "state": str(self.run.state),
            "recipients": self.run.recipients,
            "excluded": sum(self.excluded.values()),
            "excluded_by_reason": self.excluded,
            **counts,
            "unplanned": self.run.recipients - self.run.planned,
            "digest": self.run.digest,
            "simulated_us": self.run.simulated_us,
            "wall_s": self.wall_s,
            "latency_ms": self.latency_ms,
            "groups": [
                {
                    "provider_group": group.provider_group,
                    "name": group.name,
                    "recipients": group.recipients,
                    **{name: getattr(group.totals, name) for name in Totals.__slots__},
                }
                for group in self.groups
            ],
            "interventions": [
                {"at_us": one.at_us, "kind": one.change.kind, **one.change.to_json()}
                for one in self.interventions
            ],
        }


def summarise(store: Store, run_id: int) -> RunSummary:
    """Counters of a run as committed; once it is completed, with its digest."""
    if get_run(store, run_id).state is RunState.COMPLETED:
        digest(store, run_id)
    with store.read() as connection:
        run = runs.get(connection, run_id)
        by_group = counters.totals_by_group(connection, run_id)
        return RunSummary(
            run=run,
            totals=counters.totals(connection, run_id),
            excluded=plan.exclusions(connection, run_id),
            groups=[
                GroupSummary(group, run.scenario.group(group).name, jobs, totals)
                for group, (jobs, totals) in by_group.items()
            ],
            wall_s=run.wall_s,
            latency_ms=_percentiles_ms(latencies.by_group(connection, run_id)),
            interventions=interventions.of_run(connection, run_id),
        )


def _percentiles_ms(found: Mapping[str, Latencies]) -> dict[str, float | None]:
    whole = latencies.together(found.values())
    percentiles = {f"p{percent}": whole.quantile_us(percent / 100) for percent in (50, 95, 99)}
    return {name: None if us is None else us / 1000 for name, us in percentiles.items()}


def recipients_by_group(store: Store, run_id: int) -> dict[str, int]:
    """Recipients of each provider group, by id, in the order of the lanes.

    Empty until the planner has counted them; the same ever after.
    """
    with store.read() as connection:
        by_group = counters.totals_by_group(connection, run_id)
    return {group: jobs for group, (jobs, _) in by_group.items()}


def digest(store: Store, run_id: int) -> str:
    """SHA-256 of a run's event log, kept once the run is completed.

    Raises
    ------
    UserError : the run is not completed; what was cancelled has no promised digest.
    """
    run = get_run(store, run_id)
    if run.digest is not None:
        return run.digest
    if run.state is not RunState.COMPLETED:
        raise UserError(
            f"Run {run_id} is {run.state}; only a completed run has a digest.",
            f"Look at it with: mailsim runs show {run_id}",
        )
    reply_ids = [reply.id for reply in run.scenario.replies]
    with store.read() as connection:
        found = digest_of(log.digest_rows(connection, run_id, reply_ids))
    with store.write() as connection:
        runs.store_digest(connection, run_id, found)
    return found
