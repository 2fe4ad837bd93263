"""``mailsim policies``: list and show."""

from __future__ import annotations

import math
from typing import Annotated

import typer

from mailsim_desktop.cli.output import Output, print_table
from mailsim_desktop.domain.jitter import Jitter
from mailsim_desktop.domain.retry_policy import AgeRule, RetryPolicy
from mailsim_desktop.domain.simulated_time import SECOND_US, exact_clock
from mailsim_desktop.simulation import policy_files

_BAR = 40
_SHOWN = 24
"""Attempts that are printed one by one; of longer policies the last one follows."""


def build() -> typer.Typer:
    """Put the group together."""
    group = typer.Typer(help="Look at the presets of retry policies.", no_args_is_help=True)
    group.command("list")(list_)
    group.command("show")(show)
    return group


def list_(ctx: typer.Context) -> None:
    """List the retry policies."""
    output: Output = ctx.obj
    found = [policy_files.load_policy(name) for name in policy_files.policy_ids()]
    data = {"policies": [{"id": p.id, "name": p.name, "summary": p.summary} for p in found]}

    def text() -> None:
        print_table(
            ("Policy", "Attempts", "Gives up after", "Summary"),
            [(p.id, len(p.instants_us()), _clock(p.instants_us()[-1]), p.summary) for p in found],
        )

    output.emit("policies list", data, text)


def show(
    ctx: typer.Context,
    policy_id: Annotated[str, typer.Argument(metavar="POLICY", help="Id of the policy.")],
) -> None:
    """Show when a policy tries again if every attempt is deferred at once, without jitter."""
    output: Output = ctx.obj
    policy = policy_files.load_policy(policy_id)
    instants = policy.instants_us()
    data = {
        **policy.to_json(),
        "attempts": [{"n": n, "at_s": _seconds(at)} for n, at in enumerate(instants, 1)],
        "gives_up_at_s": _seconds(instants[-1]),
    }
    output.emit("policies show", data, lambda: _print(policy, instants))


def told(policy: RetryPolicy) -> str:
    """Say a policy in a line: attempts, the first waits, limits and jitter."""
    waits = [f"{_seconds(wait)} s" for wait in policy.waits_us()]
    shown = ", ".join(waits[:6]) + (", …" if len(waits) > 6 else "")  # noqa: PLR2004 # a line
    parts = [f"{len(waits) + 1} attempts"] + ([f"after {shown}"] if waits else [])
    if policy.lifetime_us is not None:
        parts.append(_lifetime(policy, policy.lifetime_us))
    if policy.jitter is not Jitter.NONE:
        parts.append(f"jitter {policy.jitter}")
    return "; ".join(parts)


def _lifetime(policy: RetryPolicy, lifetime_us: int) -> str:
    counted = "" if policy.throttled_counts else ", not counting what limits hold up"
    if policy.age_rule is AgeRule.NEXT_DUE:
        return f"no attempt due after {_clock(lifetime_us)}{counted}"
    return f"given up at the first failure from {_clock(lifetime_us)} on{counted}"


def _print(policy: RetryPolicy, instants: tuple[int, ...]) -> None:
    print(f"{policy.name}: {policy.summary}")  # the text form
    print(f"{told(policy)}\n")  # the text form
    waits = (None, *policy.waits_us())
    rows: list[tuple[object, ...]] = [
        (number, _clock(at), None if wait is None else _clock(wait), _bar(at, instants))
        for number, (at, wait) in enumerate(zip(instants, waits, strict=True), 1)
    ]
    if len(rows) > _SHOWN:
        rows = [*rows[: _SHOWN - 1], ("…", "…", "…", ""), rows[-1]]
    print_table(("Attempt", "At", "Wait", "From the first attempt on, logarithmic"), rows)
    print(  # the text form
        f"\nAt {_clock(instants[-1])} it gives up.\n"
        f"Delays: {': '.join(policy.delays_origin)}\nLimits: {': '.join(policy.limits_origin)}"
    )


def _bar(at_us: int, instants: tuple[int, ...]) -> str:
    """Line up to an instant, on a scale that shows the first waits beside the last ones."""
    if at_us == 0:
        return "●"
    first = next(at for at in instants if at > 0)
    place = math.log1p(at_us / first) / math.log1p(instants[-1] / first)
    return "─" * round(_BAR * place) + ("✕" if at_us == instants[-1] else "●")


def _clock(us: int) -> str:
    return exact_clock(us).removesuffix(".000")


def _seconds(us: int) -> int | float:
    return us // SECOND_US if us % SECOND_US == 0 else us / SECOND_US
