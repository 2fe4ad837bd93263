"""Makes the document of a run from what the store read in one state of the database.

Counts come from the lanes, the log and the rollups, all of which one commit writes
together; nothing here is estimated but the percentiles, which say so.
"""

from __future__ import annotations

from collections.abc import Iterable

from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.domain.transitions import (
    CAMPAIGN_DISPLAY,
    TERMINAL_RUN_STATES,
    RunState,
)
from mailsim_desktop.reports.document import (
    Counts,
    Document,
    Durations,
    GroupOutcome,
    Header,
    ReplyCount,
    Totals,
)
from mailsim_desktop.reports.scenario_settings import settings_of
from mailsim_desktop.reports.timeline import Fold
from mailsim_desktop.store import counters
from mailsim_desktop.store.report_queries import ReportFacts
from mailsim_desktop.store.rollups import BUCKET_US, Rollup
from mailsim_desktop.store.runs import RunRow

ALL_GROUPS = "All provider groups"
PERCENTS = (50, 90, 99, 100)
"""Shares of the recipients for which the report says when they were terminal."""


def build_document(facts: ReportFacts, finished: Iterable[Rollup]) -> Document:
    """Everything the report of a run says.

    Parameters
    ----------
    finished : rollups of the run's results, read in the same state of the database.
    """
    run = facts.run
    groups = _groups(facts)
    fold = Fold(_shown_seconds(facts), facts.greatest_latency_us)
    fold.take(finished)
    return Document(
        header=_header(run),
        totals=Totals(
            audience=run.audience,
            excluded=tuple(facts.exclusions.items()),
            counts=_counts(run.recipients, facts.totals),
        ),
        groups=groups,
        replies=_replies(facts, groups),
        latency=fold.latency(ALL_GROUPS),
        latencies=tuple(fold.latency_of(group.group_id, group.name) for group in groups),
        attempts_needed=_attempts_needed(facts),
        durations=_durations(facts),
        timeline=fold.timeline(),
        settings=settings_of(run.scenario, {group.group_id for group in groups}),
    )


def _header(run: RunRow) -> Header:
    return Header(
        campaign=run.campaign_name,
        run_id=run.id,
        state=str(run.state),
        state_words=CAMPAIGN_DISPLAY[run.state],
        partial=run.state is not RunState.COMPLETED,
        error=run.error,
        scenario_id=run.scenario.id,
        scenario_name=run.scenario.name,
        scenario_summary=run.scenario.summary,
        seed=run.seed,
        created_utc_ms=run.created_utc_ms,
        started_utc_ms=run.started_utc_ms,
        ended_utc_ms=run.ended_utc_ms,
        versions=tuple(run.versions.items()),
        settings_hash=run.settings_hash,
        digest=run.digest,
        pace=_pace(run.options),
        workers=run.options.workers,
        batch=run.options.batch,
        shards=run.options.shards,
    )


def _pace(options: RunOptions) -> str:
    return "as fast as possible" if options.speed is None else f"{options.speed:,}× real time"


def _counts(recipients: int, counted: counters.Totals) -> Counts:
    return Counts(
        recipients=recipients,
        delivered=counted.delivered,
        bounced=counted.bounced,
        expired=counted.expired,
        poisoned=counted.poisoned,
        cancelled=counted.cancelled,
        attempts=counted.attempts,
        deferrals=counted.deferrals,
    )


def _groups(facts: ReportFacts) -> tuple[GroupOutcome, ...]:
    return tuple(
        GroupOutcome(group_id, facts.run.scenario.group(group_id).name, _counts(jobs, counted))
        for group_id, jobs, counted in facts.groups
    )


def _replies(facts: ReportFacts, groups: tuple[GroupOutcome, ...]) -> tuple[ReplyCount, ...]:
    found = []
    for group in groups:
        own = [(reply, number) for name, reply, number in facts.replies if name == group.group_id]
        for reply_id, attempts in sorted(own, key=lambda pair: (-pair[1], pair[0])):
            reply = facts.run.scenario.replies[reply_id]
            found.append(
                ReplyCount(
                    group_id=group.group_id,
                    group_name=group.name,
                    reply_id=reply.id,
                    line=reply.line(),
                    outcome=reply.outcome,
                    attempts=attempts,
                    group_attempts=group.counts.attempts,
                )
            )
    return tuple(found)


def _attempts_needed(facts: ReportFacts) -> tuple[tuple[int, int], ...]:
    tried = facts.attempts_needed
    untried = facts.run.recipients - sum(recipients for _, recipients in tried)
    return (*([(0, untried)] if untried else []), *tried)


def _durations(facts: ReportFacts) -> Durations:
    wall_s = facts.run.wall_s
    return Durations(
        simulated_us=facts.last_finish_us,
        real_ms=None if wall_s is None else round(wall_s * 1000),
        reached=tuple(facts.terminal_us),
    )


def _shown_seconds(facts: ReportFacts) -> int:
    """Buckets that will not change: all of an ended run, else those before the horizon."""
    if facts.last_finish_us is None:
        return 0
    whole = facts.last_finish_us // BUCKET_US + 1
    if facts.run.state in TERMINAL_RUN_STATES:
        return whole
    return min(whole, facts.visible_us // BUCKET_US)
