"""The table that a benchmark prints, with the machine it was measured on."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from importlib import metadata

from mailsim_desktop.store.dialect import sqlite_version
from mailsim_desktop.version import version


@dataclass(frozen=True, slots=True)
class Line:
    """One figure, None where it cannot be measured; `hold` is the bound to keep, or empty."""

    what: str
    figure: float | None
    hold: str
    facts: str


def _number(value: float | None) -> str:
    if value is None:
        return "not measured"
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


def machine() -> str:
    """Processor count, system and versions."""
    libraries = ", ".join(f"{name} {metadata.version(name)}" for name in ("numpy", "SQLAlchemy"))
    return (
        f"MailSim {version()} · Python {platform.python_version()} · SQLite {sqlite_version()} ·"
        f" {libraries} · {os.cpu_count()} processors · {platform.system()} {platform.machine()}"
    )


def markdown(lines: list[Line]) -> str:
    """The whole table as Markdown."""
    rows = [
        f"| {line.what} | {_number(line.figure)} | {line.hold} | {line.facts} |" for line in lines
    ]
    head = ["| what | figure | hold | facts |", "|---|---|---|---|"]
    return "\n".join([*head, *rows])
