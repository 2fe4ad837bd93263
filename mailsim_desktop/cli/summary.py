"""Prints what came of a run."""

from __future__ import annotations

from collections.abc import Mapping

from mailsim_desktop.cli.output import print_table
from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.domain.simulated_time import SECOND_US, exact_clock
from mailsim_desktop.domain.transitions import CAMPAIGN_DISPLAY
from mailsim_desktop.services.interventions import RateChange, Requeue
from mailsim_desktop.services.results import RunSummary


def duration(us: int | None) -> str:
    """Write simulated microseconds as ``hh:mm:ss.mmm``; a dash for none."""
    return "–" if us is None else exact_clock(us)


def print_summary(summary: RunSummary) -> None:
    """Print counters, groups and digest of a run, for people."""
    run, totals = summary.run, summary.totals
    facts = [
        ("Run", f"{run.id} of {run.campaign_name}"),
        ("State", CAMPAIGN_DISPLAY[run.state]),
        ("Scenario", f"{run.scenario.id}, seed {run.seed}"),
        ("Recipients", f"{run.recipients:,}, {sum(summary.excluded.values()):,} excluded"),
        ("Delivered", f"{totals.delivered:,}"),
        ("Bounced", f"{totals.bounced:,}"),
        ("Dead letters", f"{totals.expired + totals.poisoned:,}"),
        ("Cancelled", f"{totals.cancelled:,}"),
        ("Attempts", f"{totals.attempts:,}, {totals.deferrals:,} deferred and retried"),
        ("Simulated time", duration(run.simulated_us)),
        ("Latency", _latency(summary.latency_ms)),
        ("Real time", "–" if summary.wall_s is None else f"{summary.wall_s:.1f} s"),
        ("Digest", run.digest or "–"),
    ]
    print_table(("", ""), facts)
    if summary.interventions:
        print()  # the text form of the result
        rows = [(duration(one.at_us), _words(one.change)) for one in summary.interventions]
        print_table(("Simulated time", "Intervention"), rows)
    print()  # the same
    print_table(
        ("Provider group", "Recipients", "Attempts", "Delivered", "Bounced", "Dead letters"),
        [
            (
                group.name,
                group.recipients,
                group.totals.attempts,
                group.totals.delivered,
                group.totals.bounced,
                group.totals.expired + group.totals.poisoned,
            )
            for group in summary.groups
        ],
    )


def _latency(ms: Mapping[str, float | None]) -> str:
    known = [f"{name} {value:,.0f} ms" for name, value in ms.items() if value is not None]
    return ", ".join(known) or "–"


def rate_words(rate: Rate | None) -> str:
    """Write a limit with its burst."""
    if rate is None:
        return "no limit"
    seconds = rate.period_us / SECOND_US
    burst = f", burst {rate.burst}" if rate.burst > 1 else ""
    return f"{rate.quantity} in {seconds:g} s{burst}"


def _words(change: RateChange | Requeue) -> str:
    if isinstance(change, RateChange):
        return f"Lane {change.lane}: {rate_words(change.rate)}"
    chosen = change.selection
    of = [f"{len(chosen.jobs):,} jobs"] if chosen.jobs else []
    of += [name for name in (chosen.reply, chosen.provider_group) if name is not None]
    return f"Dead letters requeued: {', '.join(of) or 'all'}"
