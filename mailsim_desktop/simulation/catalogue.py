"""Reads scenarios and provider groups from the TOML files that ship with the program.

Every number in them carries provenance and source. Errors name file and key.
"""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import Any

from mailsim_desktop import paths
from mailsim_desktop.domain.provider import OTHER, ProviderGroup, domain_table
from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.domain.retry_policy import RetryPolicy
from mailsim_desktop.domain.scenario import Reply, Scenario
from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.errors import ScenarioError

DEFAULT_SCENARIO = "classic-demo"


def scenario_ids() -> list[str]:
    """Ids of all scenarios, the default first."""
    found = sorted(path.stem for path in paths.resource("scenarios").glob("*.toml"))
    return sorted(found, key=lambda name: name != DEFAULT_SCENARIO)


def load_scenario(scenario_id: str) -> Scenario:
    """Read one scenario with its policy and provider groups.

    Raises
    ------
    ScenarioError : there is none of that name, or its file is wrong.
    """
    if scenario_id not in scenario_ids():
        near = difflib.get_close_matches(scenario_id, scenario_ids(), n=1)
        raise ScenarioError(
            f"There is no scenario {scenario_id!r}.",
            f"Did you mean {near[0]}?" if near else "List them with: mailsim scenarios list",
        )
    file = paths.resource("scenarios", f"{scenario_id}.toml")
    data = _read(file)
    try:
        return _scenario(scenario_id, data)
    except KeyError as error:
        raise ScenarioError(f"{file.name}: the key {error} is missing.") from error
    except TypeError as error:
        raise ScenarioError(f"{file.name}: a value has the wrong type ({error}).") from error


def load_groups() -> tuple[ProviderGroup, ...]:
    """Read the table of provider groups; the last one takes all other domains."""
    file = paths.resource("providers", "groups.toml")
    try:
        groups = tuple(_group(entry) for entry in _read(file)["group"])
    except KeyError as error:
        raise ScenarioError(f"{file.name}: the key {error} is missing.") from error
    if not groups or groups[-1].id != OTHER:
        raise ScenarioError(f"{file.name}: the last group must be {OTHER!r}.")
    return groups


def load_domain_table() -> dict[str, str]:
    """Map each domain that the table names to the id of its provider group."""
    return domain_table(load_groups())


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ScenarioError(f"{file} cannot be read: {error.strerror}.") from error
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError(f"{file.name} is not valid TOML: {error}.") from error


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
    policy = data["policy"]
    return Scenario(
        id=scenario_id,
        name=data["name"],
        summary=data["summary"],
        replies=tuple(Reply(**{"enhanced": "", **reply}) for reply in data["reply"]),
        latency_us=tuple(1000 * ms for ms in data["latency"]["quantiles_ms"]),
        latency_provenance=data["latency"]["provenance"],
        latency_source=data["latency"]["source"],
        policy=RetryPolicy(
            policy["id"],
            policy["max_attempts"],
            tuple(SECOND_US * second for second in policy["delays_s"]),
            policy["provenance"],
            policy["source"],
        ),
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
