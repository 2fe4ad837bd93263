"""Lists the numbers of a scenario, each with its unit, provenance and source."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction

from mailsim_desktop.domain.jitter import Jitter
from mailsim_desktop.domain.provider import ProviderGroup
from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.domain.retry_policy import AgeRule, RetryPolicy
from mailsim_desktop.domain.scenario import PPM, Scenario
from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.reports import words
from mailsim_desktop.reports.document import Setting

_LISTED = 8
"""Waits of a policy that are listed one by one in any case."""


def settings_of(scenario: Scenario, group_ids: Collection[str]) -> tuple[Setting, ...]:
    """Everything that the scenario decides, with the limits of the groups in `group_ids`."""
    groups = [group for group in scenario.groups if group.id in group_ids]
    return (
        *_policy(scenario.policy),
        *_latency(scenario),
        *_replies(scenario),
        *map(_connections, groups),
        *map(_rate, groups),
        *(_burst(group, group.rate) for group in groups if group.rate is not None),
    )


def _policy(policy: RetryPolicy) -> Iterator[Setting]:
    topic = f"Retry policy {policy.id}"
    if policy.max_attempts is not None:
        most = str(policy.max_attempts)
        yield Setting(topic, "attempts at most", most, "attempts", *policy.limits_origin)
    if policy.lifetime_us is not None:
        rule = {
            AgeRule.NEXT_DUE: "no attempt is due after",
            AgeRule.FAILED_ATTEMPT: "given up at the first failure after",
        }[policy.age_rule]
        yield Setting(topic, rule, words.seconds(policy.lifetime_us), "s", *policy.limits_origin)
    if policy.jitter is not Jitter.NONE:
        yield Setting(topic, "jitter", str(policy.jitter), "", *policy.delays_origin)
    waits = policy.waits_us()
    # From the first of equal waits at the end on, one line stands for all.
    changing = next((n for n in range(len(waits)) if len(set(waits[n:])) == 1), len(waits))
    shown = waits if len(waits) <= _LISTED else waits[: max(_LISTED, changing + 1)]
    for failed, wait in enumerate(shown, 1):
        also = " and each later one" if failed == len(shown) < len(waits) else ""
        name = f"wait after attempt {failed}{also}"
        yield Setting(topic, name, words.seconds(wait), "s", *policy.delays_origin)


def _latency(scenario: Scenario) -> Iterator[Setting]:
    steps = len(scenario.latency_us) - 1
    for place, latency_us in enumerate(scenario.latency_us):
        below = f"{Fraction(place, steps)} of attempts are below"
        yield Setting(
            "Latency of an attempt",
            {0: "least", steps: "greatest"}.get(place, below),
            words.seconds(latency_us * 1000),
            "ms",
            scenario.latency_provenance,
            scenario.latency_source,
        )


def _replies(scenario: Scenario) -> Iterator[Setting]:
    for reply in scenario.replies:
        percent = words.seconds(reply.share_ppm * 100 * SECOND_US // PPM)
        yield Setting(
            "Share of attempts by reply",
            reply.line(),
            percent,
            "%",
            reply.provenance,
            reply.source,
        )


def _connections(group: ProviderGroup) -> Setting:
    topic, value = "Connections at once", str(group.connections)
    return Setting(topic, group.name, value, "connections", group.provenance, group.source)


def _rate(group: ProviderGroup) -> Setting:
    value, unit = "no limit", ""
    if group.rate is not None:
        value, period = str(group.rate.quantity), words.seconds(group.rate.period_us)
        unit = "attempts per s" if period == "1" else f"attempts per {period} s"
    return Setting("Rate limit", group.name, value, unit, group.provenance, group.source)


def _burst(group: ProviderGroup, rate: Rate) -> Setting:
    topic, value = "Burst within the rate limit", str(rate.burst)
    return Setting(topic, group.name, value, "attempts", group.provenance, group.source)
