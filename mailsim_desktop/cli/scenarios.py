"""``mailsim scenarios``: list and show."""

from __future__ import annotations

from typing import Annotated

import typer

from mailsim_desktop.cli.output import Output, print_table
from mailsim_desktop.cli.policies import told
from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.domain.scenario import Scenario
from mailsim_desktop.simulation import catalogue


def build() -> typer.Typer:
    """Put the group together."""
    group = typer.Typer(help="Look at what can be simulated.", no_args_is_help=True)
    group.command("list")(list_)
    group.command("show")(show)
    return group


def list_(ctx: typer.Context) -> None:
    """List the scenarios."""
    output: Output = ctx.obj
    found = [catalogue.load_scenario(name) for name in catalogue.scenario_ids()]
    data = {"scenarios": [{"id": s.id, "name": s.name, "summary": s.summary} for s in found]}

    def text() -> None:
        print_table(("Scenario", "Name", "Summary"), [(s.id, s.name, s.summary) for s in found])

    output.emit("scenarios list", data, text)


def show(
    ctx: typer.Context,
    scenario_id: Annotated[str, typer.Argument(metavar="SCENARIO", help="Id of the scenario.")],
) -> None:
    """Show every number of a scenario with its provenance."""
    output: Output = ctx.obj
    scenario = catalogue.load_scenario(scenario_id)

    output.emit("scenarios show", scenario.to_json(), lambda: _print_scenario(scenario))


def _print_scenario(scenario: Scenario) -> None:
    print(f"{scenario.name}: {scenario.summary}\n")  # the text form
    print_table(
        ("Reply", "Share", "Provenance", "Source"),
        [
            (reply.line(), f"{reply.share_ppm / 10_000:g} %", reply.provenance, reply.source)
            for reply in scenario.replies
        ],
    )
    low, high = scenario.latency_us[0] // 1000, scenario.latency_us[-1] // 1000
    print(f"\nLatency {low}–{high} ms, {scenario.latency_provenance}")  # the text form
    print(f"Retry policy {scenario.policy.id}: {told(scenario.policy)}\n")  # the text form
    print_table(
        ("Provider group", "Connections", "Rate", "Provenance"),
        [
            (group.name, group.connections, _rate(group.rate), group.provenance)
            for group in scenario.groups
        ],
    )


def _rate(rate: Rate | None) -> str | None:
    return None if rate is None else f"{rate.quantity} per {rate.period_us / 1e6:g} s"
