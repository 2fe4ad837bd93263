"""Reads scenarios and provider groups from the TOML files that ship with the program.

Every number in them carries provenance and source. Errors name file and key.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mailsim_desktop import paths
from mailsim_desktop.domain.provider import OTHER, ProviderGroup, domain_table
from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.domain.scenario import Reply, Scenario
from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.errors import ScenarioError
from mailsim_desktop.simulation.policy_files import load_policy, scenario_policy
from mailsim_desktop.simulation.toml_files import read, require_known

DEFAULT_SCENARIO = "classic-demo"


def scenario_ids() -> list[str]:
    """Ids of all scenarios, the default first."""
    found = sorted(path.stem for path in paths.resource("scenarios").glob("*.toml"))
    return sorted(found, key=lambda name: name != DEFAULT_SCENARIO)


def load_scenario(scenario_id: str, policy_id: str | None = None) -> Scenario:
    """Read one scenario with its provider groups and its own retry policy, or with a preset.

    Raises
    ------
    ScenarioError : there is no scenario or policy of that name, or a file is wrong.
    """
    require_known("scenario", scenario_id, scenario_ids(), "mailsim scenarios list")
    file = paths.resource("scenarios", f"{scenario_id}.toml")
    scenario = read(file, lambda data: _scenario(scenario_id, data))
    return scenario if policy_id is None else replace(scenario, policy=load_policy(policy_id))


def load_groups() -> tuple[ProviderGroup, ...]:
    """Read the table of provider groups; the last one takes all other domains."""
    file = paths.resource("providers", "groups.toml")
    groups = read(file, lambda data: tuple(_group(entry) for entry in data["group"]))
    if not groups or groups[-1].id != OTHER:
        raise ScenarioError(f"{file.name}: the last group must be {OTHER!r}.")
    return groups


def load_domain_table() -> dict[str, str]:
    """Map each domain that the table names to the id of its provider group."""
    return domain_table(load_groups())


def _group(entry: dict[str, Any]) -> ProviderGroup:
    return ProviderGroup(
        id=entry["id"],
        name=entry["name"],
        domains=tuple(entry["domains"]),
        connections=entry["connections"],
        rate=None,
        provenance=entry["provenance"],
        source=entry["source"],
    )


def _scenario(scenario_id: str, data: dict[str, Any]) -> Scenario:
    return Scenario(
        id=scenario_id,
        name=data["name"],
        summary=data["summary"],
        replies=tuple(Reply(**{"enhanced": "", **reply}) for reply in data["reply"]),
        latency_us=tuple(1000 * ms for ms in data["latency"]["quantiles_ms"]),
        latency_provenance=data["latency"]["provenance"],
        latency_source=data["latency"]["source"],
        policy=scenario_policy(data["policy"]),
        groups=_limited(data.get("limits", {})),
        spaced=data["spaced"],
    )


def _limited(limits: dict[str, Any]) -> tuple[ProviderGroup, ...]:
    """Apply a scenario's own limits, a default and exceptions, to the provider groups."""
    default = limits.get("default", {})
    groups = []
    for group in load_groups():
        limit = {**default, **limits.get(group.id, {})}
        if not limit:
            groups.append(group)
            continue
        rate = limit.get("rate")
        groups.append(
            ProviderGroup(
                group.id,
                group.name,
                (),
                limit.get("connections", group.connections),
                Rate(rate["quantity"], SECOND_US * rate["period_s"], rate["burst"])
                if rate
                else None,
                limit["provenance"],
                limit["source"],
            )
        )
    return tuple(groups)
