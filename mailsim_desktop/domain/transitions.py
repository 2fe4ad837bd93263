"""State machines of campaigns, runs, contacts and jobs: one table each.

`docs/state-machines.md` draws these tables and a test compares the two. The store
adds the expected state to every update and checks that one row changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from mailsim_desktop.domain.contact import ContactState
from mailsim_desktop.errors import InvalidTransitionError


class CampaignState(StrEnum):
    """Where a campaign stands, apart from its runs."""

    DRAFT = "draft"  # being written; never launched
    IMPORTING = "importing"  # its list is being imported
    ACTIVE = "active"  # launched at least once
    ARCHIVED = "archived"  # put away; kept for its reports


class RunState(StrEnum):
    """Life of one rehearsal."""

    PLANNING = "planning"  # jobs are being written; workers may already start
    RUNNING = "running"  # the governor moves the horizon
    PAUSING = "pausing"  # pause asked for; the last step is being finished
    PAUSED = "paused"  # the horizon stands
    CANCELLING = "cancelling"  # cancel asked for; pending jobs are being closed
    CANCELLED = "cancelled"  # stopped for good; results so far are kept
    COMPLETED = "completed"  # every job is terminal
    FAILED = "failed"  # stopped by an error that a person must look at


class JobState(StrEnum):
    """State of one recipient's job, as the view `job_states` words it."""

    PENDING = "pending"  # planned; ready, waiting for a retry, or in flight
    DELIVERED = "delivered"  # accepted by the provider
    BOUNCED = "bounced"  # refused for good, a 5xx
    EXPIRED = "expired"  # deferred until the retry policy gave up: a dead letter
    POISONED = "poisoned"  # its simulation raised an error: a dead letter
    CANCELLED = "cancelled"  # the run was cancelled before it was terminal


CAMPAIGN: Mapping[CampaignState, frozenset[CampaignState]] = {
    CampaignState.DRAFT: frozenset(
        {CampaignState.IMPORTING, CampaignState.ACTIVE, CampaignState.ARCHIVED}
    ),
    CampaignState.IMPORTING: frozenset({CampaignState.DRAFT, CampaignState.ACTIVE}),
    CampaignState.ACTIVE: frozenset({CampaignState.IMPORTING, CampaignState.ARCHIVED}),
    CampaignState.ARCHIVED: frozenset({CampaignState.ACTIVE}),
}

RUN: Mapping[RunState, frozenset[RunState]] = {
    RunState.PLANNING: frozenset(
        {RunState.RUNNING, RunState.PAUSING, RunState.CANCELLING, RunState.FAILED}
    ),
    RunState.RUNNING: frozenset(
        {RunState.PAUSING, RunState.CANCELLING, RunState.COMPLETED, RunState.FAILED}
    ),
    RunState.PAUSING: frozenset({RunState.PAUSED, RunState.CANCELLING, RunState.FAILED}),
    RunState.PAUSED: frozenset({RunState.PLANNING, RunState.RUNNING, RunState.CANCELLING}),
    RunState.CANCELLING: frozenset({RunState.CANCELLED, RunState.FAILED}),
    RunState.CANCELLED: frozenset(),
    RunState.COMPLETED: frozenset(),
    RunState.FAILED: frozenset({RunState.CANCELLING}),
}

JOB: Mapping[JobState, frozenset[JobState]] = {
    JobState.PENDING: frozenset(JobState) - {JobState.PENDING},
    JobState.DELIVERED: frozenset(),
    JobState.BOUNCED: frozenset(),
    JobState.EXPIRED: frozenset(),
    JobState.POISONED: frozenset(),
    JobState.CANCELLED: frozenset(),
}

CONTACT: Mapping[ContactState, frozenset[ContactState]] = {
    ContactState.RAW: frozenset(ContactState) - {ContactState.RAW},
    ContactState.VALID: frozenset(ContactState) - {ContactState.RAW, ContactState.VALID},
    ContactState.RISKY: frozenset(ContactState) - {ContactState.RAW, ContactState.RISKY},
    ContactState.INVALID: frozenset({ContactState.VALID, ContactState.RISKY}),
    ContactState.UNSUBSCRIBED: frozenset({ContactState.SUPPRESSED}),
    ContactState.SUPPRESSED: frozenset({ContactState.UNSUBSCRIBED, ContactState.VALID}),
}

TERMINAL_RUN_STATES = frozenset({RunState.CANCELLED, RunState.COMPLETED, RunState.FAILED})
ACTIVE_RUN_STATES = frozenset(RunState) - TERMINAL_RUN_STATES
TERMINAL_JOB_STATES = frozenset(state for state, targets in JOB.items() if not targets)
DEAD_LETTER_STATES = frozenset({JobState.EXPIRED, JobState.POISONED})

CAMPAIGN_DISPLAY: Mapping[CampaignState | RunState, str] = {
    CampaignState.DRAFT: "Draft",
    CampaignState.IMPORTING: "Processing file",
    CampaignState.ACTIVE: "Active",
    CampaignState.ARCHIVED: "Archived",
    RunState.PLANNING: "Queued",
    RunState.RUNNING: "Sending",
    RunState.PAUSING: "Pausing",
    RunState.PAUSED: "Paused",
    RunState.CANCELLING: "Cancelling",
    RunState.CANCELLED: "Cancelled",
    RunState.COMPLETED: "Completed",
    RunState.FAILED: "Failed",
}
"""A campaign shows the state of its latest run, in these words; without a run, its own."""


def sources_of(target: RunState) -> frozenset[RunState]:
    """States from which a run may enter `target`."""
    return frozenset(state for state, targets in RUN.items() if target in targets)


def require_run_transition(current: RunState, target: RunState) -> None:
    """Raise `InvalidTransitionError` unless a run may go from `current` to `target`."""
    if target not in RUN[current]:
        raise InvalidTransitionError(
            f"The run is {current}; it cannot become {target}.",
            "Look at its state with: mailsim runs show RUN",
        )
