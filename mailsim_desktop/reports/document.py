"""What the report of a run says, apart from how it looks: frozen values only.

`builder` makes a document from the store; `html` and `csv_files` write it. Counts are
exact, simulated times are microseconds since the start of the run, wall times are UTC
milliseconds, and None means unknown or not reached, never 0.
"""

from __future__ import annotations

from dataclasses import dataclass

from mailsim_desktop.domain.scenario import Outcome

OUTCOMES = (Outcome.DELIVERED, Outcome.DEFERRED, Outcome.BOUNCED, Outcome.EXPIRED)
"""Outcomes of an attempt, in the order of every table and chart."""

LIMITS = (
    "A rehearsal, not a prediction: replies and latencies were drawn from the scenario below,"
    " not from any mailbox provider. No e-mail left this computer."
)


@dataclass(frozen=True, slots=True)
class Header:
    """Which run this is, and what it takes to repeat it.

    Attributes
    ----------
    state : word of the run's state, as `domain.transitions.RunState` has it.
    partial : figures are those committed so far, or until the run was stopped.
    settings_hash : None until the audience is counted.
    digest : of a completed run only.
    pace : how fast simulated time ran; like `workers`, `batch` and `shards` it does not
        change the event log.
    """

    campaign: str
    run_id: int
    state: str
    state_words: str
    partial: bool
    error: str | None
    scenario_id: str
    scenario_name: str
    scenario_summary: str
    seed: int
    created_utc_ms: int
    started_utc_ms: int | None
    ended_utc_ms: int | None
    versions: tuple[tuple[str, str], ...]
    settings_hash: str | None
    digest: str | None
    pace: str
    workers: int
    batch: int
    shards: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Recipients by what became of them, and their attempts by outcome.

    recipients = delivered + bounced + expired + poisoned + cancelled + pending
    attempts = delivered + bounced + expired + deferrals, since each of the first three
    took one last attempt.
    """

    recipients: int
    delivered: int
    bounced: int
    expired: int
    poisoned: int
    cancelled: int
    attempts: int
    deferrals: int

    @property
    def dead_letters(self) -> int:
        """Recipients given up by the retry policy or by an error of the simulation."""
        return self.expired + self.poisoned

    @property
    def terminal(self) -> int:
        """Recipients whose job has ended."""
        return self.delivered + self.bounced + self.dead_letters + self.cancelled

    @property
    def pending(self) -> int:
        """Recipients whose job has not ended."""
        return self.recipients - self.terminal


@dataclass(frozen=True, slots=True)
class Totals:
    """The whole run: audience = recipients + the sum of `excluded`."""

    audience: int
    excluded: tuple[tuple[str, int], ...]  # (reason, contacts)
    counts: Counts

    @property
    def excluded_sum(self) -> int:
        """Contacts of the list that the run left out."""
        return sum(number for _, number in self.excluded)


@dataclass(frozen=True, slots=True)
class GroupOutcome:
    """What came of the recipients of one provider group."""

    group_id: str
    name: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class ReplyCount:
    """How often one provider group gave one reply; `group_attempts` is the denominator."""

    group_id: str
    group_name: str
    reply_id: str
    line: str
    outcome: Outcome
    attempts: int
    group_attempts: int


@dataclass(frozen=True, slots=True)
class Latency:
    """Latency of the attempts of one provider group, or of all (`group_id` empty).

    Mean and greatest are exact; percentiles are interpolated in log-spaced buckets and
    never above the greatest. All in microseconds, None without an attempt.
    """

    group_id: str
    name: str
    attempts: int
    mean_us: int | None
    p50_us: int | None
    p90_us: int | None
    p95_us: int | None
    p99_us: int | None
    greatest_us: int | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """What finished in each bin of simulated time, from 0 on.

    Attributes
    ----------
    bin_s : width of a bin in simulated seconds.
    counts : attempts of each bin, in the order of `OUTCOMES`.
    p50_us, p95_us : latency of what finished in the bin; None without any.
    """

    bin_s: int
    counts: tuple[tuple[int, ...], ...]
    p50_us: tuple[int | None, ...]
    p95_us: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Durations:
    """How long it took.

    Attributes
    ----------
    simulated_us : until the last finish.
    real_ms : from the first step to the end, pauses included; None while it goes on.
    reached : (per cent of recipients, when that many were terminal).
    """

    simulated_us: int | None
    real_ms: int | None
    reached: tuple[tuple[int, int | None], ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """One number of the scenario, and where it comes from."""

    topic: str
    name: str
    value: str
    unit: str
    provenance: str
    source: str


@dataclass(frozen=True, slots=True)
class Document:
    """A report; two reports of the same ended run are equal.

    `attempts_needed` holds (n, recipients that had exactly n attempts), from 0 on.
    """

    header: Header
    totals: Totals
    groups: tuple[GroupOutcome, ...]
    replies: tuple[ReplyCount, ...]
    latency: Latency
    latencies: tuple[Latency, ...]
    attempts_needed: tuple[tuple[int, int], ...]
    durations: Durations
    timeline: Timeline
    settings: tuple[Setting, ...]
