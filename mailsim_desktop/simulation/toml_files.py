"""Reads the TOML files of the simulation, with errors that name file and key."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import isnan
from pathlib import Path
from typing import Any, TypeVar

from mailsim_desktop.errors import ScenarioError

Found = TypeVar("Found")


def read(file: Path, build: Callable[[dict[str, Any]], Found]) -> Found:
    """Read a file and make something of it.

    Raises
    ------
    ScenarioError : it cannot be read, is no TOML, or lacks a key; the message names the file.
    """
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ScenarioError(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise ScenarioError(f"{file.name} is not UTF-8 text, as TOML must be.") from error
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError(f"{file.name} is not valid TOML: {error}.") from error
    try:
        return build(data)
    except KeyError as error:
        raise ScenarioError(f"{file.name}: the key {error} is missing.") from error
    except ValueError as error:
        raise ScenarioError(f"{file.name}: {error}.") from error
    except (TypeError, AttributeError) as error:
        raise ScenarioError(f"{file.name}: a value has the wrong type ({error}).") from error


def require_known(kind: str, name: str, known: Sequence[str], command: str) -> None:
    """Refuse a name that no file has, with the nearest one that a file has.

    Parameters
    ----------
    command : lists all of them.
    """
    if name in known:
        return
    near = difflib.get_close_matches(name, known, n=1)
    raise ScenarioError(
        f"There is no {kind} {name!r}.",
        f"Did you mean {near[0]}?" if near else f"List them with: {command}",
    )


def integer(table: Mapping[str, Any], key: str) -> int:
    """Whole number at `key`; `ValueError` where it is something else."""
    value = table[key]
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(  # noqa: TRY004 # told with file and key, unlike the types of others
            f"the key {key!r} must be a whole number, not {value!r}"
        )
    return value


def number(table: Mapping[str, Any], key: str) -> Fraction:
    """Number at `key`, exactly as it is written; `ValueError` where it is none."""
    value = table[key]
    if not isinstance(value, int | float) or isinstance(value, bool) or isnan(value):
        raise ValueError(f"the key {key!r} must be a number, not {value!r}")
    return Fraction(str(value))


def word(
    table: Mapping[str, Any], key: str, known: Mapping[str, Found], default: Found | None = None
) -> Found:
    """What the word at `key` stands for; `default` where there is none, else `ValueError`."""
    if key not in table and default is not None:
        return default
    value = table[key]
    if value not in known:
        raise ValueError(f"the key {key!r} must be one of {', '.join(known)}, not {value!r}")
    return known[value]
