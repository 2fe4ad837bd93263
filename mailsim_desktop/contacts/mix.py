"""Reads an audience mix: which providers and countries invented people come from.

The numbers live in ``resources/mixes/*.toml`` with their provenance. Nothing in the
engine reads them; provider groups and limits are elsewhere.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mailsim_desktop import paths
from mailsim_desktop.errors import ScenarioError

DEFAULT_MIX = "b2c-eu"


@dataclass(frozen=True, slots=True)
class ProviderShare:
    """One provider group of a mix.

    Attributes
    ----------
    group : id of the provider group.
    percent : of the addresses.
    countries : weight of each country among the people of this provider.
    domains : (domain, weight, country); an empty country is any.
    """

    group: str
    percent: int
    countries: Mapping[str, int]
    domains: tuple[tuple[str, int, str], ...]

    def domains_in(self, country: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """Domains that people of `country` use here, and their weights."""
        found = [(name, weight) for name, weight, where in self.domains if where in {"", country}]
        return tuple(name for name, _ in found), tuple(weight for _, weight in found)


@dataclass(frozen=True, slots=True)
class Mix:
    """An audience to draw invented people from; the file explains each field."""

    id: str
    name: str
    provenance: str
    source: str
    providers: tuple[ProviderShare, ...]
    broken_per_mille: int
    duplicate_per_mille: int
    role_per_mille: int
    disposable_per_mille: int
    role_names: tuple[str, ...]
    disposable_domains: tuple[str, ...]


def mix_ids() -> list[str]:
    """Ids of all mixes that ship with the program."""
    return sorted(path.stem for path in paths.resource("mixes").glob("*.toml"))


def load_mix(mix_id: str) -> Mix:
    """Read the mix of that id.

    Raises
    ------
    ScenarioError : there is none, or its file is wrong.
    """
    if mix_id not in mix_ids():
        near = difflib.get_close_matches(mix_id, mix_ids(), n=1)
        raise ScenarioError(
            f'There is no mix "{mix_id}".',
            f"Did you mean {near[0]}?" if near else f"Choose one of: {', '.join(mix_ids())}.",
        )
    file = paths.resource("mixes", f"{mix_id}.toml")
    try:
        return _mix(tomllib.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:  # TOML errors are ValueErrors
        raise ScenarioError(f"{file} is not a mix: {error}.", "Reinstall the program.") from error


def _mix(data: dict[str, Any]) -> Mix:
    mix = Mix(
        id=data["id"],
        name=data["name"],
        provenance=data["provenance"],
        source=data["source"],
        providers=tuple(_share(entry, data["countries"]) for entry in data["providers"]),
        broken_per_mille=int(data["broken_per_mille"]),
        duplicate_per_mille=int(data["duplicate_per_mille"]),
        role_per_mille=int(data["role_per_mille"]),
        disposable_per_mille=int(data["disposable_per_mille"]),
        role_names=tuple(data["role_names"]),
        disposable_domains=tuple(data["disposable_domains"]),
    )
    total = sum(share.percent for share in mix.providers)
    if total != 100:  # noqa: PLR2004 # percent
        raise ValueError(f"its providers make {total} percent")
    return mix


def _share(entry: dict[str, Any], countries: dict[str, int]) -> ProviderShare:
    domains = tuple(
        (str(name), int(weight), str(where)) for name, weight, where in entry["domains"]
    )
    return ProviderShare(
        entry["group"], int(entry["percent"]), entry.get("countries", countries), domains
    )
